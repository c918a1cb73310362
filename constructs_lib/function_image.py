"""What a function of an image is made of: code, handler and platform agree, or are refused."""

from __future__ import annotations

import os
import shlex
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from aws_cdk import Annotations
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_ecr_assets import Platform

from constructs_lib.errors import ConstructError, construct_errors, require, require_type
from constructs_lib.function_parts import newest_python, require_layers
from constructs_lib.image_code import ImageCode, ImageDirectory
from policies.domain.dockerfiles import (
    disagreement,
    image_stages,
    moving_bases,
    platform_of,
    read_dockerfile,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from constructs_lib.python_code import PythonCode

# By this key of its context an app says that its images must be buildable where it is synthesized.
REQUIRE_DOCKER: Final = "keel:require-docker"
# The CDK runs another engine's command in place of docker where this variable names one.
_ENGINE: Final = "CDK_DOCKER"
_SECONDS: Final = 30
_IMAGE: Final = "FROM_IMAGE"  # what the CDK calls handler and runtime that an image brings along
_HANDLER: Final = "a string such as 'detector.handler'"


class Agreed(NamedTuple):
    """Code, handler and runtime that go together.

    Attributes:
        code: What it runs; of an image, as the CDK takes it.
        handler: What is called in it; of an image, that this is inside.
        runtime: What calls it; of an image, that this is inside, too.
        moving: The base images that may be others at the next build.
    """

    code: lambda_.Code | PythonCode
    handler: str
    runtime: lambda_.Runtime
    moving: tuple[str, ...] = ()

    def tell(self, function: Construct) -> None:
        """Whoever synthesizes the app hears of base images that move."""
        if self.moving:
            Annotations.of(function).add_warning_v2(
                "keel:moving-base-image",
                f"{', '.join(self.moving)} may be another image at the next build of the same "
                "directory; name a version, or a digest, in FROM",
            )


def agreed(
    code: lambda_.Code | PythonCode | ImageCode,
    scope: Construct,
    *,
    handler: str | None,
    runtime: lambda_.Runtime | None,
    architecture: lambda_.Architecture,
    layers: Sequence[lambda_.ILayerVersion],
    more_layers: int,
) -> Agreed:
    """What the function runs: an image brings handler and runtime along, an archive needs them.

    Args:
        code: Any code.
        scope: Where the function will be, for the context.
        handler: The function's; None leaves it to an image.
        runtime: The function's; None is the newest Python, or that of the image.
        architecture: The function's.
        layers: The function's.
        more_layers: How many come with its features.

    Raises:
        ConstructError: An archive has no handler, an image is given what only archives have, or its
            Dockerfile does not agree with the function.
    """
    if not isinstance(code, ImageCode):
        require_type("handler", handler, str, _HANDLER)
        return Agreed(code, handler or "", runtime or newest_python())
    require_type("architecture", architecture, lambda_.Architecture, "an Architecture")
    require_layers(layers, more=more_layers)
    if runtime is not None and runtime.name != _IMAGE:
        raise ConstructError(f"runtime must be left to the image, got {runtime.name}")
    if layers or more_layers:
        raise ConstructError(f"layers must be in the image, got {len(layers) + more_layers}")
    cmd = _command(code, handler)
    moving: tuple[str, ...] = ()
    if isinstance(code.source, ImageDirectory):
        told = bool(cmd or code.entrypoint)
        moving = _agreed(code.source, architecture.name, has_handler=told)
        if scope.node.try_get_context(REQUIRE_DOCKER) in (True, "true"):
            require_engine()
    image = _image(code, cmd, architecture.name)
    return Agreed(image, _IMAGE, _inside_image(), moving)


@cache
def _inside_image() -> lambda_.Runtime:
    return lambda_.Runtime.FROM_IMAGE


def _command(code: ImageCode, handler: str | None) -> list[str] | None:
    if handler is None or handler == _IMAGE:
        return list(code.cmd) or None
    require_type("handler", handler, str, _HANDLER)
    if code.cmd:
        raise ConstructError(f"handler must be left out beside cmd, got {handler!r}")
    return [handler]


def _image(code: ImageCode, cmd: list[str] | None, architecture: str) -> lambda_.Code:
    source, entrypoint = code.source, list(code.entrypoint) or None
    if not isinstance(source, ImageDirectory):
        return lambda_.EcrImageCode(
            source.repository,
            tag_or_digest=source.tag_or_digest,
            cmd=cmd,
            entrypoint=entrypoint,
            working_directory=code.working_directory,
        )
    return lambda_.AssetImageCode(
        str(source.path.absolute()),  # the CDK's own process may be in another folder
        file=source.dockerfile,
        target=source.target,
        build_args=dict(source.build_args) or None,
        exclude=list(source.exclude) or None,
        platform=Platform.custom(platform_of(architecture)),
        cmd=cmd,
        entrypoint=entrypoint,
        working_directory=code.working_directory,
    )


def require_engine() -> None:
    """A Docker engine answers on this machine.

    Raises:
        ConstructError: None does, in its own words.
    """
    command = shlex.split(os.environ.get(_ENGINE, "")) or ["docker"]
    problem = _engine_problem(tuple(command))
    if problem is not None:
        raise ConstructError(
            f"a container image must be built by a Docker engine, got none: {command[0]} info "
            f"says {problem!r}"
        )


@cache
def _engine_problem(command: tuple[str, ...]) -> str | None:
    try:
        answer = subprocess.run(  # noqa: S603 - the command by which the CDK will build
            [*command, "info"], capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except OSError as error:
        return (error.strerror or str(error)).lower()
    except subprocess.TimeoutExpired:
        return f"nothing for {_SECONDS} s"
    if answer.returncode == 0:
        return None
    said = (answer.stderr or answer.stdout).strip().splitlines()
    return said[-1] if said else f"nothing, with exit code {answer.returncode}"


def _agreed(source: ImageDirectory, architecture: str, *, has_handler: bool) -> tuple[str, ...]:
    """The base images that move, of a Dockerfile that agrees with the function."""
    path = source.path / source.dockerfile
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise ConstructError(f"dockerfile must be readable as UTF-8, got {path}") from None
    stages = read_dockerfile(text, architecture=architecture, arguments=source.build_args)
    with construct_errors():
        chain = image_stages(stages, source.target)
    require(disagreement(chain, architecture, has_handler=has_handler))
    return tuple(moving_bases(stages))
