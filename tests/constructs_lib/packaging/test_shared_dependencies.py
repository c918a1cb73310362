"""What several functions depend on is in one layer, in one version, and in none of them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk.assertions import Template

from constructs_lib import ConstructError, PythonCode, SharedDependencies
from tests.constructs_lib.packaging.test_python_layer import asset_with

if TYPE_CHECKING:
    from aws_cdk import App, Stack

    from tests.constructs_lib.conftest import MakeFunction
    from tests.constructs_lib.packaging.conftest import MakeDirectory, MakeWheel


@pytest.fixture
def codes(directory: MakeDirectory, wheel: MakeWheel) -> list[PythonCode]:
    """Three directories: all need `everywhere`, two of them `often`, each one of its own."""
    for name in ("everywhere", "often", "first", "second", "third"):
        wheel(name)
    return [
        PythonCode(directory({"a.py": ""}, name="a", requirements="everywhere often first")),
        PythonCode(directory({"b.py": ""}, name="b", requirements="everywhere often second")),
        PythonCode(directory({"c.py": ""}, name="c", requirements="everywhere third")),
    ]


def test_what_all_need_is_in_the_layer_and_left_out_of_each(
    app: App, stack: Stack, make_function: MakeFunction, codes: list[PythonCode]
) -> None:
    shared = SharedDependencies(stack, "Shared", codes)
    for name, code in zip("ABC", codes, strict=True):
        make_function(name, code=code, handler="app.handler", layers=[shared.layer])

    assert shared.packages == {"everywhere": "1.0"}
    in_layer = asset_with(app, "python/everywhere/__init__.py")
    assert {name.split("/")[1].partition("-")[0] for name in in_layer} == {"everywhere"}
    in_a = asset_with(app, "a.py")
    assert {"first/__init__.py", "often/__init__.py"} <= in_a
    assert not any("everywhere" in name for name in in_a)


def test_what_some_need_is_there_if_so_many_are_asked_for(
    stack: Stack, codes: list[PythonCode]
) -> None:
    shared = SharedDependencies(stack, "Shared", codes, needed_by=2)

    assert shared.packages == {"everywhere": "1.0", "often": "1.0"}


def test_another_version_in_one_of_them_is_refused_with_both(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("everywhere", "1.0")
    wheel("everywhere", "2.0")
    older = directory(name="older", requirements="everywhere==1.0")
    newer = directory(name="newer", requirements="everywhere==2.0")

    with pytest.raises(ConstructError) as refused:
        SharedDependencies(stack, "Shared", [PythonCode(older), PythonCode(newer)])

    assert str(refused.value) == (
        f"everywhere must be of one version to be shared, got 1.0 in {older} and 2.0 in {newer}"
    )


def test_directories_that_share_nothing_are_refused_with_what_they_have(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("one")
    codes = [
        PythonCode(directory(name="some", requirements="one")),
        PythonCode(directory(name="none")),
    ]

    with pytest.raises(ConstructError, match=r"got none: .*/some on one; .*/none on none$"):
        SharedDependencies(stack, "Shared", codes)


def test_parts_of_one_module_are_not_divided(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("core", files={"plugins/__init__.py": ""})
    wheel("extra", files={"plugins/extra/__init__.py": ""})
    wheel("apart", files={"namespace/apart.py": ""})
    wheel("other", files={"namespace/other.py": ""})
    codes = [
        PythonCode(directory(name="a", requirements="core extra apart other")),
        PythonCode(directory(name="b", requirements="core apart")),
    ]

    shared = SharedDependencies(stack, "Shared", codes)

    assert shared.packages == {"apart": "1.0"}


def test_the_same_directories_make_the_same_layer(stack: Stack, codes: list[PythonCode]) -> None:
    SharedDependencies(stack, "One", codes)
    SharedDependencies(stack, "Two", list(reversed(codes)))

    layers = Template.from_stack(stack).find_resources("AWS::Lambda::LayerVersion").values()
    assert len({str(each["Properties"]["Content"]) for each in layers}) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"codes": None}, "codes must be a list of PythonCode, got None"),
        ({"codes": "a"}, "codes must be a list of PythonCode, got 'a'"),
        ({"codes": ["a", "b"]}, "codes must be a list of PythonCode, got 'a'"),
        ({"codes": PythonCode("a")}, "codes must be a list of PythonCode, got PythonCode"),
        ({"codes": [PythonCode("a")] * 2}, "codes must be at least 2, got 1"),
        ({"needed_by": 1}, "needed_by must be 2 to 3 codes, got 1"),
        ({"needed_by": 4}, "needed_by must be 2 to 3 codes, got 4"),
        ({"needed_by": "2"}, "needed_by must be an int, got '2'"),
    ],
)
def test_what_is_no_list_of_code_is_refused(
    change: dict[str, Any], message: str, stack: Stack, codes: list[PythonCode]
) -> None:
    with pytest.raises(ConstructError) as refused:
        SharedDependencies(stack, "Shared", **({"codes": codes} | change))

    assert str(refused.value) == message
