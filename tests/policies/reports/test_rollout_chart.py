"""The chart of a run in a terminal."""

from __future__ import annotations

from policies.domain.rollouts import AllAtOnce, Canary, Linear
from policies.domain.simulation import Delays, Health, Scenario, Traffic, simulate
from policies.reports.rollout_chart import ASCII, UNICODE, chart
from tests.policies.domain.simulation.test_simulation import alarm

HALF = Health(error_rate=0.5)
SAVED = simulate(
    Scenario(Canary(50, 4), Traffic.constant(100), HALF, alarms=(alarm(),), minutes=12)
)


def test_a_run_is_drawn_from_left_to_right() -> None:
    assert chart(SAVED, ["Errors"], UNICODE) == (
        "\n"
        "share of the traffic that the new version gets\n"
        "    100 % │\n"
        "          │\n"
        "          │██\n"
        "      0 % │██\n"
        "\n"
        "its failed requests per minute\n"
        "       25 │██\n"
        "          │██\n"
        "          │██\n"
        "        0 │██\n"
        "\n"
        "alarms (· OK, █ ALARM, blank: no data)\n"
        "   Errors │··████████··\n"
        "          └────────────\n"
        "           0         10 min\n"
    )


def test_ascii_has_no_other_signs() -> None:
    drawn = chart(SAVED, ["Errors"], ASCII)

    assert drawn.isascii()
    assert "   Errors |..!!!!!!!!..\n          +------------\n" in drawn


def test_colours_are_for_what_fails() -> None:
    plain, coloured = (chart(SAVED, ["Errors"], UNICODE, coloured=on) for on in (False, True))

    assert "\x1b" not in plain
    assert coloured.replace("\x1b[31m", "").replace("\x1b[0m", "") == plain
    assert "\x1b[31m██\x1b[0m" in coloured


def test_a_long_run_fits_a_terminal_and_tells_its_minutes() -> None:
    run = simulate(Scenario(Linear(10, 60), Traffic.constant(100), HALF))
    lines = chart(run, [], UNICODE).splitlines()

    assert max(map(len, lines)) <= 80
    assert lines[-1].split() == ["0", "100", "200", "300", "400", "500", "min"]
    assert lines[2].endswith("█")


def test_little_is_not_nothing() -> None:
    rare = Scenario(Canary(1, 10), Traffic.constant(100), Health(0.01), minutes=12, delays=Delays())
    rows = chart(simulate(rare), [], UNICODE).splitlines()

    assert rows[5] == "      0 % │▁▁▁▁▁▁▁▁▁▁██"
    assert rows[11] == "        0 │▁▁▁▁▁▁▁▁▁▁██"


def test_nothing_failed_is_drawn_as_nothing() -> None:
    healthy = simulate(Scenario(AllAtOnce(), Traffic.constant(1), Health(), minutes=3))

    assert "        0 │\n         " in chart(healthy, [], UNICODE)


def test_no_name_of_an_alarm_steers_the_terminal() -> None:
    assert "\x1b" not in chart(SAVED, ["a\x1b[2Jb" * 20], UNICODE)
