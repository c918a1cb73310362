from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.dependencies import depends_on, to_wait_for

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def depends(template_of: TemplateOf, first: Any, **others: Any) -> bool:
    plain = {"Type": "AWS::SQS::Queue"}
    resources = {"First": {**plain, **first}, "Other": plain}
    template = template_of(
        {**resources, **{name: {**plain, **raw} for name, raw in others.items()}}
    )
    return depends_on(template.resources["First"], template.resources["Other"])


@pytest.mark.parametrize(
    "first",
    [
        {"DependsOn": "Other"},
        {"DependsOn": ["Elsewhere", "Other"]},
        {"Properties": {"A": {"Ref": "Other"}}},
        {"Properties": {"A": {"Fn::GetAtt": ["Other", "Arn"]}}},
        {"Properties": {"A": {"Fn::GetAtt": "Other.Arn"}}},
        {"Properties": {"A": {"Fn::Sub": "x:${ Other.Arn }"}}},
        {"Properties": {"A": {"Fn::Sub": ["${x}", {"x": {"Ref": "Other"}}]}}},
        {"Properties": {"A": [{"Fn::Join": ["", ["a", {"Ref": "Other"}]]}]}},
        {"Properties": {"A": {"Fn::If": ["C", {"Ref": "Other"}, "a"]}}},
    ],
)
def test_a_resource_depends_on_what_it_names(template_of: TemplateOf, first: Any) -> None:
    assert depends(template_of, first) is True


def test_it_depends_on_what_others_that_it_names_depend_on(template_of: TemplateOf) -> None:
    assert depends(
        template_of, {"DependsOn": "Middle"}, Middle={"Properties": {"A": {"Ref": "Other"}}}
    )


@pytest.mark.parametrize(
    "first",
    [
        {},
        {"DependsOn": {"not": "a name"}},
        {"Properties": {"A": "Other"}},
        {"Properties": {"A": {"Fn::Sub": "${!Other} ${Other"}}},
        {"Properties": {"A": {"Ref": "First"}}},
        {"Properties": {"A": {"Fn::GetAtt": []}}},
    ],
)
def test_it_does_not_depend_on_what_it_never_names(template_of: TemplateOf, first: Any) -> None:
    assert depends(template_of, first) is False


def test_resources_that_depend_on_each_other_end(template_of: TemplateOf) -> None:
    assert depends(template_of, {"DependsOn": "Middle"}, Middle={"DependsOn": "First"}) is False


@pytest.mark.parametrize(
    ("waits_for", "names", "change"),
    [
        (None, ["A"], "add DependsOn: A"),
        (None, ["A", "B"], "add DependsOn: [A, B]"),
        ([], ["A"], "add DependsOn: A"),
        ("Other", ["A"], "add A to DependsOn"),
        (["Other"], ["A", "B", "C"], "add A, B and C to DependsOn"),
    ],
)
def test_what_a_resource_waits_for_already_is_kept(
    template_of: TemplateOf, waits_for: Any, names: list[str], change: str
) -> None:
    raw = {"Type": "AWS::SQS::Queue"} | ({} if waits_for is None else {"DependsOn": waits_for})

    assert to_wait_for(template_of({"First": raw}).resources["First"], *names) == change
