"""A release of a template made ready to be simulated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.rollouts import AllAtOnce, Canary, Linear
from policies.gate.given_properties import GivenError
from policies.gate.simulated_alarms import KnownDurations, simulated_alarms
from policies.template.rollout import predefined_strategy
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.domain.rollouts import Strategy
    from policies.gate.given_properties import GivenProperties
    from policies.gate.simulated_alarms import SimulatedAlarms
    from policies.gate.simulated_releases import Release
    from policies.template.resources.deployment_group import DeploymentGroup

_ON_ALARM: Final = "DEPLOYMENT_STOP_ON_ALARM"
_PREDEFINED: Final = "CodeDeployDefault.Lambda"
_WRITTEN: Final = re.compile(r"(canary|linear):([0-9]{1,4}):([0-9]{1,6})", re.IGNORECASE)
_FORMS: Final = (
    "canary:PERCENT:MINUTES, linear:PERCENT:MINUTES, all-at-once or a name of CodeDeploy's"
)


_UNKNOWN: Final = KnownDurations()


class SimulatedRollout(NamedTuple):
    """What the template, and whoever gave what it does not tell, say of a rollout.

    Attributes:
        release: The release.
        strategy: How its traffic moves.
        alarms: Its alarms.
        rolls_back: Whether an alarm moves the traffic back.
        remarks: What is different from what the template means.
    """

    release: Release
    strategy: Strategy
    alarms: SimulatedAlarms
    rolls_back: bool
    remarks: tuple[str, ...]


def rollout_of(
    release: Release,
    given: GivenProperties,
    strategy: Strategy | None = None,
    durations: KnownDurations = _UNKNOWN,
) -> SimulatedRollout:
    """The release's rollout, or another one for the same release.

    Args:
        release: The release.
        given: What the user gives in place of what the template says, or does not.
        strategy: Another rollout than the template's.
        durations: Of which versions it is known how long an invocation takes.

    Raises:
        GivenError: Only the deployment knows the rollout, or what is given is of no use.
    """
    group = release.group
    strategy = strategy or _strategy(group, given)
    alarms = simulated_alarms(group, release.alias, given, durations)
    given.require_used()
    rolls_back = _rolls_back(group)
    remarks = list(alarms.remarks)
    if alarms.asked and not rolls_back:
        remarks.append(f"{group.logical_id} does not roll back: an alarm leaves the traffic split")
    if hooks := release.alias.hooks:
        remarks.append(f"hooks are taken to succeed at once: {', '.join(sorted(hooks))}")
    return SimulatedRollout(release, strategy, alarms, rolls_back, tuple(remarks))


def strategy_named(text: str) -> Strategy:
    """The rollout that `canary:10:5`, `linear:10:1`, `all-at-once` or a name of CodeDeploy means.

    Raises:
        ValueError: It is none, or one that CodeDeploy refuses.
    """
    written = _WRITTEN.fullmatch(text)
    if written:
        kind = Canary if written[1].lower() == "canary" else Linear
        return kind(int(written[2]), int(written[3]))
    if text.lower() == "all-at-once":
        return AllAtOnce()
    # SAM leaves the beginning away.
    found = predefined_strategy(text) or predefined_strategy(f"{_PREDEFINED}{text}")
    if found is None:
        raise ValueError(f"rollout must be {_FORMS}, got {text!r}")
    return found


def _strategy(group: DeploymentGroup, given: GivenProperties) -> Strategy:
    name = given.text(group, "DeploymentConfigName")
    if name is not None:
        try:
            return strategy_named(name)
        except ValueError as problem:
            raise GivenError(f"--set {group.logical_id}.DeploymentConfigName: {problem}") from None
    if group.strategy is None:
        raise GivenError(
            f"{group.logical_id} does not tell how its traffic moves; give --rollout canary:10:5"
        )
    return group.strategy


def _rolls_back(group: DeploymentGroup) -> bool:
    """Whether it certainly does not roll back decides: what is unknown is taken to be well."""
    events = group.rollback_events
    if group.rolls_back is None or group.rolls_back is False:
        return False
    if not isinstance(events, list):
        return True
    return _ON_ALARM in events or any(isinstance(event, Unresolved) for event in events)
