"""A release made ready, and played: what templates say decides how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.domain.rollouts import AllAtOnce, Canary, Linear
from policies.domain.simulation import Delays, Health, Traffic, Verdict
from policies.engine import run as judge
from policies.gate.given_properties import GivenError, GivenProperties
from policies.gate.rollout_simulation import Assumptions, simulated
from policies.gate.simulated_releases import releases
from policies.gate.simulated_rollout import SimulatedRollout, rollout_of, strategy_named
from policies.rules.rollouts import rollout_alarm_too_slow
from tests.policies.conftest import UNKNOWN, template
from tests.policies.gate.released import resources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policies.domain.rollouts import Strategy


def ready(
    settings: Sequence[str] = (), strategy: Strategy | None = None, **changes: Any
) -> SimulatedRollout:
    made = resources(**changes)
    [release] = releases([template(made).environment])
    return rollout_of(release, GivenProperties(settings), strategy)


def assumptions(**changes: Any) -> Assumptions:
    usual = Assumptions(Traffic.constant(600), Health(0.05), Health(), 0, Delays(), None, 0, 1)
    return usual._replace(**changes)


def test_a_release_is_played_as_the_template_has_it() -> None:
    found = simulated(ready(), assumptions())

    assert found.rollout.strategy == Canary(10, 5)
    assert found.scenario.asked == ("Errors",)
    assert (found.forecast.verdict, found.forecast.decided.median) == (Verdict.ROLLED_BACK, 2)
    assert found.compared == {}


def test_it_is_compared_when_that_is_asked_for() -> None:
    found = simulated(ready(), assumptions(), compare=True)

    assert found.compared[AllAtOnce()].verdict is Verdict.TOO_LATE
    assert found.compared[Canary(10, 5)].verdict is Verdict.ROLLED_BACK


@pytest.mark.parametrize(
    ("rollback", "rolls_back"),
    [
        ({"Enabled": True, "Events": ["DEPLOYMENT_STOP_ON_ALARM"]}, True),
        ({"Enabled": True, "Events": UNKNOWN}, True),
        ({"Enabled": True, "Events": [UNKNOWN]}, True),
        ({"Enabled": UNKNOWN, "Events": UNKNOWN}, True),
        ({"Enabled": True, "Events": ["DEPLOYMENT_FAILURE"]}, False),
        ({"Enabled": False}, False),
        (None, False),
    ],
)
def test_the_group_says_whether_an_alarm_takes_the_traffic_back(
    rollback: Any, *, rolls_back: bool
) -> None:
    rollout = ready(Shift__AutoRollbackConfiguration=rollback)
    verdict = Verdict.ROLLED_BACK if rolls_back else Verdict.STOPPED

    assert simulated(rollout, assumptions()).forecast.verdict is verdict
    told = ("Shift does not roll back: an alarm leaves the traffic split",)
    assert rollout.remarks == (() if rolls_back else told)


def test_hooks_are_told_as_taken_to_succeed() -> None:
    made = resources()
    update = made["Live"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    update["AfterAllowTrafficHook"] = {"Ref": "Bill"}

    assert ready(Live=made["Live"]).remarks == (
        "hooks are taken to succeed at once: AfterAllowTrafficHook",
    )


def test_a_rollout_that_is_not_known_is_to_be_given() -> None:
    unknown: dict[str, Any] = {"Shift__DeploymentConfigName": UNKNOWN}

    with pytest.raises(GivenError) as raised:
        ready(**unknown)
    assert str(raised.value) == (
        "Shift does not tell how its traffic moves; give --rollout canary:10:5"
    )
    assert ready(strategy=Linear(10, 2), **unknown).strategy == Linear(10, 2)
    name = "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes"
    assert ready([f"Shift.DeploymentConfigName={name}"], **unknown).strategy == Linear(10, 3)
    with pytest.raises(GivenError, match=r"--set Shift\.DeploymentConfigName: rollout must be can"):
        ready(["Shift.DeploymentConfigName=slow"])


@pytest.mark.parametrize(
    ("text", "strategy"),
    [
        ("canary:10:5", Canary(10, 5)),
        ("Linear:20:3", Linear(20, 3)),
        ("all-at-once", AllAtOnce()),
        ("CodeDeployDefault.LambdaAllAtOnce", AllAtOnce()),
        ("Canary10Percent30Minutes", Canary(10, 30)),
        ("CodeDeployDefault.LambdaLinear10PercentEvery1Minute", Linear(10, 1)),
    ],
)
def test_a_rollout_has_several_names(text: str, strategy: Strategy) -> None:
    assert strategy_named(text) == strategy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("canary", "rollout must be canary:PERCENT:MINUTES, .*, got 'canary'"),
        ("canary:100:5", "percentage must be 1 to 99 %, got 100 %"),
        ("linear:1:30", "every of a rollout in 100 steps must be 1 to 29 min, got 30 min"),
        ("CodeDeployDefault.ECSAllAtOnce", "rollout must be "),
    ],
)
def test_a_rollout_that_codedeploy_refuses_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        strategy_named(text)


configs = st.sampled_from(
    [
        *(
            f"CodeDeployDefault.LambdaCanary10Percent{minutes}Minutes"
            for minutes in (5, 10, 15, 30)
        ),
        *(f"CodeDeployDefault.LambdaLinear10PercentEvery{n}Minutes" for n in (2, 3, 10)),
        "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
    ]
)
alarms = st.lists(
    st.tuples(st.sampled_from([60, 120, 300, 600, 900]), st.integers(1, 4), st.integers(0, 2)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(configs, alarms)
def test_the_rule_is_silent_exactly_where_an_alarm_can_be_in_time(
    config: str, windows: list[tuple[int, int, int]]
) -> None:
    """`rollout-alarm-too-slow` on a template, and the simulation of it: a sure fault, no delay."""
    made = resources(Shift__DeploymentConfigName=config)
    one = made.pop("Errors")
    names = []
    for number, (period, datapoints, more) in enumerate(windows):
        window = {
            "Period": period,
            "EvaluationPeriods": datapoints + more,
            "DatapointsToAlarm": datapoints,
        }
        made[f"Errors{number}"] = {**one, "Properties": {**one["Properties"], **window}}
        names.append({"Name": {"Ref": f"Errors{number}"}})
    made["Shift"]["Properties"]["AlarmConfiguration"]["Alarms"] = names
    environment = template(made).environment
    [release] = releases([environment])

    outcome = judge([environment], [rollout_alarm_too_slow.check])
    sure = assumptions(new=Health(1.0), delays=Delays(metric=0))
    verdict = simulated(rollout_of(release, GivenProperties()), sure).forecast.verdict

    assert (verdict is Verdict.ROLLED_BACK) == (not outcome.findings)
