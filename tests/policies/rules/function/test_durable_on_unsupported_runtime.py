from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.durable_on_unsupported_runtime import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

DURABLE: dict[str, Any] = {"ExecutionTimeout": 60}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_ruby_is_not_durable(judge: Judge) -> None:
    [finding] = judge(rule, function(Runtime="ruby3.4", DurableConfig=DURABLE))

    assert finding.message == (
        "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
        "python3.13 or later, got ruby3.4"
    )
    assert finding.fix == "change the runtime, or deploy an image with the durable execution SDK"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Runtime": "python3.12", "DurableConfig": DURABLE},
            (
                "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
                "python3.13 or later, got python3.12"
            ),
            id="python3.12",
        ),
        pytest.param(
            {"Runtime": "nodejs20.x", "DurableConfig": DURABLE},
            (
                "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
                "python3.13 or later, got nodejs20.x"
            ),
            id="nodejs20.x",
        ),
        pytest.param(
            {"Runtime": "java11", "DurableConfig": DURABLE},
            (
                "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
                "python3.13 or later, got java11"
            ),
            id="java11",
        ),
        pytest.param(
            {"Runtime": "dotnet6", "DurableConfig": DURABLE},
            (
                "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
                "python3.13 or later, got dotnet6"
            ),
            id="dotnet6",
        ),
        pytest.param(
            {"Runtime": "provided.al2023", "DurableConfig": DURABLE},
            (
                "runtime of a durable function must be dotnet8, java17, nodejs22.x or "
                "python3.13 or later, got provided.al2023"
            ),
            id="provided.al2023",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Runtime": "python3.13", "DurableConfig": DURABLE}, id="python3.13"),
        pytest.param({"Runtime": "nodejs22.x", "DurableConfig": DURABLE}, id="nodejs22.x"),
        pytest.param({"Runtime": "java17", "DurableConfig": DURABLE}, id="java17"),
        pytest.param({"Runtime": "dotnet8", "DurableConfig": DURABLE}, id="dotnet8"),
        pytest.param({"Runtime": "python3.14", "DurableConfig": DURABLE}, id="python3.14"),
        pytest.param({"Runtime": "ruby3.4"}, id="not durable"),
        pytest.param({"PackageType": "Image", "DurableConfig": DURABLE}, id="an image"),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "DurableConfig": DURABLE}, id="known at deployment only"
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "DurableConfig": {"Ref": "Unknown"}}, id="perhaps not durable"
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
