from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.scaling_policy import ScalingPolicy
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

DIMENSION = "lambda:function:ProvisionedConcurrency"
ID = {"Fn::Sub": "function:${Fn}:live"}
TABLE = "dynamodb:table:ReadCapacityUnits"


def scaled(dimension: str, resource_id: Any) -> dict[str, Any]:
    properties = {"ScalableDimension": dimension, "ResourceId": resource_id}
    return {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}


@pytest.fixture
def policy(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> ScalingPolicy:
        own = {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties": properties}
        resources = {
            "Fn": {"Type": "AWS::Lambda::Function"},
            "Target": scaled(DIMENSION, ID),
            "Table": scaled(TABLE, "table/readings"),
            "Policy": own,
        }
        return template_of(resources).of(ScalingPolicy)[0]

    return made


@pytest.mark.parametrize(
    "properties",
    [
        {"ScalingTargetId": {"Ref": "Target"}},
        {"ScalableDimension": DIMENSION, "ResourceId": ID},
    ],
    ids=["by its id", "by the same resource id"],
)
def test_a_policy_finds_its_target(policy: Any, properties: Any) -> None:
    found = policy(**properties)

    assert found.scalable_target.logical_id == "Target"
    assert found.scales_provisioned_concurrency is True


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"ScalingTargetId": {"Ref": "Unknown"}},
        {"ScalableDimension": DIMENSION, "ResourceId": "function:other:live"},
        {"ScalableDimension": TABLE, "ResourceId": ID},
    ],
    ids=["names none", "unknown", "another", "another dimension"],
)
def test_a_policy_of_nothing_known_has_no_target(policy: Any, properties: Any) -> None:
    assert policy(**properties).scalable_target is None


def test_a_policy_of_a_table_is_not_lambdas(policy: Any) -> None:
    found = policy(ScalingTargetId={"Ref": "Table"})

    assert found.scalable_target.logical_id == "Table"
    assert found.scales_provisioned_concurrency is False


def test_what_it_tracks_is_known_absent_or_unresolved(policy: Any, unknown: Any) -> None:
    metric = {"PredefinedMetricType": "LambdaProvisionedConcurrencyUtilization"}
    tracking = {"TargetValue": "0.7", "PredefinedMetricSpecification": metric}
    known = policy(TargetTrackingScalingPolicyConfiguration=tracking)
    unresolved = policy(TargetTrackingScalingPolicyConfiguration={"TargetValue": unknown})

    assert known.target_value == 0.7
    assert known.predefined_metric == "LambdaProvisionedConcurrencyUtilization"
    assert isinstance(unresolved.target_value, Unresolved)
    assert unresolved.predefined_metric is None


@pytest.mark.parametrize(
    ("properties", "is_of_anything"),
    [
        pytest.param({"ScalingTargetId": {"Ref": "Unknown"}}, True, id="target unknown"),
        pytest.param({"ResourceId": {"Ref": "Unknown"}}, True, id="resource unknown"),
        pytest.param(
            {"ResourceId": {"Ref": "Unknown"}, "ScalableDimension": DIMENSION}, True, id="Lambda's"
        ),
        pytest.param(
            {"ResourceId": {"Ref": "Unknown"}, "ScalableDimension": TABLE}, False, id="a table's"
        ),
        pytest.param({"ScalingTargetId": {"Ref": "Target"}}, False, id="a target"),
        pytest.param({"ScalingTargetId": {"Ref": "Table"}}, False, id="another target"),
        pytest.param({"ResourceId": "function:other:live"}, False, id="a resource"),
        pytest.param({}, False, id="nothing"),
    ],
)
def test_a_policy_of_what_nobody_knows_may_scale_anything(
    policy: Any, properties: Any, *, is_of_anything: bool
) -> None:
    assert policy(**properties).is_of_anything is is_of_anything


def test_a_policy_finds_the_target_of_its_alias_however_both_write_it(
    template_of: TemplateOf,
) -> None:
    alias = {"FunctionName": {"Ref": "Fn"}, "Name": "live"}
    named = {"ScalableDimension": DIMENSION, "ResourceId": "function:quote:live"}
    resources = {
        "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "quote"}},
        "Live": {"Type": "AWS::Lambda::Alias", "Properties": alias},
        "Target": scaled(DIMENSION, ID),
        "Policy": {"Type": "AWS::ApplicationAutoScaling::ScalingPolicy", "Properties": named},
    }
    [found] = template_of(resources).of(ScalingPolicy)

    assert found.scalable_target is not None
    assert found.scalable_target.logical_id == "Target"
