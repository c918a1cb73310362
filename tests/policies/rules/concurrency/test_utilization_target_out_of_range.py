from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.concurrency.utilization_target_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UTILIZATION = "LambdaProvisionedConcurrencyUtilization"


def policy(value: Any, metric: Any = UTILIZATION) -> dict[str, Any]:
    tracking = {
        "TargetValue": value,
        "PredefinedMetricSpecification": {"PredefinedMetricType": metric},
    }
    properties = {"TargetTrackingScalingPolicyConfiguration": tracking}
    scaling = "AWS::ApplicationAutoScaling::ScalingPolicy"
    return {"Tracking": {"Type": scaling, "Properties": properties}}


@pytest.mark.parametrize(
    ("value", "seen"), [(70, "70"), ("0.91", "0.91"), (0.09, "0.09"), (0, "0")]
)
def test_a_target_is_a_fraction(judge: Judge, value: Any, seen: str) -> None:
    [finding] = judge(rule, policy(value))

    assert finding.message == (
        "target utilization of provisioned concurrency must be 10 to 90 %, as a fraction of 1, "
        f"got {seen}"
    )
    assert finding.fix == "set TargetValue to 0.7 to keep 70 % in use"
    assert finding.at == "TargetTrackingScalingPolicyConfiguration.TargetValue"


@pytest.mark.parametrize(
    ("value", "metric"),
    [
        pytest.param(0.1, UTILIZATION, id="the least"),
        pytest.param(0.9, UTILIZATION, id="the most"),
        pytest.param("0.7", UTILIZATION, id="as text"),
        pytest.param({"Ref": "Unknown"}, UTILIZATION, id="value unknown"),
        pytest.param(70, {"Ref": "Unknown"}, id="metric unknown"),
        pytest.param(70, "DynamoDBReadCapacityUtilization", id="another metric"),
        pytest.param(70, {"Ref": "AWS::NoValue"}, id="a metric of their own"),
    ],
)
def test_silent(judge: Judge, value: Any, metric: Any) -> None:
    assert judge(rule, policy(value, metric)) == []
