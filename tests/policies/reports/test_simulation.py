"""What a simulation says: the verdict, the reasons, the data."""

from __future__ import annotations

import json
import math
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from policies.domain.rollouts import AllAtOnce, Canary, Strategy
from policies.domain.simulation import Delays, Health, Spread, Traffic
from policies.gate.given_properties import GivenProperties
from policies.gate.rollout_simulation import Assumptions, RolloutSimulation, simulated
from policies.gate.simulated_releases import releases
from policies.gate.simulated_rollout import rollout_of
from policies.reports.rollout_svg import drawing
from policies.reports.simulation import render, render_json
from policies.reports.simulation_words import number, spread
from tests.policies.conftest import template
from tests.policies.gate.released import resources

NONE = {"Enabled": True, "Alarms": []}
ELSEWHERE = {"Enabled": True, "Alarms": [{"Name": "elsewhere"}]}
NO_ROLLBACK = {"Enabled": False}


def both(rule: Any) -> dict[str, Any]:
    """A composite alarm is the one that stops the rollout."""
    kind = "AWS::CloudWatch::CompositeAlarm"
    return {
        "Both": {"Type": kind, "Properties": {"AlarmRule": rule}},
        "Shift__AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": {"Ref": "Both"}}]},
    }


def played(
    *,
    strategy: Strategy | None = None,
    compare: bool = False,
    changes: dict[str, Any] | None = None,
    **options: Any,
) -> RolloutSimulation:
    """The release of the tests, by expected values unless runs are asked for."""
    [release] = releases([template(resources(**(changes or {}))).environment])
    usual = Assumptions(Traffic.constant(600), Health(0.05), Health(), 0, Delays(), None, 0, 1)
    rollout = rollout_of(release, GivenProperties(), strategy)
    return simulated(rollout, usual._replace(**options), compare=compare)


def first_line(**options: Any) -> str:
    return render(played(**options)).splitlines()[0]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, "rolled back after 2 of 5 min; 6 requests of the new version failed"),
        (
            {"runs": 40},
            (
                "rolled back in all 40 runs, after 2 (2 to 3) of 5 min; 7 (3 to 11) requests of "
                "the new version failed"
            ),
        ),
        ({"runs": 1}, "rolled back after 2 of 5 min; 7 requests of the new version failed"),
        (
            {"changes": {"Shift__AutoRollbackConfiguration": NO_ROLLBACK}},
            (
                "stopped after 2 of 5 min, and not rolled back; 105 requests of the new version "
                "failed within 35 min"
            ),
        ),
        (
            {"changes": {"Errors__DatapointsToAlarm": 5}},
            (
                "too late: completed after 5 min, an alarm fired after 6 min; 915 requests of the "
                "new version failed within 35 min"
            ),
        ),
        (
            {"strategy": AllAtOnce()},
            (
                "too late: completed at once, an alarm fired after 2 min; 900 requests of the new "
                "version failed within 30 min"
            ),
        ),
        (
            {"new": Health(0.001)},
            ("completed: no alarm fired; 18.3 requests of the new version failed within 35 min"),
        ),
        (
            {
                "traffic": Traffic((0, 600, 0, 0, 0, 0, 0, 0)),
                "delays": Delays(metric=0, poll=5),
                "changes": {"Errors__EvaluationPeriods": 1},
                "minutes": 7,
            },
            (
                "too late: completed after 5 min, an alarm fired after 2 min, between two looks of "
                "CodeDeploy; 3 requests of the new version failed within 7 min"
            ),
        ),
        (
            {"new": Health()},
            "completed: no alarm fired; 0 requests of the new version failed within 35 min",
        ),
        (
            {"changes": {"Shift__AlarmConfiguration": NONE}, "minutes": 6},
            "completed: no alarm watches; 45 requests of the new version failed within 6 min",
        ),
        (
            {"changes": {"Shift__AlarmConfiguration": ELSEWHERE}, "minutes": 6},
            (
                "completed: no alarm could be simulated; 45 requests of the new version failed "
                "within 6 min"
            ),
        ),
        (
            {"changes": both({"Fn::Sub": "ALARM(${Errors}) AND FALSE"})},
            (
                "completed: no alarm stopped it; 915 requests of the new version failed within "
                "35 min"
            ),
        ),
        (
            {"changes": both("ALARM(other)"), "minutes": 6},
            (
                "completed: no alarm that could be simulated fired; 45 requests of the new version "
                "failed within 6 min"
            ),
        ),
        (
            {"changes": {"Errors__TreatMissingData": "breaching"}},
            "stopped before it began; 0 requests of the new version failed",
        ),
        (
            {"traffic": Traffic((0, 20)), "runs": 0, "new": Health(0.5), "minutes": 6},
            "rolled back after 3 of 5 min; 1 request of the new version failed",
        ),
    ],
)
def test_the_first_line_is_the_verdict(options: dict[str, Any], line: str) -> None:
    assert first_line(**options) == line


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "fired after 2 min"),
        ({"changes": {"Errors__DatapointsToAlarm": 5}}, "fired after 6 min, 1 min too late"),
        ({"changes": {"Errors__TreatMissingData": "breaching"}}, "was firing beforehand"),
        ({"new": Health()}, "never fired: its highest value was 0"),
        ({"traffic": Traffic((0,))}, "never fired: it had no data"),
        (
            {
                "changes": {"Errors__DatapointsToAlarm": 5},
                "traffic": Traffic((600, 0, 600, 0, 0, 0)),
                "minutes": 6,
            },
            "never fired: it saw 2 bad periods at once and needs 5",
        ),
        (
            {
                "changes": {
                    "Errors__MetricName": "Invocations",
                    "Errors__ComparisonOperator": "LessThanThreshold",
                }
            },
            "never fired: its lowest value was 60",
        ),
    ],
)
def test_an_alarm_is_told_with_why_it_fired_or_did_not(
    options: dict[str, Any], reason: str
) -> None:
    lines = render(played(**options)).splitlines()
    [alarm] = [number for number, line in enumerate(lines) if line.startswith("alarms   ")]

    assert lines[alarm + 1].strip() == reason


def test_runs_that_end_differently_are_counted() -> None:
    line = first_line(traffic=Traffic((2,)), new=Health(1), runs=40, minutes=6)

    assert line == (
        "rolled back in 23 of 40 runs (completed in 17), after 3 (2 to 5) of 5 min; 1 (1 to 5) "
        "requests of the new version failed within 6 min"
    )


def test_an_alarm_on_an_expression_is_told_with_it() -> None:
    stat = {
        "Metric": {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": resources()["Errors"]["Properties"]["Dimensions"],
        },
        "Stat": "Sum",
        "Period": 60,
    }
    metrics = [
        {"Id": "twice", "Expression": "2 *\n e"},
        {"Id": "e", "MetricStat": stat, "ReturnData": False},
    ]

    text = render(played(changes={"Errors__Metrics": metrics}))
    assert "alarms   Errors: 2 * e >= 1 in 1 of 5 x 60 s\n" in text


def test_a_report_says_what_was_played() -> None:
    hanging = Health(0.05, throttle_rate=0.1, duration_ms=800, hang_minutes=2)
    text = render(
        played(
            traffic=Traffic((10, 0.5)),
            new=hanging,
            old=Health(0.001),
            breaks_after=3,
            minutes=9,
            changes={"Shift__AlarmConfiguration": ELSEWHERE},
        )
    )

    assert text.splitlines()[2:7] == [
        "release  template/Live: canary of 10 % for 5 min",
        "traffic  10, 0.5 requests per minute, over and over, for 9 min (expected values)",
        (
            "faults   new version: 5 % fail after 2 min, 10 % throttled, 800 ms each from minute "
            "3 on; old version: 0.1 % fail"
        ),
        "alarms   none",
        "not simulated  elsewhere: not in the template",
    ]


def test_a_composite_alarm_is_told_with_its_rule_and_its_children() -> None:
    both = {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "Properties": {"AlarmRule": {"Fn::Sub": "ALARM(${Errors})\n OR FALSE"}},
    }
    stopping = {"Enabled": True, "Alarms": [{"Name": {"Ref": "Both"}}]}
    changes = {"Both": both, "Shift__AlarmConfiguration": stopping}
    lines = render(played(changes=changes)).splitlines()

    assert lines[5:9] == [
        (
            "alarms   Errors (only asked by others): Sum of Errors of the new version >= 1 in 1 "
            "of 5 x 60 s"
        ),
        "         fired after 2 min",
        "         Both: ALARM(Errors) OR FALSE",
        "         fired after 2 min",
    ]
    quiet = render(played(changes=changes, new=Health())).splitlines()
    assert quiet[8] == "         never fired"


def test_a_comparison_marks_the_rollout_of_the_release() -> None:
    text = render(played(compare=True))
    table = text[text.index("  rollout ") :].splitlines()

    assert len(table) == 10
    assert table[0].endswith("  failed within 120 min")
    [own] = [line for line in table if line.startswith("*")]
    assert own.split() == ["*", "canary", "of", "10", "%", "for", "5", "min", "rolled", "back", "6"]
    assert "all-at-once rollout" in table[1]


def test_nothing_from_a_template_steers_the_terminal() -> None:
    stopping = {"Enabled": True, "Alarms": [{"Name": "a\x1b[2Jb"}]}

    assert "\x1b" not in render(played(changes={"Shift__AlarmConfiguration": stopping}))


def test_the_data_say_the_same() -> None:
    data = json.loads(render_json(played(runs=5, compare=True)))

    assert data["schema"] == 1
    assert (data["release"], data["strategy"]) == ("template/Live", "canary of 10 % for 5 min")
    assert data["verdict"] == "rolled back"
    assert data["runs"] == {"rolled back": 5}
    assert data["decided"] == {"low": 2.0, "median": 2, "high": 2}
    assert data["alarms"][0]["fired"] == 2
    assert data["alarms"][0]["reason"] == "fired after 2 min"
    assert data["assumptions"]["requests_per_minute"] == [600]
    assert data["assumptions"]["delays"] == {
        "metric": 1,
        "poll": 1,
        "rollback": 0,
        "watched_after": 0,
    }
    assert len(data["minutes"]) == 35
    assert data["minutes"][2]["states"] == ["ALARM"]
    assert sum(m["failed_new"] for m in data["minutes"]) == data["failed"]["median"]
    assert len(data["compared"]) == 9


def test_a_drawing_shows_the_shares_the_failures_and_the_alarms() -> None:
    text = drawing(played(minutes=12))
    classes = [each.get("class", "") for each in ET.fromstring(text).iter()]

    assert classes.count("failed") == 2
    assert classes.count("share") == classes.count("mark") == 1
    # OK, ALARM and OK again.
    assert [each for each in classes if each in ("ok", "alarm", "none")] == ["ok", "alarm", "ok"]
    assert "rolled back after 2 of 5 min" in text
    assert ">rolled back after 2 min<" in text


def test_the_longest_run_that_is_played_is_drawn() -> None:
    assert ">10080</text>" in drawing(played(minutes=11_520))


def test_a_drawing_without_alarms_has_no_legend() -> None:
    text = drawing(played(changes={"Shift__AlarmConfiguration": NONE}))

    assert "ALARM" not in text
    assert ">completed after 5 min<" in text


def test_a_drawing_is_the_same_text_each_time_and_holds_whatever_a_template_names() -> None:
    named = {
        "Shift__AlarmConfiguration": {
            "Enabled": True,
            "Alarms": [{"Name": {"Ref": "AnAlarmWithAVeryLongLogicalId"}}],
        },
        "AnAlarmWithAVeryLongLogicalId": resources()["Errors"],
    }
    late = played(changes=named, strategy=Canary(99, 400), breaks_after=350)

    assert drawing(late) == drawing(late)
    assert ">AnAlarmWithAVery…<" in drawing(late)
    assert ET.fromstring(drawing(played(new=Health()))) is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1800, "1,800"),
        (-math.inf, "-inf"),
        (math.nan, "nan"),
        (0.25, "0.25"),
        (100.4, "100"),
        (6.0, "6"),
        (1 / 3, "0.333"),
    ],
)
def test_numbers_are_as_people_read_them(value: float, text: str) -> None:
    assert number(value) == text


def test_a_spread_without_width_is_one_number() -> None:
    assert spread(Spread(6, 6, 6)) == "6"
    assert spread(Spread(3, 6, 10)) == "6 (3 to 10)"
