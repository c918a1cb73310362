from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.event_source_mapping import EventSourceMapping

if TYPE_CHECKING:
    from policies.template.filter_criteria import FilterCriteria
    from tests.policies.conftest import TemplateOf

GOOD = '{"body": {"a": [1]}}'
REFUSED = '{"body": {"a": 1}}'
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:q"
DOCUMENTS = "arn:aws:rds:eu-west-1:123456789012:cluster:d"
NO_VALUE = {"Ref": "AWS::NoValue"}
CONDITIONS = {
    "Never": {"Fn::Equals": ["a", "b"]},
    "Always": {"Fn::Equals": ["a", "a"]},
    "Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "a"]},
}


@pytest.fixture
def criteria(template_of: TemplateOf) -> Any:
    """The FilterCriteria of a mapping that has this one."""

    def found(value: Any, arn: str = QUEUE) -> FilterCriteria | None:
        properties = {"EventSourceArn": arn, "FilterCriteria": value}
        own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}
        template = template_of({"M": own}, Conditions=CONDITIONS)
        return template.of(EventSourceMapping)[0].filter_criteria

    return found


def filters(*patterns: Any) -> dict[str, Any]:
    return {"Filters": [{"Pattern": pattern} for pattern in patterns]}


def said(criteria: FilterCriteria) -> list[tuple[str, int]]:
    return [(each.kind, each.filter) for each in criteria.findings]


@pytest.mark.parametrize("value", [None, NO_VALUE, {"Fn::If": ["Never", {}, NO_VALUE]}])
def test_a_mapping_without_criteria_has_none(criteria: Any, value: Any) -> None:
    assert criteria(value) is None


def test_criteria_are_read_once(template_of: TemplateOf) -> None:
    properties = {"FilterCriteria": filters(REFUSED)}
    own = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}
    [mapping] = template_of({"M": own}).of(EventSourceMapping)

    assert mapping.filter_criteria is mapping.filter_criteria
    assert mapping.filter_criteria is not None
    assert mapping.filter_criteria.findings is mapping.filter_criteria.findings


def test_known_patterns_keep_the_numbers_of_their_filters(criteria: Any) -> None:
    found = criteria(filters(GOOD, {"Ref": "Unknown"}, REFUSED))

    assert found.patterns == {0: GOOD, 2: REFUSED}
    assert found.are_partly_unknown
    assert said(found) == [("invalid-pattern", 2)]


@pytest.mark.parametrize(
    ("value", "patterns"),
    [
        pytest.param(filters({"Fn::Sub": GOOD}), {0: GOOD}, id="Sub without a placeholder"),
        pytest.param(
            filters({"Fn::Join": ["", ['{"body": ', '{"a": [1]}}']]}), {0: GOOD}, id="Join"
        ),
        pytest.param({"Fn::If": ["Always", filters(GOOD), NO_VALUE]}, {0: GOOD}, id="If around"),
        pytest.param(
            {"Filters": {"Fn::If": ["Never", [], [{"Pattern": GOOD}]]}}, {0: GOOD}, id="If inside"
        ),
        pytest.param(
            {"Filters": [{"Fn::If": ["Never", {"Pattern": REFUSED}, NO_VALUE]}, {"Pattern": GOOD}]},
            {1: GOOD},
            id="a filter that is left out for certain",
        ),
        pytest.param({}, {}, id="none: all filters are removed"),
        pytest.param({"Filters": []}, {}, id="no filter"),
        pytest.param({**filters(GOOD), "KmsKeyArn": {"Ref": "Unknown"}}, {0: GOOD}, id="a key"),
    ],
)
def test_what_the_template_settles_is_known(
    criteria: Any, value: Any, patterns: dict[int, str]
) -> None:
    found = criteria(value)

    assert found.patterns == patterns
    assert not found.are_partly_unknown
    assert found.findings == []


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"Ref": "Unknown"}, id="all of it"),
        pytest.param({"Fn::If": ["Perhaps", filters(REFUSED), NO_VALUE]}, id="perhaps"),
        pytest.param({"Fn::Transform": {"Name": "T"}}, id="a macro"),
        pytest.param({"Filters": [], "Fn::Transform": {"Name": "T"}}, id="a macro beside"),
        pytest.param({"Filters": {"Ref": "Unknown"}}, id="the list"),
        pytest.param({"Filters": {"Fn::ForEach::F": []}}, id="a loop"),
        pytest.param({"Filters": [{"Ref": "Unknown"}]}, id="a filter"),
        pytest.param({"Filters": [{"Fn::If": ["Perhaps", {"Pattern": REFUSED}, NO_VALUE]}]},
                     id="a filter, perhaps"),
        pytest.param({"Filters": [{"Fn::Transform": {}, "Pattern": REFUSED}]},
                     id="a macro in a filter"),
        pytest.param(filters({"Ref": "Unknown"}), id="a pattern"),
        pytest.param(filters({"Fn::Sub": '{"body": {"a": ${Unknown}}}'}), id="a part of it"),
        pytest.param(filters({"Fn::ToJsonString": {"body": {"a": [{"Ref": "Unknown"}]}}}),
                     id="ToJsonString"),
        pytest.param(filters("{{resolve:ssm:pattern}}"), id="a dynamic reference"),
    ],
)  # fmt: skip
def test_what_only_the_deployment_knows_is_not_judged(criteria: Any, value: Any) -> None:
    found = criteria(value)

    assert found.are_partly_unknown
    assert found.patterns == {}
    assert list(found.findings) == []


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ([], ["invalid-criteria"]),
        ("text", ["invalid-criteria"]),
        (5, ["invalid-criteria"]),
        ({"Filters": 5}, ["invalid-criteria"]),
        ({"filters": []}, ["invalid-criteria"]),
        ({"Filters": [5]}, ["invalid-criteria"]),
        ({"Filters": [{}]}, ["invalid-criteria"]),
        ({"Filters": [{"Pattern": None}]}, ["invalid-criteria"]),
        ({"Filters": [{"Pattern": NO_VALUE}]}, ["invalid-criteria"]),
        ({"Filters": [{"pattern": GOOD}]}, ["invalid-criteria"]),
        ({"Filters": [{"Pattern": {"body": {"a": [1]}}}]}, ["invalid-criteria"]),
        ({"Filters": [{"Pattern": 5}]}, ["invalid-criteria", "invalid-pattern"]),
        ({"Filters": [{"Pattern": ""}]}, ["invalid-pattern"]),
    ],
    ids=str,
)
def test_what_is_no_criteria_is_found(criteria: Any, value: Any, kinds: list[str]) -> None:
    found = criteria(value)

    assert [each.kind for each in found.findings] == kinds
    assert not found.are_partly_unknown


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        (filters(GOOD), ["unsupported-source"]),
        ({}, []),
        ({"Ref": "Unknown"}, []),
        ({"Fn::If": ["Perhaps", filters(GOOD), NO_VALUE]}, []),
    ],
    ids=str,
)
def test_documentdb_has_no_filters(criteria: Any, value: Any, kinds: list[str]) -> None:
    assert [each.kind for each in criteria(value, DOCUMENTS).findings] == kinds
