"""What EventBridge takes and Lambda does not document, and Lambda's limits."""

# ruff: noqa: ISC004  # patterns and messages on lines of their own

from __future__ import annotations

import pytest

from policies.domain.filters import compact, lambda_profile

FIELD = '{"body": {"a": [%s]}}'


@pytest.mark.parametrize(
    ("condition", "operator", "fix"),
    [
        ('{"wildcard": "a*"}', "wildcard", 'write {"prefix": "a"}'),
        ('{"wildcard": "*a"}', "wildcard", 'write {"suffix": "a"}'),
        ('{"exactly": "a"}', "exactly", "write 'a' as a plain value"),
    ],
)
def test_an_operator_with_a_documented_equal(condition: str, operator: str, fix: str) -> None:
    [finding] = lambda_profile([FIELD % condition])

    assert str(finding) == f"body.a[0]: Lambda does not document {operator}; {fix}"


@pytest.mark.parametrize(
    ("condition", "operator"),
    [
        ('{"wildcard": "a*b"}', "wildcard"),
        ('{"cidr": "10.0.0.0/8"}', "cidr"),
        ('{"prefix": {"equals-ignore-case": "a"}}', "prefix with equals-ignore-case"),
        ('{"suffix": {"equals-ignore-case": "a"}}', "suffix with equals-ignore-case"),
        ('{"anything-but": {"prefix": "a"}}', "anything-but with prefix"),
        ('{"anything-but": {"suffix": ["a"]}}', "anything-but with suffix"),
        ('{"anything-but": {"equals-ignore-case": "a"}}', "anything-but with equals-ignore-case"),
        ('{"anything-but": {"wildcard": "a*"}}', "anything-but with wildcard"),
    ],
)
def test_an_operator_without_one(condition: str, operator: str) -> None:
    [finding] = lambda_profile([FIELD % f'"x", {condition}'])

    assert str(finding) == (
        f"body.a[1]: Lambda does not document {operator}; "
        "compare in the function, or allow the operator once you have seen it work"
    )


def test_documented_operators_pass() -> None:
    documented = (
        'null, "", "x", 1, true, {"equals-ignore-case": "x"}, {"anything-but": ["x"]}, '
        '{"numeric": [">", 1, "<", 2]}, {"exists": true}, {"prefix": "x"}, {"suffix": "x"}'
    )

    assert lambda_profile([FIELD % documented, '{"$or": [{"a": [1]}, {"b": [2]}]}']) == []


def test_the_severity_is_the_users() -> None:
    pattern = FIELD % '{"wildcard": "a*b"}'

    assert [each.severity for each in lambda_profile([pattern])] == ["warning"]
    assert [each.severity for each in lambda_profile([pattern], undocumented="error")] == ["error"]
    assert lambda_profile([pattern], undocumented=None) == []


def test_five_filters_are_the_default_and_ten_the_quota() -> None:
    def kinds(filters: int) -> list[str]:
        return [f"{each.severity}: {each}" for each in lambda_profile([FIELD % "1"] * filters)]

    assert kinds(5) == []
    assert kinds(6) == [
        "advice: filters must be at most 5 by default, got 6; "
        "ask AWS to raise the quota to 10, or merge filters"
    ]
    assert len(kinds(10)) == 1
    assert kinds(11) == [
        "error: filters must be at most 10, got 11; "
        "merge filters into arrays or $or until 10 are left"
    ]


def test_4096_characters_are_the_limit_of_the_compact_form() -> None:
    longest = '{"body":{"a":["%s"]}}' % ("x" * 4077)

    assert len(longest) == 4096
    assert lambda_profile([longest]) == []
    assert [str(each) for each in lambda_profile([longest.replace("x", "xx", 1)])] == [
        "filter pattern must be at most 4096 characters, got 4097 characters; "
        "split the filter, or test fewer values"
    ]
    assert [str(each) for each in lambda_profile([longest.replace(":", ": ")])] == [
        "filter pattern must be at most 4096 characters, got 4098 characters; "
        "write it on one line without white space: 4096 characters"
    ]


def test_a_text_that_is_no_pattern_is_measured_as_it_is() -> None:
    assert [each.kind for each in lambda_profile(["{" * 4097])] == ["pattern-length"]


def test_the_compact_form_keeps_repeated_keys_and_the_spelling_of_numbers() -> None:
    text = ' { "o" : { "a" : [ 3.0e2 , "é\\n" ] } , "o" : { "b" : [ null , true ] } } '

    assert compact(text) == '{"o":{"a":[3.0e2,"é\\n"]},"o":{"b":[null,true]}}'
