from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.scaling_metric_of_another_service import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


LAMBDA = "lambda:function:ProvisionedConcurrency"


def policy(metric: Any, dimension: Any = LAMBDA) -> dict[str, Any]:
    tracking = {"PredefinedMetricSpecification": {"PredefinedMetricType": metric}}
    properties = {
        "ScalableDimension": dimension,
        "TargetTrackingScalingPolicyConfiguration": tracking,
    }
    scaling = "AWS::ApplicationAutoScaling::ScalingPolicy"
    return {"Tracking": {"Type": scaling, "Properties": properties}}


def test_provisioned_concurrency_has_one_metric(judge: Judge) -> None:
    [finding] = judge(rule, policy("DynamoDBReadCapacityUtilization"))

    assert finding.message == (
        "the metric of provisioned concurrency must be LambdaProvisionedConcurrencyUtilization, "
        "got DynamoDBReadCapacityUtilization"
    )
    assert finding.fix == ("set PredefinedMetricType to LambdaProvisionedConcurrencyUtilization")
    assert finding.at == "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification"


@pytest.mark.parametrize(
    ("metric", "dimension"),
    [
        pytest.param("LambdaProvisionedConcurrencyUtilization", LAMBDA, id="the one"),
        pytest.param({"Ref": "Unknown"}, LAMBDA, id="unknown"),
        pytest.param({"Ref": "AWS::NoValue"}, LAMBDA, id="a metric of their own"),
        pytest.param(
            "DynamoDBReadCapacityUtilization", "dynamodb:table:ReadCapacityUnits", id="a table"
        ),
        pytest.param("DynamoDBReadCapacityUtilization", {"Ref": "Unknown"}, id="dimension unknown"),
    ],
)
def test_silent(judge: Judge, metric: Any, dimension: Any) -> None:
    assert judge(rule, policy(metric, dimension)) == []
