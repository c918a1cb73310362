"""A layer is built like a function's code, says whom it is for, and is in no function again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Aws, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Match, Template

from constructs_lib import ConstructError, PythonCode, PythonLayer
from policies.domain import package_sizes
from policies.domain.limits import PACKAGE_UNZIPPED

if TYPE_CHECKING:
    from tests.constructs_lib.conftest import MakeFunction
    from tests.constructs_lib.packaging.conftest import MakeDirectory, MakeWheel

ARM, X86 = lambda_.Architecture.ARM_64, lambda_.Architecture.X86_64
# What was made by the deployment that failed goes with it.
STAYS = ("RetainExceptOnCreate", "Retain")
OLDER, NEWER = lambda_.Runtime.PYTHON_3_13, lambda_.Runtime.PYTHON_3_14


def asset_with(app: App, name: str) -> set[str]:
    """The files of the asset that has one of this name."""
    for asset in Path(app.synth().directory).glob("asset.*"):
        files = {path.relative_to(asset).as_posix() for path in asset.rglob("*") if path.is_file()}
        if name in files:
            return files
    return set()


@pytest.fixture
def tools(directory: MakeDirectory, wheel: MakeWheel) -> Path:
    """A directory that depends on one package and has a module."""
    wheel("shared")
    place = directory({"tools.py": ""}, name="tools", requirements="shared==1.0")
    (place / "app.py").unlink()
    return place


def test_what_it_has_is_where_python_looks(app: App, stack: Stack, tools: Path) -> None:
    layer = PythonLayer(stack, "Tools", code=tools)

    assert layer.packages == {"shared": "1.0"}
    assert asset_with(app, "python/tools.py") >= {"python/tools.py", "python/shared/__init__.py"}


def test_it_says_whom_it_is_for_and_versions_stay(stack: Stack, tools: Path) -> None:
    PythonLayer(
        stack,
        "Tools",
        code=PythonCode(tools),
        runtimes=[OLDER, NEWER],
        architectures=[ARM, X86],
        description="what every function uses",
        license_info="MIT",
        layer_version_name="tools",
    )

    [layer] = Template.from_stack(stack).find_resources("AWS::Lambda::LayerVersion").values()
    assert layer["Properties"] | {"Content": None} == {
        "CompatibleArchitectures": ["arm64", "x86_64"],
        "CompatibleRuntimes": ["python3.13", "python3.14"],
        "Content": None,
        "Description": "what every function uses",
        "LayerName": "tools",
        "LicenseInfo": "MIT",
    }
    assert (layer["DeletionPolicy"], layer["UpdateReplacePolicy"]) == STAYS


def test_it_may_go_with_the_stack(stack: Stack, tools: Path) -> None:
    PythonLayer(stack, "Tools", code=tools, retain=False, accounts=["123456789012"])

    template = Template.from_stack(stack)
    for kind in ("LayerVersion", "LayerVersionPermission"):
        [resource] = template.find_resources(f"AWS::Lambda::{kind}").values()
        assert "UpdateReplacePolicy" not in resource


def test_accounts_and_an_organization_may_use_it_for_as_long_as_it_stays(
    stack: Stack, tools: Path
) -> None:
    accounts = ["123456789012", Aws.ACCOUNT_ID]
    PythonLayer(stack, "Tools", code=tools, accounts=accounts, organization="o-a1b2c3d4e5")

    template = Template.from_stack(stack)
    for principal in (
        {"Principal": "123456789012"},
        {"Principal": {"Ref": "AWS::AccountId"}},
        {"Principal": "*", "OrganizationId": "o-a1b2c3d4e5"},
    ):
        template.has_resource(
            "AWS::Lambda::LayerVersionPermission",
            {
                "Properties": {"Action": "lambda:GetLayerVersion", **principal},
                "DeletionPolicy": STAYS[0],
                "UpdateReplacePolicy": STAYS[1],
            },
        )
    template.resource_count_is("AWS::Lambda::LayerVersionPermission", 3)


def test_a_function_leaves_out_what_its_layer_has(
    app: App, stack: Stack, make_function: MakeFunction, directory: MakeDirectory, tools: Path
) -> None:
    layer = PythonLayer(stack, "Tools", code=tools)
    place = directory(requirements="shared==1.0")
    make_function(code=PythonCode(place), handler="app.handler", layers=[layer])

    assert asset_with(app, "app.py") == {"app.py"}


def test_a_handler_may_be_in_the_layer_or_in_one_of_which_nothing_is_known(
    stack: Stack, make_function: MakeFunction, directory: MakeDirectory, tools: Path
) -> None:
    (tools / "wrapper.py").write_text("def handler(event, context): ...\n")
    layer = PythonLayer(stack, "Tools", code=tools)
    code = PythonCode(directory())
    imported = lambda_.LayerVersion.from_layer_version_arn(
        stack, "Imported", "arn:aws:lambda:eu-west-1:123456789012:layer:datadog:1"
    )

    make_function("A", code=code, handler="wrapper.handler", layers=[layer])
    make_function("B", code=code, handler="datadog.handler", layers=[layer, imported])
    with pytest.raises(ConstructError, match=r"^handler must be in .*/detector, got 'datadog"):
        make_function("C", code=code, handler="datadog.handler", layers=[layer])


def test_a_layer_with_another_version_of_a_package_is_refused(
    stack: Stack,
    make_function: MakeFunction,
    directory: MakeDirectory,
    wheel: MakeWheel,
    tools: Path,
) -> None:
    wheel("shared", "2.0")
    layer = PythonLayer(stack, "Tools", code=tools)
    place = directory(requirements="shared==2.0")

    with pytest.raises(ConstructError) as refused:
        make_function(code=PythonCode(place), handler="app.handler", layers=[layer])

    assert str(refused.value) == (
        f"shared must be of one version, got 2.0 in {place} and 1.0 in layer Tools"
    )


def test_a_layer_with_another_build_of_a_package_is_refused(
    stack: Stack,
    make_function: MakeFunction,
    wheel: MakeWheel,
    tools: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layer = PythonLayer(stack, "Tools", code=tools)
    wheel("shared", files={"shared/more.py": ""})
    monkeypatch.setenv("UV_CACHE_DIR", str(tools / "uv"))

    with pytest.raises(ConstructError, match=r"^shared 1\.0 must be one build, got another in"):
        make_function(code=PythonCode(tools), handler="tools.handler", layers=[layer])


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"runtime": OLDER},
            "layers must be for python3.13, the function's runtime, got Tools for python3.14",
        ),
        (
            {"architecture": X86},
            "layers must be for x86_64, the function's architecture, got Tools for arm64",
        ),
        (
            {"runtime": lambda_.Runtime.NODEJS_24_X},
            "runtime must be one of Python for PythonCode and PythonLayer, got nodejs24.x",
        ),
    ],
)
def test_a_layer_for_other_functions_is_refused(
    props: dict[str, Any], message: str, stack: Stack, make_function: MakeFunction, tools: Path
) -> None:
    layer = PythonLayer(stack, "Tools", code=tools)

    with pytest.raises(ConstructError) as refused:
        make_function(layers=[layer], **props)

    assert str(refused.value) == message


def test_functions_of_the_cdk_take_it(stack: Stack, tools: Path) -> None:
    layer = PythonLayer(stack, "Tools", code=tools)
    lambda_.Function(
        stack,
        "Plain",
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=NEWER,
        architecture=ARM,
        layers=[layer],
    )

    Template.from_stack(stack).has_resource_properties(
        "AWS::Lambda::Function", {"Layers": [{"Ref": Match.string_like_regexp("^Tools")}]}
    )


def test_each_python_finds_its_own_part(
    app: App,
    stack: Stack,
    make_function: MakeFunction,
    directory: MakeDirectory,
    wheel: MakeWheel,
) -> None:
    for python in ("cp313", "cp314"):
        tag = f"{python}-{python}-manylinux_2_28_aarch64"
        wheel("fast", files={f"fast/core.{python}.so": ""}, tag=tag)
    place = directory(requirements="fast==1.0")
    layer = PythonLayer(stack, "Fast", code=place, runtimes=[OLDER, NEWER])
    make_function(layers=[layer], runtime=OLDER, code=PythonCode(place), handler="app.handler")

    older, newer = (f"python/lib/python3.{minor}/site-packages" for minor in (13, 14))
    files = asset_with(app, f"{older}/app.py")
    assert {f"{older}/fast/core.cp313.so", f"{newer}/fast/core.cp314.so"} <= files
    assert not {f"{older}/fast/core.cp314.so", f"{newer}/fast/core.cp313.so"} & files


def test_what_is_compiled_is_for_one_architecture(
    stack: Stack, directory: MakeDirectory, wheel: MakeWheel
) -> None:
    for machine in ("aarch64", "x86_64"):
        tag = f"cp314-cp314-manylinux_2_28_{machine}"
        wheel("fast", files={"fast/core.so": machine}, tag=tag)
    place = directory(requirements="fast==1.0")

    with pytest.raises(ConstructError) as refused:
        PythonLayer(stack, "Fast", code=place, architectures=[ARM, X86])

    assert str(refused.value) == (
        "layer Fast must be for one architecture, as fast for python3.14 is compiled for each; "
        "make a layer for each"
    )


def test_code_and_layers_are_counted_together(
    stack: Stack,
    make_function: MakeFunction,
    directory: MakeDirectory,
    tools: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    less = PACKAGE_UNZIPPED._replace(maximum=1 << 20)
    monkeypatch.setattr(package_sizes, "PACKAGE_UNZIPPED", less)
    (tools / "words.txt").write_text("word " * 150_000)
    layer = PythonLayer(stack, "Tools", code=tools)
    place = directory({"model.txt": "word " * 100_000})

    with pytest.raises(
        ConstructError, match=rf"got 12\d+ bytes \(1.2 MB: layer Tools 0.7 MB, {place} 0.5 MB\)"
    ):
        make_function(code=PythonCode(place), handler="app.handler", layers=[layer])
    assert layer.unzipped_bytes > 750_000


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"runtimes": []}, "runtimes must be a list of Runtime, got []"),
        ({"runtimes": NEWER}, "runtimes must be a list of Runtime, got Runtime"),
        (
            {"architectures": ["arm64"]},
            "architectures must be a list of Architecture, got ['arm64']",
        ),
        ({"code": 3}, "code must be a directory or a PythonCode, got 3"),
        ({"retain": "yes"}, "retain must be True or False, got 'yes'"),
        ({"accounts": "123456789012"}, "accounts must be a list of accounts, got '123456789012'"),
        ({"accounts": 5}, "accounts must be a list of accounts, got 5"),
        ({"runtimes": 5}, "runtimes must be a list of Runtime, got 5"),
        ({"accounts": ["1234"]}, "accounts must be strings of 12 digits, got '1234'"),
        ({"accounts": [123456789012]}, "accounts must be strings of 12 digits, got 123456789012"),
        ({"organization": "acme"}, "organization must be an id such as 'o-a1b2c3d4e5', got 'acme'"),
        (
            {"license_info": "x" * 513},
            "license info must be at most 512 characters, got 513 characters",
        ),
    ],
)
def test_a_value_out_of_bounds_is_refused(
    props: dict[str, Any], message: str, stack: Stack, tools: Path
) -> None:
    with pytest.raises(ConstructError) as refused:
        PythonLayer(stack, "Tools", **({"code": tools} | props))

    assert str(refused.value).replace("license_info", "license info") == message


def test_an_empty_directory_is_no_layer(stack: Stack, tmp_path: Path) -> None:
    with pytest.raises(ConstructError, match=r"^layer Tools must have something in it"):
        PythonLayer(stack, "Tools", code=tmp_path / "wheels")
