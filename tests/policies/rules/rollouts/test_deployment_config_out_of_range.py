from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_config_out_of_range import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def config(kind: str, share: Any, interval: Any, platform: Any = "Lambda") -> dict[str, Any]:
    names = {"Canary": ("CanaryPercentage", "CanaryInterval")}
    names["Linear"] = ("LinearPercentage", "LinearInterval")
    steps = dict(zip(names[kind], (share, interval), strict=True))
    routing = {"Type": f"TimeBased{kind}", f"TimeBased{kind}": steps}
    properties = {"ComputePlatform": platform, "TrafficRoutingConfig": routing}
    return {"Own": {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": properties}}


@pytest.mark.parametrize(
    ("own", "message", "fix"),
    [
        (
            config("Canary", 100, 5),
            "percentage must be 1 to 99 %, got 100 %",
            "set TrafficRoutingConfig.TimeBasedCanary.CanaryPercentage to 99 % or less",
        ),
        (
            config("Canary", "0", 5),
            "percentage must be 1 to 99 %, got 0 %",
            "set TrafficRoutingConfig.TimeBasedCanary.CanaryPercentage to 1 % or more",
        ),
        (
            config("Canary", 10, 2881),
            "interval must be 1 to 2880 min, got 2881 min",
            "set TrafficRoutingConfig.TimeBasedCanary.CanaryInterval to 2880 min or less",
        ),
        (
            config("Linear", 10, 321),
            "interval of a linear rollout in 10 steps must be 1 to 320 min, got 321 min",
            "set TrafficRoutingConfig.TimeBasedLinear.LinearInterval to 320 min or less",
        ),
        (
            config("Linear", 1, 0),
            "interval of a linear rollout in 100 steps must be 1 to 29 min, got 0 min",
            "set TrafficRoutingConfig.TimeBasedLinear.LinearInterval to 1 min or more",
        ),
    ],
)
def test_steps_that_codedeploy_refuses_are_found(
    judge: Judge, own: dict[str, Any], message: str, fix: str
) -> None:
    [finding] = judge(rule, own)

    assert finding.message == message
    assert finding.fix == fix
    assert f"set {finding.at} to" in fix


def test_both_numbers_can_be_wrong(judge: Judge) -> None:
    assert len(judge(rule, config("Linear", 0, 2881))) == 2


@pytest.mark.parametrize(
    "own",
    [
        pytest.param(config("Canary", 99, 2880), id="the most of a canary"),
        pytest.param(config("Canary", 1, 1), id="the least of a canary"),
        pytest.param(config("Linear", 10, 320), id="the slowest linear one"),
        pytest.param(config("Linear", 99, 2880), id="two steps"),
        pytest.param(config("Linear", {"Ref": "Unknown"}, 300), id="percentage unknown"),
        pytest.param(config("Linear", 10, {"Ref": "Unknown"}), id="interval unknown"),
        pytest.param(config("Linear", 10, None), id="no interval"),
        pytest.param(config("Canary", 100, 5, "ECS"), id="of ECS"),
        pytest.param(config("Canary", 100, 5, {"Ref": "Unknown"}), id="platform unknown"),
    ],
)
def test_silent(judge: Judge, own: dict[str, Any]) -> None:
    assert judge(rule, own) == []
