import pytest

from policies.domain.simulation.alarm_evaluation import State
from policies.domain.simulation.alarm_rule import AlarmRule

STATES = {"a": State.ALARM, "b": State.OK, "c": State.INSUFFICIENT_DATA, "d e": State.ALARM}


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("ALARM(a)", True),
        ("ALARM(b)", False),
        ('OK("b")', True),
        ("INSUFFICIENT_DATA(c)", True),
        ('ALARM("d e") AND NOT ALARM(b)', True),
        ("ALARM(b) OR ALARM(a) AND ALARM(c)", False),
        ("(ALARM(b) OR ALARM(a)) AND OK(b)", True),
        ("NOT (ALARM(a) OR FALSE)", False),
        ("NOT ALARM(a) OR TRUE", True),
        ("true", True),
        ("false", False),
        ("ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a)", True),
        ("AT_LEAST(2, ALARM, (a, b, c))", False),
        ('AT_LEAST(2, ALARM, (a, b, "d e"))', True),
        ("AT_LEAST(50%, OK, (a, b))", True),
        ("AT_LEAST(51%, OK, (a, b))", False),
        ("AT_LEAST(2, NOT ALARM, (a, b, c))", True),
        ("AT_LEAST(1, NOT OK, (b))", False),
    ],
)
def test_a_rule_holds_as_its_words_say(rule: str, *, holds: bool) -> None:
    assert AlarmRule(rule).holds(STATES) is holds


def test_the_longest_and_the_deepest_rules_hold() -> None:
    assert AlarmRule("(" * 99 + "ALARM(a)" + ")" * 99).holds(STATES)
    assert AlarmRule(" AND ".join(["ALARM(a)"] * 500)).holds(STATES)


def test_an_alarm_that_nobody_knows_is_quiet() -> None:
    assert AlarmRule("ALARM(unknown)").holds({}) is False
    assert AlarmRule("OK(unknown)").holds({}) is True


def test_a_rule_tells_whom_it_asks_each_once() -> None:
    assert AlarmRule('ALARM("a b") OR AT_LEAST(1, OK, (c, "a b"))').names == ("a b", "c")


def test_a_quoted_name_may_hold_what_ends_others() -> None:
    name = 'an "odd" (name), AND'
    escaped = name.replace('"', r"\"")

    assert AlarmRule(f'ALARM("{escaped}")').names == (name,)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("", "alarm rule must go on with ALARM, .* got its end"),
        ("ALARM(a", r"alarm rule must go on with '\)', got its end"),
        ("ALARM()", r"alarm rule must name an alarm, got '\)'"),
        ("ALARM(", "alarm rule must name an alarm, got its end"),
        ("ALARM(a) ALARM(b)", "alarm rule must end after an expression, got 'ALARM'"),
        ("FIRING(a)", "alarm rule must go on with ALARM, .* got 'FIRING'"),
        ('ALARM("a)', "alarm rule has a quote without an end: '\"a"),
        ("AT_LEAST(many, ALARM, (a))", "AT_LEAST must have a number or a percentage, got 'many'"),
        ("(" * 101 + "TRUE" + ")" * 101, "alarm rule must not be nested deeper than 100"),
    ],
)
def test_what_is_no_rule_is_refused(rule: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        AlarmRule(rule)
