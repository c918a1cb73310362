from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.local_run.choice import label, listed, named
from policies.local_run.refusal import RefusedRunError
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def functions(template_of: TemplateOf) -> list[Function]:
    """What an app has: constructs around functions, two of one name, one without a path."""
    paths = {
        "OrdersApi1": "Orders/Api/Function/Resource",
        "BetaWork2": "Beta/Work/Function/Resource",
        "ProdWork3": "Prod/Work/Function/Resource",
        "Detector4": "Sensors/Ingest/Detector/Function/Resource",
        "Plain5": "Plain/Fn",
        "Own6": "Single/Function/Resource",
    }
    resources: dict[str, Any] = {
        logical_id: {
            "Type": "AWS::Lambda::Function",
            "Metadata": {"aws:cdk:path": path},
            "Properties": {"FunctionName": "fixed"} if logical_id == "Plain5" else {},
        }
        for logical_id, path in paths.items()
    }
    resources["Bare7"] = {"Type": "AWS::Lambda::Function"}
    template = template_of(resources)
    template.stack_name = "the-stack"
    return template.of(Function)


@pytest.mark.parametrize(
    ("name", "logical_id"),
    [
        ("Orders/Api/Function/Resource", "OrdersApi1"),
        ("Orders/Api/Function", "OrdersApi1"),
        ("Orders/Api", "OrdersApi1"),
        ("/Orders/Api/", "OrdersApi1"),
        ("Api", "OrdersApi1"),
        ("api", "OrdersApi1"),
        ("orders/api", "OrdersApi1"),
        ("Prod/Work", "ProdWork3"),
        ("Sensors/Detector", "Detector4"),
        ("sensors/detector", "Detector4"),
        ("sensors", "Detector4"),
        ("fixed", "Plain5"),
        ("fn", "Plain5"),
        ("Single/Function", "Own6"),
        ("the-stack/Bare7", "Bare7"),
        ("template.json/Bare7", "Bare7"),
        ("Bare7", "Bare7"),
        ("ProdWork3", "ProdWork3"),
    ],
)
def test_a_name_may_leave_out_what_nothing_else_has(
    functions: list[Function], name: str, logical_id: str
) -> None:
    assert named(functions, name, "cdk.out").logical_id == logical_id


def test_a_name_that_several_have_lists_them(functions: list[Function]) -> None:
    message = "'work' may be Beta/Work or Prod/Work; write more of the path"
    with pytest.raises(RefusedRunError, match=message):
        named(functions, "work", "cdk.out")


def test_the_spelling_decides_where_it_can(template_of: TemplateOf) -> None:
    function = {"Type": "AWS::Lambda::Function"}
    functions = template_of({"work": function, "Work": function}).of(Function)

    assert named(functions, "Work", "cdk.out").logical_id == "Work"
    with pytest.raises(RefusedRunError, match=r"may be .*/Work or .*/work; write more"):
        named(functions, "WORK", "cdk.out")


@pytest.mark.parametrize("name", ["nobody", "", "/", "Orders/Nobody/Resource"])
def test_a_name_that_nobody_has_lists_who_there_is(functions: list[Function], name: str) -> None:
    with pytest.raises(RefusedRunError) as refused:
        named(functions, name, "cdk.out")

    assert str(refused.value) == (
        f"cdk.out has no function {name!r}; it has Beta/Work, Orders/Api, Plain/Fn, Prod/Work, "
        "Sensors/Ingest/Detector, Single/Function, template.json/Bare7"
    )


def test_of_many_functions_the_nearest_is_named_or_the_first(template_of: TemplateOf) -> None:
    function = {"Type": "AWS::Lambda::Function"}
    functions = template_of({f"Worker{number:02}": function for number in range(20)}).of(Function)

    with pytest.raises(RefusedRunError, match=r"did you mean '.*/Worker07'"):
        named(functions, "template.json/Worke07", "cdk.out")
    with pytest.raises(RefusedRunError, match=r"Worker11 and 8 more$"):
        named(functions, "x", "cdk.out")


def test_an_assembly_without_functions_says_so() -> None:
    with pytest.raises(RefusedRunError, match=r"cdk\.out has no function$"):
        named([], "x", "cdk.out")
    assert listed([]) == ""


def test_a_function_of_a_nested_stack_belongs_to_the_outermost(template_of: TemplateOf) -> None:
    outer = template_of({"Nested": {"Type": "AWS::CloudFormation::Stack"}})
    inner = template_of({"Deep": {"Type": "AWS::Lambda::Function"}})
    inner.parent = outer.resources["Nested"]
    outer.stack_name = "Outer"
    [function] = inner.of(Function)

    assert named([function], "Outer/Deep", "cdk.out") is function
    assert label(function) == "template.json/Deep"
