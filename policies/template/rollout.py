"""The strategy that a deployment configuration stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policies.domain.limits import PREDEFINED_DEPLOYMENT_CONFIGS
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy
from policies.template.resources.deployment_config import ALL_AT_ONCE, CANARY

if TYPE_CHECKING:
    from policies.template.resources.deployment_config import DeploymentConfig

_PREDEFINED: Final = re.compile(r"\D+(Canary|Linear)(\d+)Percent(?:Every)?(\d+)Minutes?")


def predefined_strategy(name: str) -> Strategy | None:
    """The strategy of a configuration that CodeDeploy has ready; None when it has none so named."""
    if name not in PREDEFINED_DEPLOYMENT_CONFIGS:
        return None
    found = _PREDEFINED.fullmatch(name)
    if found is None:
        return AllAtOnce()
    kind = Canary if found[1] == "Canary" else Linear
    return kind(int(found[2]), int(found[3]))


def custom_strategy(config: DeploymentConfig) -> Strategy | None:
    """The strategy of a configuration of one's own.

    None where the deployment alone knows it, and where CodeDeploy would refuse it: the rules about
    configurations say so.
    """
    routing = config.routing
    if routing == ALL_AT_ONCE:
        return AllAtOnce()
    shift = config.shift
    if shift is None:
        return None
    share, interval = shift.percentage, shift.interval_minutes
    if not isinstance(share, int) or not isinstance(interval, int):
        return None
    try:
        return Canary(share, interval) if routing == CANARY else Linear(share, interval)
    except ValueError:
        return None
