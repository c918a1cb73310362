from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.architecture_unknown import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_name_from_elsewhere_is_found(judge: Judge) -> None:
    [finding] = judge(rule, function(Architectures=["aarch64"]), Conditions=CONDITIONS)

    assert finding.message == "architecture must be arm64 or x86_64, got 'aarch64'"
    assert finding.fix == "list arm64 or x86_64"
    assert finding.at == "Architectures"


def test_a_name_spelled_alike_is_meant(judge: Judge) -> None:
    [finding] = judge(rule, function(Architectures=["X86-64"]), Conditions=CONDITIONS)

    assert finding.message == "architecture must be arm64 or x86_64, got 'X86-64'"
    assert finding.fix == "list x86_64"
    assert finding.at == "Architectures"


def test_two_at_once_are_one_too_many(judge: Judge) -> None:
    [finding] = judge(rule, function(Architectures=["x86_64", "arm64"]), Conditions=CONDITIONS)

    assert finding.message == "architectures must be exactly one, arm64 or x86_64, got 2"
    assert finding.fix == "list the one the code is built for"
    assert finding.at == "Architectures"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Architectures": []},
            "architectures must be exactly one, arm64 or x86_64, got 0",
            id="none at all",
        ),
        pytest.param(
            {"Architectures": "ARM_32"},
            "architecture must be arm64 or x86_64, got 'ARM_32'",
            id="not a list",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [
        finding.message for finding in judge(rule, function(**properties), Conditions=CONDITIONS)
    ] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Architectures": ["x86_64"]}, id="x86_64"),
        pytest.param({"Architectures": ["arm64"]}, id="arm64"),
        pytest.param({"Architectures": [{"Ref": "Unknown"}]}, id="known at deployment only"),
        pytest.param({"Architectures": {"Ref": "Unknown"}}, id="the list known at deployment only"),
        pytest.param(
            {
                "Architectures": [
                    "arm64",
                    {"Fn::If": ["Perhaps", "x86_64", {"Ref": "AWS::NoValue"}]},
                ]
            },
            id="a second one that may be left out",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties), Conditions=CONDITIONS) == []
