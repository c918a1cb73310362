"""A container image that becomes the code of a function."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from constructs_lib.errors import ConstructError, require, require_count, require_type, seen
from constructs_lib.interfaces import has_property
from constructs_lib.tokens import is_token
from policies.domain import limits
from policies.domain.credentials import credential_in

if TYPE_CHECKING:
    from aws_cdk.aws_ecr import IRepository

_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}")
_DIGEST_START: Final = "sha256:"
_DIGEST_EXAMPLE: Final = "sha256: and 64 hexadecimal digits"
_TAG: Final = re.compile(r"\w[\w.-]{0,127}", re.ASCII)
_MOVING: Final = "latest"
_DOCKERFILE: Final = "Dockerfile"


@dataclass(frozen=True, slots=True)
class ImageDirectory:
    """A directory that an image is built from; see `ImageCode.from_directory`."""

    path: Path
    dockerfile: str
    target: str | None
    build_args: Mapping[str, str]
    exclude: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepositoryImage:
    """An image that is in ECR; see `ImageCode.from_repository`."""

    repository: IRepository
    tag_or_digest: str


@dataclass(frozen=True, slots=True)
class ImageCode:
    """A container image, built from a directory or taken from a repository.

    Make one by `from_directory` or `from_repository`. The function's `architecture` is the
    platform of the image, and its `handler`, where it is given, the image's CMD; a `runtime` it has
    none. What else is CMD, ENTRYPOINT or WORKDIR of the image can be set otherwise here.

    Attributes:
        source: Where the image comes from.
        cmd: What the entry point gets in place of CMD.
        entrypoint: What runs in place of ENTRYPOINT.
        working_directory: Where it runs in place of WORKDIR.

    See: https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    """

    source: ImageDirectory | RepositoryImage
    cmd: tuple[str, ...] = field(default=(), kw_only=True)
    entrypoint: tuple[str, ...] = field(default=(), kw_only=True)
    working_directory: str | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        example = "made by ImageCode.from_directory or ImageCode.from_repository"
        require_type("source", self.source, (ImageDirectory, RepositoryImage), example)

    @classmethod
    def from_directory(
        cls,
        path: str | Path,
        *,
        dockerfile: str = _DOCKERFILE,
        target: str | None = None,
        build_args: Mapping[str, str] | None = None,
        exclude: Sequence[str] = (),
        cmd: Sequence[str] = (),
        entrypoint: Sequence[str] = (),
        working_directory: str | None = None,
    ) -> ImageCode:
        """An image that the CDK builds at deployment, for the platform of the function.

        Synthesis only copies the directory, and needs no Docker engine; `cdk deploy` does. It
        builds before it deploys the first stack, so that nothing has changed when it cannot. To
        hear of a missing engine before that, synthesize with `-c keel:require-docker=true`.

        Args:
            path: The directory; a relative one is looked for where the app runs.
            dockerfile: The Dockerfile in it.
            target: The stage to build; by default the last.
            build_args: What ARG instructions get. Who can read the image can read them.
            exclude: Patterns of files that are no part of the image, beside those of the
                .dockerignore in the directory. Another file publishes another version.
            cmd: See `ImageCode`; of AWS's base images it is the handler.
            entrypoint: See `ImageCode`.
            working_directory: An absolute path of at most 1000 characters.

        Raises:
            ConstructError: The directory or the Dockerfile does not exist, or a value is of another
                type than its prop, a credential, or out of bounds.
        """
        require_type("path", path, (str, Path), "a directory such as 'apps/detector'")
        require_type("dockerfile", dockerfile, str, "a file name such as 'Dockerfile'")
        directory = Path(path)
        if not directory.is_dir():
            raise ConstructError(f"path must be a directory, got {str(path)!r}")
        if not (directory / dockerfile).is_file():
            raise ConstructError(f"path must hold a {dockerfile}, got {str(path)!r} without one")
        if target is not None:
            require_type("target", target, str, "a stage such as 'run'")
        build_args = {} if build_args is None else build_args
        _require_build_args(build_args)
        source = ImageDirectory(
            directory, dockerfile, target, dict(build_args), _texts("exclude", exclude)
        )
        return cls(source, **_configuration(cmd, entrypoint, working_directory))

    @classmethod
    def from_repository(
        cls,
        repository: IRepository,
        *,
        digest: str | None = None,
        tag: str | None = None,
        cmd: Sequence[str] = (),
        entrypoint: Sequence[str] = (),
        working_directory: str | None = None,
    ) -> ImageCode:
        """An image of a repository in ECR, in the region of the function.

        Lambda looks a tag up once, when it deploys, and keeps what it meant then. A tag that moves
        changes nothing in the template, so that nothing is deployed; and going back to an earlier
        template does not bring back what ran. A digest always is the same image.

        Args:
            repository: Where it is. Lambda must be allowed to read it: a repository of the app gets
                that permission, an imported one must have it.
            digest: `sha256:` and 64 hexadecimal digits.
            tag: In place of the digest, one that is never given to another image, such as the
                commit it was built from; `latest` is refused.
            cmd: See `ImageCode`; of AWS's base images it is the handler.
            entrypoint: See `ImageCode`.
            working_directory: An absolute path of at most 1000 characters.

        Raises:
            ConstructError: Digest and tag are both given, or neither, or one of them is malformed,
                or a value is of another type than its prop or out of bounds.
        """
        if not has_property(repository, "repository_uri"):
            example = "an IRepository such as Repository.from_repository_name(self, 'R', 'name')"
            raise ConstructError(f"repository must be {example}, got {seen(repository)}")
        if (digest is None) == (tag is None):
            got = "neither" if digest is None else "both"
            raise ConstructError(f"image must be named by a digest or a tag, got {got}")
        if digest is not None:
            _require_digest(digest)
        if tag is not None:
            _require_tag(tag)
        source = RepositoryImage(repository, digest or tag or "")
        return cls(source, **_configuration(cmd, entrypoint, working_directory))


def _require_digest(digest: str) -> None:
    require_type("digest", digest, str, _DIGEST_EXAMPLE)
    if is_token(digest):
        if not digest.startswith(_DIGEST_START):
            # The CDK tells a digest from a tag by how it starts.
            raise ConstructError("digest must begin with sha256: where a token follows, got none")
    elif not _DIGEST.fullmatch(digest):
        raise ConstructError(f"digest must be {_DIGEST_EXAMPLE}, got {digest!r}")


def _require_tag(tag: str) -> None:
    require_type("tag", tag, str, "a tag such as '4f2c1a9'")
    if tag == _MOVING:
        raise ConstructError("tag must be of one image for ever, got 'latest'; name its digest")
    if not is_token(tag) and not _TAG.fullmatch(tag):
        raise ConstructError(
            f"tag must be 1 to 128 letters, digits, underscores, periods and hyphens, got {tag!r}"
        )


def _require_build_args(build_args: Mapping[Any, Any]) -> None:
    require_type("build_args", build_args, Mapping, "a mapping of strings to strings")
    for key, value in build_args.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise ConstructError(
                f"build_args must be strings by strings, got {seen(key)}: {seen(value)}"
            )
        if is_token(key) or is_token(value):
            raise ConstructError(f"build_args must be known at synthesis, got a token in {key}")
        kind = credential_in(value)
        if kind:
            raise ConstructError(f"build_args must hold no credentials, got {kind} in {key}")


def _configuration(
    cmd: Sequence[str], entrypoint: Sequence[str], working_directory: str | None
) -> dict[str, Any]:
    for prop, arguments in (("cmd", cmd), ("entrypoint", entrypoint)):
        _texts(prop, arguments)
        require_count(limits.FUNCTION_IMAGE_ARGUMENTS, len(arguments), prop=f"arguments of {prop}")
    if working_directory is not None:
        require_type("working_directory", working_directory, str, "a path such as '/var/task'")
        if not is_token(working_directory):
            require(limits.FUNCTION_IMAGE_WORKING_DIRECTORY.violation(len(working_directory)))
            if not working_directory.startswith("/"):
                raise ConstructError(
                    f"working_directory must be an absolute path, got {working_directory!r}"
                )
    return {
        "cmd": tuple(cmd),
        "entrypoint": tuple(entrypoint),
        "working_directory": working_directory,
    }


def _texts(prop: str, texts: Any) -> tuple[str, ...]:
    is_list = isinstance(texts, Sequence) and not isinstance(texts, str)
    if not is_list or not all(isinstance(each, str) for each in texts):
        raise ConstructError(f"{prop} must be a list of strings, got {seen(texts)}")
    return tuple(texts)
