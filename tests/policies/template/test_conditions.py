from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

TRUE: dict[str, Any] = {"Fn::Equals": ["a", "a"]}
FALSE: dict[str, Any] = {"Fn::Equals": ["a", "b"]}
UNKNOWN: dict[str, Any] = {"Fn::Equals": [{"Ref": "Unknown"}, "a"]}


def holds(template_of: TemplateOf, condition: Any, **others: Any) -> bool | None:
    """Whether the condition holds; None when only the deployment knows."""
    parameters = {
        "Stage": {"Type": "String", "Default": "dev"},
        "Names": {"Type": "CommaDelimitedList", "Default": "a,b"},
        "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "a"},
    }
    template = template_of({}, Conditions={"C": condition, **others}, Parameters=parameters)
    found = template.intrinsics.condition("C")
    return None if isinstance(found, Unresolved) else found


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(TRUE, True, id="equal"),
        pytest.param(FALSE, False, id="not equal"),
        pytest.param(UNKNOWN, None, id="a parameter without a default"),
        pytest.param({"Fn::Equals": [{"Ref": "Stage"}, "dev"]}, True, id="a default"),
        pytest.param({"Fn::Equals": [{"Ref": "Stage"}, "prod"]}, False, id="another default"),
        pytest.param({"Fn::Equals": [{"Ref": "Image"}, "a"]}, None, id="a name in SSM"),
        pytest.param({"Fn::Equals": [1, "1"]}, True, id="a number and its digits"),
        pytest.param({"Fn::Equals": [True, "true"]}, True, id="a boolean and its name"),
        pytest.param({"Fn::Equals": [["a"], ["b"]]}, None, id="lists, which have no text"),
        pytest.param({"Fn::Equals": [{"Ref": "Names"}, {"Ref": "Names"}]}, None, id="list names"),
        pytest.param({"Fn::Equals": [{"Ref": "AWS::NoValue"}, ""]}, None, id="no value"),
        pytest.param({"Fn::Equals": ["a"]}, None, id="one side only"),
        pytest.param({"Fn::Not": [TRUE]}, False, id="not true"),
        pytest.param({"Fn::Not": [FALSE]}, True, id="not false"),
        pytest.param({"Fn::Not": [UNKNOWN]}, None, id="not unknown"),
        pytest.param({"Fn::And": [TRUE, TRUE]}, True, id="and"),
        pytest.param({"Fn::And": [UNKNOWN, FALSE]}, False, id="false settles an And"),
        pytest.param({"Fn::And": [UNKNOWN, TRUE]}, None, id="true does not"),
        pytest.param({"Fn::Or": [FALSE, FALSE]}, False, id="or"),
        pytest.param({"Fn::Or": [UNKNOWN, TRUE]}, True, id="true settles an Or"),
        pytest.param({"Fn::Or": [UNKNOWN, FALSE]}, None, id="false does not"),
        pytest.param({"Fn::Contains": [["a"], "a"]}, None, id="a function for rules"),
        pytest.param("a", None, id="no condition"),
        pytest.param(None, None, id="nothing"),
        pytest.param({}, None, id="empty"),
    ],
)
def test_truth(template_of: TemplateOf, condition: Any, *, expected: bool | None) -> None:
    assert holds(template_of, condition) is expected


@pytest.mark.parametrize(
    ("condition", "others", "expected"),
    [
        pytest.param({"Condition": "D"}, {"D": TRUE}, True, id="another condition"),
        pytest.param({"Fn::Not": [{"Condition": "D"}]}, {"D": TRUE}, False, id="not another"),
        pytest.param({"Condition": "D"}, {}, None, id="one that is not declared"),
        pytest.param({"Condition": {"Ref": "D"}}, {}, None, id="no name"),
        pytest.param({"Condition": "C"}, {}, None, id="itself"),
        pytest.param({"Condition": "D"}, {"D": {"Fn::Not": [{"Condition": "C"}]}}, None, id="ring"),
        pytest.param(
            {"Fn::Or": [{"Condition": "C"}, TRUE]}, {}, True, id="itself, where that is all one"
        ),
    ],
)
def test_conditions_of_conditions(
    template_of: TemplateOf, condition: Any, others: dict[str, Any], *, expected: bool | None
) -> None:
    assert holds(template_of, condition, **others) is expected


@pytest.mark.parametrize(("depth", "expected"), [(30, True), (31, None)])
def test_nesting_is_bounded(template_of: TemplateOf, depth: int, *, expected: bool | None) -> None:
    condition = TRUE
    for _ in range(depth):
        condition = {"Fn::And": [condition]}

    assert holds(template_of, condition) is expected


def test_a_chain_of_conditions_longer_than_the_stack_is_not_followed(
    template_of: TemplateOf,
) -> None:
    chain: dict[str, Any] = {f"C{n}": {"Condition": f"C{n + 1}"} for n in range(2000)}
    resource = {"Type": "AWS::Lambda::Function", "Condition": "C0"}
    template = template_of({"A": resource}, Conditions=chain | {"C2000": FALSE})

    assert isinstance(template.resources["A"].is_certain, Unresolved)
