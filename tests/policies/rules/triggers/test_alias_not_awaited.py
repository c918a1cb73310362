from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.alias_not_awaited import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

RELEASE: dict[str, Any] = {
    "Bill": {"Type": "AWS::Lambda::Function"},
    "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": {"Ref": "Bill"},
            "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
            "Name": "live",
        },
    },
}


def url(*waits: str, qualifier: Any = "live") -> dict[str, Any]:
    said = {"TargetFunctionArn": {"Ref": "Bill"}, "Qualifier": qualifier, "AuthType": "AWS_IAM"}
    made = {"Type": "AWS::Lambda::Url", "Properties": said}
    return RELEASE | {"Url": {**made, "DependsOn": list(waits)} if waits else made}


def test_a_url_may_come_before_its_alias(judge: Judge) -> None:
    [finding] = judge(rule, url())

    assert finding.message == (
        "alias Live must exist first, got its name only, which waits for nothing"
    )
    assert finding.fix == "add DependsOn: Live"
    assert finding.at == "Qualifier"


@pytest.mark.parametrize("kind", ["AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping"])
def test_so_may_what_names_it_behind_the_function(judge: Judge, kind: str) -> None:
    said = {"FunctionName": {"Fn::Sub": "${Bill}:live"}}
    [finding] = judge(rule, RELEASE | {"User": {"Type": kind, "Properties": said}})

    assert finding.at == "FunctionName"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(url("Live"), id="it waits"),
        pytest.param(url(qualifier=UNKNOWN), id="unknown"),
        pytest.param(url(qualifier="prod"), id="an alias that is not here"),
        pytest.param(
            RELEASE
            | {
                "User": {
                    "Type": "AWS::Lambda::Permission",
                    "Properties": {"FunctionName": {"Ref": "Live"}},
                }
            },
            id="a reference waits",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
