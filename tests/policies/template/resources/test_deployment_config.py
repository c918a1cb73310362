from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.deployment_config import DeploymentConfig
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def config(template_of: TemplateOf) -> Any:
    def made(routing: Any = None, **properties: Any) -> DeploymentConfig:
        own = {**properties, **({"TrafficRoutingConfig": routing} if routing else {})}
        resource = {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": own}
        return template_of({"Own": resource}).of(DeploymentConfig)[0]

    return made


def test_its_steps_come_with_their_places(config: Any) -> None:
    linear = {"LinearPercentage": 20, "LinearInterval": "5"}
    shift = config({"Type": "TimeBasedLinear", "TimeBasedLinear": linear}).shift

    assert (shift.percentage, shift.interval_minutes) == (20, 5)
    assert shift.percentage_at == "TrafficRoutingConfig.TimeBasedLinear.LinearPercentage"
    assert shift.interval_at == "TrafficRoutingConfig.TimeBasedLinear.LinearInterval"


@pytest.mark.parametrize(
    "routing",
    [
        None,
        {"Type": "AllAtOnce"},
        {"Type": "TimeBasedCanary"},
        {"Type": "TimeBasedCanary", "TimeBasedLinear": {"LinearPercentage": 20}},
        {"Type": {"Ref": "Unknown"}, "TimeBasedLinear": {"LinearPercentage": 20}},
    ],
)
def test_without_the_block_of_its_type_it_has_no_steps(config: Any, routing: Any) -> None:
    assert config(routing).shift is None


def test_steps_may_be_unresolved(config: Any, unknown: Any) -> None:
    shift = config({"Type": "TimeBasedCanary", "TimeBasedCanary": unknown}).shift

    assert isinstance(shift.percentage, Unresolved)
    assert isinstance(shift.interval_minutes, Unresolved)


def test_it_is_for_servers_unless_it_says_so(config: Any, unknown: Any) -> None:
    assert config().compute_platform == "Server"
    assert config(ComputePlatform="Lambda").compute_platform == "Lambda"
    assert isinstance(config(ComputePlatform=unknown).compute_platform, Unresolved)
    assert config(DeploymentConfigName="own").name == "own"
