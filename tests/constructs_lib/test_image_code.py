"""Functions from container images; no test here needs a Docker engine, as no synthesis does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, Size, Stack, Token
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match
from aws_cdk.aws_ecr import Repository

from constructs_lib import ConstructError, ImageCode, VersionedFunction
from constructs_lib import function_image as module
from tests.constructs_lib.image_scenes import IMAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Resources = Callable[[str], Mapping[str, Any]]

DIGEST = f"sha256:{'5' * 64}"
TOKEN = Token.as_string({"Ref": "AWS::StackName"})


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "Dockerfile").write_text("FROM public.ecr.aws/lambda/python:3.14\n")
    return tmp_path


@pytest.fixture
def images(stack: Stack) -> Any:
    return Repository.from_repository_name(stack, "Images", "detector")


def function(scope: Any, code: ImageCode, **props: Any) -> VersionedFunction:
    return VersionedFunction(scope, "Detector", code=code, **props)


def built(stack: Stack) -> Mapping[str, Any]:
    """What the assembly says about the one image that is to be built."""
    app = stack.node.root
    assert isinstance(app, App)
    assets = json.loads(Path(app.synth().directory, "Scene.assets.json").read_text("utf-8"))
    [image] = assets["dockerImages"].values()
    source: Mapping[str, Any] = image["source"]
    return source


def test_an_image_is_built_for_the_architecture_of_the_function(
    stack: Stack, resources: Resources
) -> None:
    code = ImageCode.from_directory(
        IMAGE, build_args={"A": "b"}, target="0", dockerfile="Dockerfile"
    )
    function(stack, code)

    [properties] = resources("AWS::Lambda::Function").values()
    source = built(stack)
    assert properties["PackageType"] == "Image"
    assert properties["Architectures"] == ["arm64"]
    assert not properties.keys() & {"Handler", "Runtime", "Layers", "ImageConfig"}
    assert source["platform"] == "linux/arm64"
    assert source["dockerBuildArgs"] == {"A": "b"}
    assert source["dockerBuildTarget"] == "0"


def test_a_function_on_x86_64_gets_an_image_for_amd64(stack: Stack) -> None:
    function(stack, ImageCode.from_directory(IMAGE), architecture=lambda_.Architecture.X86_64)

    assert built(stack)["platform"] == "linux/amd64"


def test_a_handler_is_the_command_of_the_image(
    stack: Stack, images: Any, resources: Resources
) -> None:
    code = ImageCode.from_repository(
        images, digest=DIGEST, entrypoint=["/run"], working_directory="/srv"
    )
    function(stack, code, handler="detector.handler")

    [properties] = resources("AWS::Lambda::Function").values()
    assert properties["ImageConfig"] == {
        "Command": ["detector.handler"],
        "EntryPoint": ["/run"],
        "WorkingDirectory": "/srv",
    }
    assert properties["Code"]["ImageUri"]["Fn::Join"][1][-1] == f"/detector@{DIGEST}"


def test_a_command_is_passed_on(stack: Stack, images: Any, resources: Resources) -> None:
    code = ImageCode.from_repository(images, tag="4f2c1a9", cmd=["a.b", "c"])
    function(stack, code, handler=lambda_.Handler.FROM_IMAGE, runtime=lambda_.Runtime.FROM_IMAGE)

    [properties] = resources("AWS::Lambda::Function").values()
    assert properties["ImageConfig"] == {"Command": ["a.b", "c"]}
    assert properties["Code"]["ImageUri"]["Fn::Join"][1][-1] == "/detector:4f2c1a9"


def test_a_digest_may_end_in_a_token(stack: Stack, images: Any, resources: Resources) -> None:
    function(stack, ImageCode.from_repository(images, digest=f"sha256:{TOKEN}"))

    [properties] = resources("AWS::Lambda::Function").values()
    assert "/detector@sha256:" in properties["Code"]["ImageUri"]["Fn::Join"][1]


def test_another_file_is_another_image_unless_it_is_left_out(directory: Path) -> None:
    def image() -> str:
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        code = ImageCode.from_directory(directory, exclude=["*.md"])
        function(stack, code, handler="a.b")
        return str(built(stack)["directory"])

    before = image()
    (directory / "README.md").write_text("new")
    assert image() == before
    (directory / "app.py").write_text("new")
    assert image() != before


def test_a_directory_is_looked_for_where_the_app_runs(
    stack: Stack, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Node's process began elsewhere.
    monkeypatch.chdir(directory)

    function(stack, ImageCode.from_directory("."), handler="a.b")

    assert built(stack)["directory"].startswith("asset.")


def test_values_can_be_compared_and_made_without_the_cdk(directory: Path) -> None:
    assert ImageCode.from_directory(directory) == ImageCode.from_directory(str(directory))
    assert ImageCode.from_directory(directory) != ImageCode.from_directory(directory, cmd=["a"])


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"path": 5}, "path must be a directory such as 'apps/detector', got 5"),
        ({"path": "no/where"}, "path must be a directory, got 'no/where'"),
        ({"dockerfile": 5}, "dockerfile must be a file name such as 'Dockerfile', got 5"),
        ({"dockerfile": "Other"}, "path must hold a Other, got "),
        ({"target": 5}, "target must be a stage such as 'run', got 5"),
        ({"build_args": ["A"]}, "build_args must be a mapping of strings to strings, got ['A']"),
        ({"build_args": {"A": 5}}, "build_args must be strings by strings, got 'A': 5"),
        ({"build_args": {"A": TOKEN}}, "build_args must be known at synthesis, got a token in A"),
        (
            {"build_args": {"KEY": "AKIAIOSFODNN7ABCDEFG"}},
            "build_args must hold no credentials, got an AWS access key in KEY",
        ),
        ({"exclude": "*.md"}, "exclude must be a list of strings, got '*.md'"),
        ({"cmd": "a.b"}, "cmd must be a list of strings, got 'a.b'"),
        ({"cmd": [5]}, "cmd must be a list of strings, got [5]"),
        ({"entrypoint": ["a"] * 1501}, "arguments of entrypoint must be at most 1500, got 1501"),
        ({"working_directory": 5}, "working_directory must be a path such as '/var/task', got 5"),
        ({"working_directory": "app"}, "working_directory must be an absolute path, got 'app'"),
        (
            {"working_directory": "/" + "x" * 1000},
            "working directory of the image must be at most 1000 characters, got 1001 characters",
        ),
    ],
)
def test_what_no_image_can_be_built_from_is_refused(
    directory: Path, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        ImageCode.from_directory(props.pop("path", directory), **props)

    assert str(refused.value).startswith(message)


def test_an_image_is_made_from_a_directory_or_a_repository() -> None:
    with pytest.raises(
        ConstructError,
        match=r"^source must be made by ImageCode\.from_directory or .*, got 'detector'$",
    ):
        ImageCode("detector")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({}, "image must be named by a digest or a tag, got neither"),
        ({"digest": DIGEST, "tag": "a"}, "image must be named by a digest or a tag, got both"),
        (
            {"digest": "sha256:5"},
            "digest must be sha256: and 64 hexadecimal digits, got 'sha256:5'",
        ),
        ({"digest": 5}, "digest must be sha256: and 64 hexadecimal digits, got 5"),
        (
            {"digest": TOKEN},
            "digest must begin with sha256: where a token follows, got none",
        ),
        ({"tag": "latest"}, "tag must be of one image for ever, got 'latest'; name its digest"),
        ({"tag": 5}, "tag must be a tag such as '4f2c1a9', got 5"),
        (
            {"tag": "a b"},
            "tag must be 1 to 128 letters, digits, underscores, periods and hyphens, got 'a b'",
        ),
    ],
)
def test_an_image_that_nothing_names_is_refused(
    images: Any, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        ImageCode.from_repository(images, **props)

    assert str(refused.value) == message


def test_a_repository_is_no_name() -> None:
    with pytest.raises(ConstructError, match=r"repository must be an IRepository .*, got 'name'"):
        ImageCode.from_repository("name", digest=DIGEST)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({}, "an image must say what it runs, got neither a CMD in the Dockerfile nor a handler, "),
        ({"handler": 5}, "handler must be a string such as 'detector.handler', got 5"),
        (
            {"handler": "a.b", "runtime": lambda_.Runtime.PYTHON_3_14},
            "runtime must be left to the image, got python3.14",
        ),
        ({"handler": "a.b", "layers": "arn"}, "layers must be a list of layers, got 'arn'"),
        ({"handler": "a.b", "architecture": 5}, "architecture must be an Architecture, got 5"),
        (
            {
                "handler": "a.b",
                "params_and_secrets": lambda_.ParamsAndSecretsLayerVersion.from_version(
                    lambda_.ParamsAndSecretsVersions.V1_0_103
                ),
            },
            "layers must be in the image, got 1",
        ),
    ],
)
def test_what_only_archives_have_is_refused(
    stack: Stack, directory: Path, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        function(stack, ImageCode.from_directory(directory), **props)

    assert str(refused.value).startswith(message)


def test_a_handler_beside_a_command_is_refused(stack: Stack, directory: Path) -> None:
    code = ImageCode.from_directory(directory, cmd=["a.b"])

    with pytest.raises(ConstructError, match="handler must be left out beside cmd"):
        function(stack, code, handler="c.d")


@pytest.mark.parametrize(
    ("dockerfile", "target", "message"),
    [
        ("# nothing", None, "Dockerfile must have a FROM, got none"),
        ("FROM a AS run", "test", r"target must be a stage of the Dockerfile \(run\), got 'test'"),
        (
            "FROM --platform=linux/amd64 a",
            None,
            "platform must be linux/arm64 for a function on arm64, got linux/amd64 in line 1",
        ),
    ],
)
def test_a_dockerfile_that_does_not_agree_is_refused(
    stack: Stack, directory: Path, dockerfile: str, target: str | None, message: str
) -> None:
    (directory / "Dockerfile").write_text(dockerfile)

    with pytest.raises(ConstructError, match=message):
        function(stack, ImageCode.from_directory(directory, target=target))


def test_a_dockerfile_that_is_no_text_is_refused(stack: Stack, directory: Path) -> None:
    (directory / "Dockerfile").write_bytes(b"\xff\xfe")

    with pytest.raises(ConstructError, match="dockerfile must be readable as UTF-8, got /"):
        function(stack, ImageCode.from_directory(directory))


def test_a_base_image_that_moves_is_warned_of(stack: Stack, directory: Path) -> None:
    (directory / "Dockerfile").write_text("FROM golang AS b\nFROM mine:latest\nFROM b\n")
    function(stack, ImageCode.from_directory(directory, target="1"))

    message = Match.string_like_regexp(
        "^golang, mine:latest may be another image at the next build"
    )
    Annotations.from_stack(stack).has_warning("/Scene/Detector", message)


def test_a_base_image_with_a_version_is_nothing_to_tell(stack: Stack) -> None:
    function(stack, ImageCode.from_directory(IMAGE), ephemeral_storage=Size.gibibytes(1))

    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def engine(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"{path} --debug"


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("echo Client: ; echo 'no daemon' >&2; exit 1", "no daemon"),
        ("exit 4", "nothing, with exit code 4"),
        ("exec sleep 60", "nothing for 0.2 s"),
    ],
)
def test_a_missing_engine_is_told_where_the_app_asks_for_one(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    monkeypatch.setenv("CDK_DOCKER", engine(tmp_path / "engine", script))
    app = App(context={"keel:require-docker": "true"})

    with pytest.raises(ConstructError) as refused:
        function(Stack(app, "Scene"), ImageCode.from_directory(directory), handler="a.b")

    assert str(refused.value) == (
        f"a container image must be built by a Docker engine, got none: {tmp_path}/engine info "
        f"says {says!r}"
    )


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CDK_DOCKER", "/nowhere/docker")

    with pytest.raises(ConstructError, match="docker info says 'no such file or directory'"):
        module.require_engine()


def test_an_engine_that_answers_is_enough_and_none_is_asked_otherwise(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("CDK_DOCKER", engine(tmp_path / "engine", f'echo "$@" >> {seen}'))
    code = ImageCode.from_directory(directory)

    function(Stack(App(builtin_cloud_formation_validation=False), "Plain"), code, handler="a.b")
    assert not seen.exists()
    asking = App(context={"keel:require-docker": True})
    function(Stack(asking, "Asking"), code, handler="a.b")
    assert seen.read_text() == "--debug info\n"
