from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.domain.environment_variables import (
    credential_problem,
    key_problem,
    malformed_key_problem,
    measured_bytes,
    reserved_key_problem,
    secure_string_problem,
)

MALFORMED = "environment key must be a letter, then 1 or more letters, digits or underscores, got "


@pytest.mark.parametrize(
    ("variables", "size"),
    [
        pytest.param({}, len("{}"), id="none"),
        pytest.param({"KEY": "value"}, len('{"KEY":"value"}'), id="quotes, colon and braces"),
        pytest.param({"A1": "", "B1": ""}, len('{"A1":"","B1":""}'), id="the comma"),
        pytest.param({"KEY": '"\\\n'}, len(r'{"KEY":"\"\\\n"}'), id="escapes"),
        pytest.param({"KEY": "\x01"}, len(r'{"KEY":"\u0001"}'), id="an escaped control character"),
        pytest.param({"KEY": "é"}, len('{"KEY":""}') + 2, id="two bytes"),
        pytest.param({"KEY": "€"}, len('{"KEY":""}') + 3, id="three bytes"),
        pytest.param({"KEY": "\N{ROCKET}"}, len('{"KEY":""}') + 4, id="four bytes"),
        pytest.param({"KEY": "\ud800"}, len('{"KEY":""}') + 3, id="half a character"),
    ],
)
def test_the_size_is_that_of_compact_json_in_utf_8(variables: dict[str, str], size: int) -> None:
    assert measured_bytes(variables) == size


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), st.text(), max_size=5), st.text())
def test_more_text_is_never_smaller(variables: dict[str, str], more: str) -> None:
    size = measured_bytes(variables)

    assert size >= len(json.dumps(variables, separators=(",", ":"), ensure_ascii=False))
    for key, value in variables.items():
        assert measured_bytes({**variables, key: value + more}) >= size


@pytest.mark.parametrize("key", ["AB", "a1", "LOG_LEVEL", "Z_", "a" * 1000])
def test_a_letter_and_one_more_is_a_key(key: str) -> None:
    assert key_problem(key) is None


@pytest.mark.parametrize(
    "key", ["", "A", "1A", "_A", "A-B", "A.B", "A B", "AB\n", "Äb", "Aä", "A٣"]
)
def test_anything_else_is_malformed(key: str) -> None:
    assert malformed_key_problem(key) == f"{MALFORMED}{key!r}"
    assert key_problem(key) == f"{MALFORMED}{key!r}"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet="aZ_0-.é٣²\n", max_size=4))
def test_malformed_is_what_lambdas_expression_does_not_match(key: str) -> None:
    matches = re.fullmatch("[a-zA-Z][a-zA-Z0-9_]+", key, re.ASCII)

    assert (malformed_key_problem(key) is None) == bool(matches)


def test_a_reserved_key_is_told_as_reserved_even_when_it_is_malformed() -> None:
    assert reserved_key_problem("AWS_REGION") == "environment key AWS_REGION is reserved by Lambda"
    assert key_problem("_HANDLER") == "environment key _HANDLER is reserved by Lambda"


@pytest.mark.parametrize("key", ["aws_region", "AWS_REGION_", "TZ", "AWS_LAMBDA_EXEC_WRAPPER"])
def test_a_key_that_only_resembles_a_reserved_one_is_free(key: str) -> None:
    assert reserved_key_problem(key) is None
    assert key_problem(key) is None


# Put together here so that scanners do not take the test for a leak.
ACCESS_KEY = "AKIA" + "QWERTYUIOPASDFGH"


def test_a_credential_is_told_by_its_kind_and_not_repeated() -> None:
    assert credential_problem("KEY", ACCESS_KEY) == (
        "environment must hold no credentials, got an AWS access key in KEY"
    )


@pytest.mark.parametrize("value", ["", "prod", "arn:aws:iam::123456789012:role/x", "x" * 5000])
def test_what_is_certainly_none_is_no_credential(value: str) -> None:
    assert credential_problem("KEY", value) is None


def test_what_is_too_long_to_be_deployed_is_not_searched() -> None:
    assert credential_problem("KEY", ACCESS_KEY + " " * 4096) is None


def test_a_secure_string_is_not_resolved_into_a_function() -> None:
    assert secure_string_problem("KEY", "{{resolve:ssm-secure:/db/password}}") == (
        "secure strings must not be resolved into a function, got ssm-secure in KEY"
    )
    assert secure_string_problem("KEY", "{{resolve:ssm:/db/host}}") is None
