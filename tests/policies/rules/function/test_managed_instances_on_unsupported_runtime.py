from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.managed_instances_on_unsupported_runtime import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

CAPACITY: dict[str, Any] = {
    "LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn": "arn"}
}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_python_3_12_cannot_run_there(judge: Judge) -> None:
    [finding] = judge(rule, function(Runtime="python3.12", CapacityProviderConfig=CAPACITY))

    assert finding.message == (
        "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
        "provided.al2023 or python3.13 or later, got python3.12"
    )
    assert finding.fix == "change the runtime, or drop CapacityProviderConfig"
    assert finding.at == "Runtime"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Runtime": "java17", "CapacityProviderConfig": CAPACITY},
            (
                "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
                "provided.al2023 or python3.13 or later, got java17"
            ),
            id="java17",
        ),
        pytest.param(
            {"Runtime": "nodejs20.x", "CapacityProviderConfig": CAPACITY},
            (
                "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
                "provided.al2023 or python3.13 or later, got nodejs20.x"
            ),
            id="nodejs20.x",
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "CapacityProviderConfig": CAPACITY},
            (
                "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
                "provided.al2023 or python3.13 or later, got ruby3.4"
            ),
            id="ruby3.4",
        ),
        pytest.param(
            {"Runtime": "provided.al2", "CapacityProviderConfig": CAPACITY},
            (
                "runtime on Lambda Managed Instances must be dotnet8, java21, nodejs22.x, "
                "provided.al2023 or python3.13 or later, got provided.al2"
            ),
            id="provided.al2",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param(
            {"Runtime": "python3.13", "CapacityProviderConfig": CAPACITY}, id="python3.13"
        ),
        pytest.param({"Runtime": "java21", "CapacityProviderConfig": CAPACITY}, id="java21"),
        pytest.param(
            {"Runtime": "nodejs22.x", "CapacityProviderConfig": CAPACITY}, id="nodejs22.x"
        ),
        pytest.param({"Runtime": "dotnet8", "CapacityProviderConfig": CAPACITY}, id="dotnet8"),
        pytest.param(
            {"Runtime": "provided.al2023", "CapacityProviderConfig": CAPACITY}, id="provided.al2023"
        ),
        pytest.param({"Runtime": "python3.12"}, id="default compute"),
        pytest.param({"PackageType": "Image", "CapacityProviderConfig": CAPACITY}, id="an image"),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "CapacityProviderConfig": CAPACITY},
            id="known at deployment only",
        ),
        pytest.param(
            {"Runtime": "python3.12", "CapacityProviderConfig": {"Ref": "Unknown"}},
            id="a capacity provider known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
