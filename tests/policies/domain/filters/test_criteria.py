"""FilterCriteria as people paste them."""

# ruff: noqa: E501, ISC004  # patterns and messages on lines of their own

from __future__ import annotations

import json

import pytest

from policies.domain.filters import PatternError, analyse_criteria, compile_pattern
from policies.domain.filters.analysis.criteria import criteria_findings
from policies.domain.filters.analysis.criteria_form import UNKNOWN

# What tutorials show for a Kinesis stream, with the quotes of the second filter still escaped.
PASTED = (
    '{"Filters": [{"Pattern": "{\\"temperature\\": [{\\"numeric\\": [\\">\\", 100]}]}"},'
    '{\\"voltage\\": [{\\"numeric\\": [\\"<\\", 5]}]}]}'
)
WORKING = (
    '{"Filters":[{"Pattern":"{\\"data\\":{\\"temperature\\":[{\\"numeric\\":[\\">\\",100]}]}}"},'
    '{"Pattern":"{\\"data\\":{\\"voltage\\":[{\\"numeric\\":[\\"<\\",5]}]}}"}]}'
)
READ = {
    "Filters": [
        {"Pattern": '{"temperature": [{"numeric": [">", 100]}]}'},
        {"voltage": [{"numeric": ["<", 5]}]},
    ]
}


def messages(criteria: object, source: str = "sqs") -> list[str]:
    return [str(each) for each in analyse_criteria(criteria, source).findings]


def test_the_tutorial_is_wrong_in_four_places() -> None:
    assert messages(PASTED, "kinesis") == [
        'not JSON: \\" outside a string at column 79; write " instead of \\"',
        "Filters[1]: a filter has only the key Pattern, got voltage; "
        'write {"Pattern":"{\\"voltage\\":[{\\"numeric\\":[\\"<\\",5]}]}"}',
        "Filters[0].Pattern: temperature: no Kinesis record has the key temperature; "
        'write {"data": {"temperature": ...}} for a field of the payload',
        "Filters[1].Pattern: voltage: no Kinesis record has the key voltage; "
        'write {"data": {"voltage": ...}} for a field of the payload',
    ]


@pytest.mark.parametrize("criteria", [PASTED, READ], ids=["as text", "as read"])
def test_the_tutorial_in_its_working_form(criteria: object) -> None:
    assert analyse_criteria(criteria, "kinesis").working == WORKING


def test_the_working_form_is_not_found_fault_with() -> None:
    report = analyse_criteria(WORKING, "kinesis")

    assert (report.findings, report.working) == ([], WORKING)


@pytest.mark.parametrize(
    ("source", "pattern", "working"),
    [
        ("sqs", '{"Body": {"a": [1]}}', '{"body":{"a":[1]}}'),
        ("sqs", '{"data": {"a": [1]}}', '{"body":{"a":[1]}}'),
        ("sqs", '{"a": [1.50], "body": {"b": [2]}}', '{"body":{"b":[2],"a":[1.50]}}'),
        ("sqs", '{"eventSource": ["aws:sqs"], "a": [1]}', '{"eventSource":["aws:sqs"],"body":{"a":[1]}}'),
        ("kinesis", '{"kinesis": {"data": {"a": [1]}}}', '{"data":{"a":[1]}}'),
        ("kafka", '{"$or": [{"value": {"a": [1]}}, {"value": {"b": [2]}}]}',
         '{"$or":[{"value":{"a":[1]}},{"value":{"b":[2]}}]}'),
    ],
)  # fmt: skip
def test_keys_move_to_where_the_source_has_them(source: str, pattern: str, working: str) -> None:
    report = analyse_criteria({"Filters": [{"Pattern": pattern}]}, source)

    assert report.working is not None
    assert json.loads(report.working) == {"Filters": [{"Pattern": working}]}
    assert compile_pattern(working).text == working


@pytest.mark.parametrize(
    ("source", "criteria"),
    [
        ("dynamodb", {"Filters": [{"Pattern": '{"id": ["x"]}'}]}),
        ("sqs", {"Filters": [{"Pattern": '{"body": {"a": 1}}'}]}),
        ("sqs", {"Filters": [{"Pattern": "[1]"}]}),
        ("sqs", {"Filters": [{"Pattern": "{"}]}),
        ("kinesis", {"Filters": [{"Pattern": '{"kinesis": {"data": ["text"]}}'}]}),
        ("kinesis", {"Filters": [{"Pattern": '{"kinesis": {"data": {"a": [1]}, "x": [1]}}'}]}),
        ("documentdb", {"Filters": [{"Pattern": '{"a": [1]}'}]}),
        ("sqs", {"Filters": []}),
    ],
)
def test_what_only_the_author_can_settle_has_no_working_form(source: str, criteria: object) -> None:
    assert analyse_criteria(criteria, source).working is None


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([{"Pattern": '{"body": {"a": [1]}}'}], ['FilterCriteria is a list; write {"Filters": [...]}']),
        (5, ['FilterCriteria is no object; write {"Filters": [...]}']),
        (None, []),
        ({}, []),
        ({"filters": []}, ["filters: FilterCriteria has no filters; write Filters"]),
        ({"Pattern": '{"body": {"a": [1]}}'}, ['FilterCriteria has no Filters; write {"Filters": [...]}']),
        ({"Filters": {"Pattern": '{"body": {"a": [1]}}'}}, ["Filters: Filters is no list; write [{...}]"]),
        ({"Filters": 5}, ["Filters: Filters is no list; write [{...}]"]),
        (
            {"Filters": ['{"body": {"a": [1]}}']},
            ['Filters[0]: a filter is an object; write {"Pattern": "..."} around the text'],
        ),
        (
            {"Filters": [7]},
            ['Filters[0]: a filter is an object with a Pattern; write {"Pattern": "..."}'],
        ),
        (
            {"Filters": [{"pattern": '{"body": {"a": [1]}}'}]},
            ["Filters[0]: a filter has no pattern; write Pattern"],
        ),
        (
            {"Filters": [{"Pattern": {"body": {"a": [1]}}}]},
            [
                "Filters[0].Pattern: a Pattern is JSON in a string, not an object; "
                'write "{\\"body\\":{\\"a\\":[1]}}"'
            ],
        ),
        ("{'Filters': []}", ["not JSON at column 2; quote keys and strings once"]),
        ('{\\"Filters: []}', ["not JSON at column 2; quote keys and strings once"]),
        ("[" * 100_000, ["not JSON at column 1; quote keys and strings once"]),
    ],
)  # fmt: skip
def test_forms_that_are_none(criteria: object, expected: list[str]) -> None:
    assert messages(criteria) == expected


def test_findings_name_the_filter_also_after_one_that_is_none() -> None:
    criteria = {"Filters": [7, {"Pattern": '{"Body": {"a": [1]}}'}]}

    found = analyse_criteria(criteria, "sqs").findings

    assert [(each.filter, each.path) for each in found] == [
        (0, "Filters[0]"),
        (1, "Filters[1].Pattern: Body.a"),
    ]


def test_the_profile_of_lambda_is_part_of_it() -> None:
    criteria = {"Filters": [{"Pattern": '{"body": {"a": [{"cidr": "10.0.0.0/8"}]}}'}]}

    assert messages(criteria) == [
        "Filters[0].Pattern: body.a[0]: Lambda does not document cidr; "
        "compare in the function, or allow the operator once you have seen it work"
    ]
    assert analyse_criteria(criteria, "sqs", undocumented=None).findings == []


def test_documentdb_has_no_filters() -> None:
    assert messages({"Filters": []}, "documentdb") == [
        "Lambda does not filter Amazon DocumentDB events; "
        "drop the filters and filter in the function"
    ]


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(PatternError, match=r"^source must be one of sqs, .* got 'sns'$"):
        analyse_criteria({}, "sns")


def test_the_findings_of_criteria_name_filter_and_path_apart() -> None:
    criteria = {"Filters": [7, {"Pattern": '{"Body": {"a": [1]}}'}, {"Pattern": '{"body": 5}'}]}

    found = criteria_findings(criteria, "sqs")

    assert [(each.kind, each.filter, each.path) for each in found] == [
        ("invalid-criteria", 0, "Filters[0]"),
        ("unknown-key", 1, "Body.a"),
        ("invalid-pattern", 2, "body"),
    ]


def test_without_a_source_what_depends_on_it_is_not_said() -> None:
    assert criteria_findings({"Filters": [{"Pattern": '{"Body": {"a": [1]}}'}]}) == []


def test_a_filter_that_is_unknown_keeps_its_number_and_is_not_judged() -> None:
    criteria = {"Filters": [UNKNOWN, {"Pattern": '{"body": 5}'}, UNKNOWN]}

    assert [(each.kind, each.filter) for each in criteria_findings(criteria, "sqs")] == [
        ("invalid-pattern", 1)
    ]
    assert criteria_findings({"Filters": [UNKNOWN]}, "sqs") == []
    assert criteria_findings({"Filters": [UNKNOWN]}) == []


def test_filters_are_compared_beyond_an_unknown_one() -> None:
    every, hot = '{"body": {"t": [{"exists": true}]}}', '{"body": {"t": [5]}}'
    found = criteria_findings({"Filters": [UNKNOWN, {"Pattern": every}, {"Pattern": hot}]}, "sqs")

    assert [(each.kind, each.filter) for each in found] == [("subsumed-filter", 2)]


def test_unknown_filters_are_not_counted() -> None:
    known = [{"Pattern": f'{{"body": {{"a": [{n}]}}}}'} for n in range(5)]

    assert criteria_findings({"Filters": [*known, UNKNOWN]}, "sqs") == []
    assert [each.kind for each in criteria_findings({"Filters": [*known, known[0]]}, "sqs")] == [
        "subsumed-filter",
        "filter-quota",
    ]


@pytest.mark.parametrize("criteria", [None, {}, {"Filters": []}])
def test_no_filter_is_no_finding(criteria: object) -> None:
    assert criteria_findings(criteria, "sqs") == []
