from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.managed_instances_config_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_an_environment_runs_1600_invocations_at_most(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            CapacityProviderConfig={
                "LambdaManagedInstancesCapacityProviderConfig": {
                    "CapacityProviderArn": "arn",
                    "PerExecutionEnvironmentMaxConcurrency": 1601,
                }
            }
        ),
    )

    assert finding.message == "concurrency of one execution environment must be 1 to 1600, got 1601"
    assert finding.fix == (
        "set CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.Pe"
        "rExecutionEnvironmentMaxConcurrency to 1600 or less"
    )
    assert finding.at == (
        "CapacityProviderConfig.LambdaManagedInstancesCapacityProviderConfig.Pe"
        "rExecutionEnvironmentMaxConcurrency"
    )


def test_none_at_least_means_none_at_most(judge: Judge) -> None:
    [finding] = judge(
        rule,
        function(
            FunctionScalingConfig={"MinExecutionEnvironments": 0, "MaxExecutionEnvironments": 20}
        ),
    )

    assert finding.message == (
        "least execution environments must be 1 to MaxExecutionEnvironments, or both 0, got 0 to 20"
    )
    assert finding.fix == (
        "set MinExecutionEnvironments and MaxExecutionEnvironments, the first at least "
        "1 and at most the second"
    )
    assert finding.at == "FunctionScalingConfig"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {
                "CapacityProviderConfig": {
                    "LambdaManagedInstancesCapacityProviderConfig": {
                        "CapacityProviderArn": "arn",
                        "ExecutionEnvironmentMemoryGiBPerVCpu": 16,
                    }
                }
            },
            "memory per vCPU must be 2 to 8 GiB, got 16 GiB",
            id="memory per vCPU",
        ),
        pytest.param(
            {
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": 20,
                    "MaxExecutionEnvironments": 3,
                }
            },
            (
                "least execution environments must be 1 to MaxExecutionEnvironments, or both "
                "0, got 20 to 3"
            ),
            id="the wrong way round",
        ),
        pytest.param(
            {"FunctionScalingConfig": {"MinExecutionEnvironments": 3}},
            ("execution environments must have both bounds, got no MaxExecutionEnvironments"),
            id="no upper bound",
        ),
        pytest.param(
            {"FunctionScalingConfig": {"MaxExecutionEnvironments": 3}},
            ("execution environments must have both bounds, got no MinExecutionEnvironments"),
            id="no lower bound",
        ),
        pytest.param(
            {
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": 3,
                    "MaxExecutionEnvironments": 15001,
                }
            },
            "execution environments must be 0 to 15000, got 15001",
            id="too many",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {
                "CapacityProviderConfig": {
                    "LambdaManagedInstancesCapacityProviderConfig": {
                        "CapacityProviderArn": "arn",
                        "PerExecutionEnvironmentMaxConcurrency": 1600,
                        "ExecutionEnvironmentMemoryGiBPerVCpu": 2,
                    }
                },
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": 1,
                    "MaxExecutionEnvironments": 15000,
                },
            },
            id="both ends",
        ),
        pytest.param(
            {
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": 0,
                    "MaxExecutionEnvironments": 0,
                }
            },
            id="turned off",
        ),
        pytest.param(
            {
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": 3,
                    "MaxExecutionEnvironments": 3,
                }
            },
            id="as many as at most",
        ),
        pytest.param(
            {
                "CapacityProviderConfig": {
                    "LambdaManagedInstancesCapacityProviderConfig": {
                        "CapacityProviderArn": "arn",
                        "PerExecutionEnvironmentMaxConcurrency": {"Ref": "Unknown"},
                    }
                },
                "FunctionScalingConfig": {
                    "MinExecutionEnvironments": {"Ref": "Unknown"},
                    "MaxExecutionEnvironments": 3,
                },
            },
            id="known at deployment only",
        ),
        pytest.param(
            {
                "CapacityProviderConfig": {"Ref": "Unknown"},
                "FunctionScalingConfig": {"Ref": "Unknown"},
            },
            id="all known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
