from __future__ import annotations

from typing import Any

import pytest

from policies.gate.acknowledgement import Acknowledgement, RefusedError, parse

RULES = ["timeout-out-of-range", "memory-out-of-range"]
SAID = {"rule": "timeout-out-of-range", "reason": "moves to batch"}


def parsed(**entry: Any) -> Acknowledgement:
    return parse({**SAID, **entry}, at="App", written="keel.toml:3", rules=RULES)


def test_rule_and_reason_are_enough() -> None:
    assert parsed() == Acknowledgement(
        "timeout-out-of-range", "moves to batch", "App", "keel.toml:3", "", ""
    )


def test_the_name_that_a_report_of_the_cdk_gives_is_the_rule_s() -> None:
    assert parsed(rule="keel::timeout-out-of-range").rule == "timeout-out-of-range"


def test_a_rule_of_cfn_lint_is_taken_at_its_word() -> None:
    assert parsed(rule="cfn-lint::E3034").rule == "cfn-lint::E3034"


def test_owner_and_last_day_are_kept() -> None:
    said = parsed(owner="team-billing", expires="2027-01-31")

    assert (said.owner, said.expires) == ("team-billing", "2027-01-31")


def test_it_holds_on_its_last_day_and_not_on_the_next() -> None:
    said = parsed(expires="2027-01-31")

    assert not said.has_expired("2027-01-31")
    assert said.has_expired("2027-02-01")
    assert not parsed().has_expired("2999-01-01")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"reason": ""}, "the acknowledgement of timeout-out-of-range has no reason"),
        ({"reason": "  "}, "the acknowledgement of timeout-out-of-range has no reason"),
        ({"reason": 3}, "reason of an acknowledgement is text, got 3"),
        ({"rule": "timeout-out-of-rage"}, "did you mean 'timeout-out-of-range'?"),
        ({"rule": "keel::timeout-out-of-rage"}, "did you mean 'timeout-out-of-range'?"),
        ({"rule": "cfnlint::E3034"}, "unknown linter 'cfnlint'"),
        ({"until": "2027-01-31"}, "unknown key 'until' of an acknowledgement"),
        ({"expires": "next year"}, "expires is a day such as 2027-01-31, got 'next year'"),
        ({"expires": "2027-02-30"}, "expires is a day such as 2027-01-31, got '2027-02-30'"),
        ({"owner": ["a"]}, "owner of an acknowledgement is text, got ['a']"),
    ],
)
def test_one_that_says_too_little_is_refused(entry: dict[str, Any], problem: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parsed(**entry)

    assert problem in str(refused.value)


def test_one_that_is_no_table_is_refused() -> None:
    with pytest.raises(RefusedError, match="a table with rule and reason, got 'timeout'"):
        parse("timeout", at="", written="", rules=RULES)
