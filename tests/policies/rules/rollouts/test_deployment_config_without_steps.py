from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_config_without_steps import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

STEPS = {"CanaryPercentage": 10, "CanaryInterval": 5}


def config(routing: Any, platform: Any = "Lambda") -> dict[str, Any]:
    properties = {"ComputePlatform": platform, "TrafficRoutingConfig": routing}
    return {"Own": {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": properties}}


@pytest.mark.parametrize(
    "routing",
    [
        pytest.param({"Type": "TimeBasedLinear"}, id="no block"),
        pytest.param({"Type": "TimeBasedLinear", "TimeBasedCanary": STEPS}, id="another's"),
    ],
)
def test_a_type_without_its_block_is_found(judge: Judge, routing: dict[str, Any]) -> None:
    [finding] = judge(rule, config(routing))

    assert finding.message == (
        "routing TimeBasedLinear must come with a block TimeBasedLinear, got none"
    )
    assert finding.fix == (
        "add TimeBasedLinear with its percentage and interval, or set Type to the block that is "
        "there"
    )
    assert finding.at == "TrafficRoutingConfig"


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(config({"Type": "TimeBasedCanary", "TimeBasedCanary": STEPS}), id="there"),
        pytest.param(
            config({"Type": "TimeBasedCanary", "TimeBasedCanary": {"Ref": "Unknown"}}),
            id="unknown",
        ),
        pytest.param(config({"Type": "AllAtOnce"}), id="all at once"),
        pytest.param(config({"Type": {"Ref": "Unknown"}}), id="type unknown"),
        pytest.param(config(None), id="no routing"),
        pytest.param(config({"Type": "TimeBasedLinear"}, "ECS"), id="of ECS"),
    ],
)
def test_silent(judge: Judge, own: dict[str, Any]) -> None:
    assert judge(rule, own) == []
