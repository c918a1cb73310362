"""A function builds its PythonCode for itself, and publishes a version only for a change."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, CfnParameter, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match, Template

from constructs_lib import ConstructError, PythonCode, VersionedFunction
from policies.domain.limits import PACKAGE_DIRECT_UPLOAD
from policies.gate.check import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.constructs_lib.conftest import MakeFunction
    from tests.constructs_lib.packaging.conftest import MakeDirectory, MakeWheel


def _function(scope: Stack, directory: Path, **props: Any) -> VersionedFunction:
    code = PythonCode(directory)
    return VersionedFunction(scope, "Detector", code=code, handler="app.handler", **props)


def test_the_same_input_in_two_places_is_one_asset_and_one_version(
    directory: MakeDirectory, wheel: MakeWheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel("shared")
    templates = []
    for name in ("here", "there"):
        monkeypatch.setenv("KEEL_CACHE_DIR", str(tmp_path / name / "cache"))
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        _function(stack, directory(name=name, requirements="shared==1.0"))
        templates.append(Template.from_stack(stack).to_json())

    assert templates[0] == templates[1]


def test_a_change_of_the_code_is_another_version(directory: MakeDirectory) -> None:
    versions: set[str] = set()
    for text in ("", "# changed"):
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        _function(stack, directory({"more.py": text}))
        versions |= Template.from_stack(stack).find_resources("AWS::Lambda::Version").keys()

    assert len(versions) == 2


def test_the_asset_is_what_was_built_and_every_rule_accepts_it(
    app: App, stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("shared")
    _function(stack, directory(requirements="shared==1.0"))
    assembly = app.synth()

    [asset] = (module.parent for module in Path(assembly.directory).glob("asset.*/app.py"))
    assert (asset / "shared/__init__.py").read_text() == "VERSION = '1.0'\n"
    report = check([Path(assembly.directory)])
    assert report.verdicts == []


def test_runtime_and_architecture_are_the_functions(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("fast", tag="cp312-cp312-manylinux_2_34_x86_64")
    place = directory(requirements="fast==1.0")

    with pytest.raises(ConstructError, match=r"fast 1\.0 has no wheel for python3\.14 on arm64"):
        _function(stack, place)
    VersionedFunction(
        stack,
        "Scores",
        code=PythonCode(str(place)),
        handler="app.handler",
        runtime=lambda_.Runtime.PYTHON_3_12,
        architecture=lambda_.Architecture.X86_64,
    )


def test_a_function_in_another_language_is_refused(stack: Stack, directory: MakeDirectory) -> None:
    with pytest.raises(
        ConstructError, match=r"^runtime must be one of Python .*, got nodejs24\.x$"
    ):
        _function(stack, directory(), runtime=lambda_.Runtime.NODEJS_24_X)


def test_what_is_not_pinned_is_told(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    wheel("outer", requires=("inner",))
    wheel("inner")
    _function(stack, directory(requirements="outer==1.0"))

    [warning] = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert warning.entry.data == (
        "inner may be of another version at the next synthesis, which would then deploy it; run uv "
        "lock, or uv pip compile --generate-hashes for a requirements.txt "
        "[ack: keel:unpinned-packages]"
    )


def test_it_costs_as_many_round_trips_as_the_cdks_own_asset(
    make_function: MakeFunction,
    directory: MakeDirectory,
    wheel: MakeWheel,
    round_trips: Callable[[], Any],
) -> None:
    wheel("shared")
    place = directory(requirements="shared==1.0")
    make_function("First", code=PythonCode(place), handler="app.handler")

    with round_trips() as ours:
        make_function("Ours", code=PythonCode(place), handler="app.handler")
    with round_trips() as plain:
        make_function("Plain", code=lambda_.Code.from_asset(str(place)), handler="app.handler")

    assert len(ours) == len(plain)


def test_a_relative_path_is_looked_for_where_the_app_runs(
    stack: Stack, directory: MakeDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(directory().parent)

    VersionedFunction(stack, "Here", code=PythonCode("detector"), handler="app.handler")
    with pytest.raises(ConstructError, match=r"^path must be a directory, got /.*/scores, which"):
        VersionedFunction(stack, "There", code=PythonCode("scores"), handler="app.handler")


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"path": 1}, "path must be a directory such as 'apps/detector', got 1"),
        ({"path": ""}, "path must be a directory such as 'apps/detector', got ''"),
        ({"path": "a", "project": 3}, "project must be a directory such as 'apps/detector', got 3"),
        ({"path": "a", "exclude": "*.csv"}, "exclude must be a list of strings, got '*.csv'"),
        ({"path": "a", "without": [3]}, "without must be a list of strings, got [3]"),
        ({"path": "a", "groups": None}, "groups must be a list of strings, got None"),
    ],
)
def test_a_value_of_another_type_is_refused(props: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstructError) as refused:
        PythonCode(**props)

    assert str(refused.value) == message


def test_it_is_a_value(directory: MakeDirectory) -> None:
    place = directory()

    assert PythonCode(place, exclude=["*.csv"]) == PythonCode(place, exclude=("*.csv",))
    assert len({PythonCode(place), PythonCode(place)}) == 1


def test_the_store_may_be_deleted_between_two_functions(
    stack: Stack, make_function: MakeFunction, directory: MakeDirectory, caches: Path
) -> None:
    make_function("First", code=PythonCode(directory()), handler="app.handler")
    shutil.rmtree(caches)
    make_function("Second", code=PythonCode(directory()), handler="app.handler")

    functions = Template.from_stack(stack).find_resources("AWS::Lambda::Function").values()
    assert len({str(each["Properties"]["Code"]) for each in functions}) == 1


def test_what_only_s3_takes_is_told(
    stack: Stack, directory: MakeDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = PACKAGE_DIRECT_UPLOAD._replace(maximum=10)
    monkeypatch.setattr("constructs_lib.packaging.package.PACKAGE_DIRECT_UPLOAD", less)
    monkeypatch.setattr("policies.domain.package_sizes.PACKAGE_DIRECT_UPLOAD", less)
    _function(stack, directory())

    [info] = Annotations.from_stack(stack).find_info("*", Match.any_value())
    assert str(info.entry.data).startswith(
        "the package has about 0.0 MB zipped: S3 is the only way"
    )
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_a_handler_that_only_the_deployment_knows_is_not_looked_for(
    stack: Stack, directory: MakeDirectory
) -> None:
    handler = CfnParameter(stack, "Handler").value_as_string

    VersionedFunction(stack, "Detector", code=PythonCode(directory()), handler=handler)
