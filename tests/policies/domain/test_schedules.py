from __future__ import annotations

import pytest

from policies.domain.schedules import schedule_problem

OF_BOTH = [
    "rate(1 minute)",
    "rate(5 minutes)",
    "rate(1 hour)",
    "rate(7 days)",
    "cron(0 10 * * ? *)",
    "cron(15 12 * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0 8 1 * ? *)",
    "cron(0/15 * * * ? *)",
    "cron(*/10 * ? * mon-fri *)",
    "cron(0/30 20-2 ? * MON-FRI *)",
    "cron(0 8 L * ? *)",
    "cron(0 8 L-3 * ? *)",
    "cron(0 8 LW * ? *)",
    "cron(0 8 3W * ? *)",
    "cron(0 8 ? * 6L *)",
    "cron(0 8 ? * 2#1 *)",
    "cron(0 8 ? * TUE#2 *)",
    "cron(0 18 ? JAN,JUL MON,TUE 2026-2030)",
    "cron(5, 0, 1, *, ?, *)",
    "cron(0,,5 12 * * ? *)",
]


@pytest.mark.parametrize("expression", OF_BOTH)
def test_rules_and_schedules_take(expression: str) -> None:
    assert schedule_problem(expression, of_rule=True) is None
    assert schedule_problem(expression, of_rule=False) is None


@pytest.mark.parametrize(
    "expression", ["at(2027-01-31T08:00:00)", "rate(1 minutes)", "rate(5 minute)"]
)
def test_schedules_take_what_rules_refuse(expression: str) -> None:
    assert schedule_problem(expression, of_rule=False) is None
    assert schedule_problem(expression, of_rule=True) is not None


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (
            "every day",
            "schedule expression must be rate(...), cron(...) or at(...), got every day",
        ),
        (
            "at(2027-01-31)",
            "schedule expression must be rate(...), cron(...) or at(...), got at(2027-01-31)",
        ),
        (
            "at(2027-02-29T08:00:00)",
            "at must be a date and a time that there are, got at(2027-02-29T08:00:00)",
        ),
        (
            "rate(5 minutes) UTC",
            "schedule expression must be rate(...), cron(...) or at(...), got rate(5 minutes) UTC",
        ),
        (
            "rate(5 minutes",
            "schedule expression must be rate(...), cron(...) or at(...), got rate(5 minutes",
        ),
        (
            "rate(0 minutes)",
            "rate must be a whole number of minutes, hours or days from 1, got rate(0 minutes)",
        ),
        (
            "rate(1.5 hours)",
            "rate must be a whole number of minutes, hours or days from 1, got rate(1.5 hours)",
        ),
        (
            "rate(30 seconds)",
            "rate must be a whole number of minutes, hours or days from 1, got rate(30 seconds)",
        ),
        (
            "cron(0 12 * * ?)",
            (
                "cron must have 6 fields (minutes, hours, day of month, month, day of week, "
                "year), got 5: cron(0 12 * * ?)"
            ),
        ),
        (
            "cron(60 12 * * ? *)",
            "minutes of cron must be 0 to 59 or a wildcard, got 60 in cron(60 12 * * ? *)",
        ),
        (
            "cron(0 24 * * ? *)",
            "hours of cron must be 0 to 23 or a wildcard, got 24 in cron(0 24 * * ? *)",
        ),
        (
            "cron(0 12 32 * ? *)",
            "day of month of cron must be 1 to 31 or a wildcard, got 32 in cron(0 12 32 * ? *)",
        ),
        (
            "cron(0 12 ? * 0 *)",
            "day of week of cron must be 1 to 7 or a wildcard, got 0 in cron(0 12 ? * 0 *)",
        ),
        (
            "cron(0 12 * 13 ? *)",
            "month of cron must be 1 to 12 or a wildcard, got 13 in cron(0 12 * 13 ? *)",
        ),
        (
            "cron(0 12 * * ? 1969)",
            "year of cron must be 1970 to 2199 or a wildcard, got 1969 in cron(0 12 * * ? 1969)",
        ),
        (
            "cron(0/0 12 * * ? *)",
            "minutes of cron must be 0 to 59 or a wildcard, got 0/0 in cron(0/0 12 * * ? *)",
        ),
        (
            "cron(1-2-3 12 * * ? *)",
            "minutes of cron must be 0 to 59 or a wildcard, got 1-2-3 in cron(1-2-3 12 * * ? *)",
        ),
        (
            "cron(0 12 * * * *)",
            "cron must have ? as day of month or as day of week, got neither: cron(0 12 * * * *)",
        ),
        (
            "cron(0 12 ? * ? *)",
            "cron must have ? as day of month or as day of week, got both: cron(0 12 ? * ? *)",
        ),
    ],
)
def test_both_refuse(expression: str, message: str) -> None:
    problem = schedule_problem(expression, of_rule=False)

    assert problem is not None
    assert problem.message == message
    assert problem.fix.startswith("write ")
    assert schedule_problem(expression, of_rule=True) is not None


@pytest.mark.parametrize(
    ("expression", "fix"),
    [
        ("rate(1 hours)", "write rate(1 hour)"),
        ("rate(2 day)", "write rate(2 days)"),
        ("cron(0 12 * * *)", "write cron(0 12 * * ? *) for noon UTC every day"),
    ],
)
def test_what_is_advised_is_taken(expression: str, fix: str) -> None:
    problem = schedule_problem(expression, of_rule=True)

    assert problem is not None
    assert problem.fix == fix
    advised = fix.removeprefix("write ").partition(" for ")[0]
    assert schedule_problem(advised, of_rule=True) is None
