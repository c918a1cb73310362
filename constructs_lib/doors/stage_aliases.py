"""Which alias each stage of an API calls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_iam as iam

from constructs_lib.doors.api_stage import ApiStage
from constructs_lib.errors import ConstructError, require_type, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from constructs_lib.existing_function import Releasable
    from constructs_lib.release import Release

# https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")
_CHARACTERS: Final = "1 to 128 letters, digits, hyphens and underscores"
DEFAULT_STAGE: Final = "$default"


def require_stages(stages: Mapping[str, ApiStage], *, with_default: bool) -> None:
    """The stages can be those of an API.

    Args:
        stages: By their names.
        with_default: Whether the API may have the one without a name in its URL.

    Raises:
        ConstructError: There is none, or it has no name or no alias that it can have.
    """
    if not hasattr(stages, "items") or not stages:
        raise ConstructError(
            f"stages must be a mapping such as {{'prod': ApiStage('PROD')}}, got {seen(stages)}"
        )
    for name, stage in stages.items():
        require_type("name of a stage", name, str, "a string such as 'prod'")
        if not _NAME.fullmatch(name) and not (with_default and name == DEFAULT_STAGE):
            allowed = f"$default or {_CHARACTERS}" if with_default else _CHARACTERS
            raise ConstructError(f"name of a stage must be {allowed}, got {name!r}")
        require_type("stage", stage, ApiStage, "an ApiStage such as ApiStage('PROD')")


def releases_of_stages(function: Releasable, stages: Mapping[str, ApiStage]) -> dict[str, Release]:
    """The release that each stage calls, by the name of the stage.

    Raises:
        ConstructError: The function has none for a stage.
    """
    if not hasattr(function, "releases"):
        raise ConstructError(f"function must be a VersionedFunction, got {seen(function)}")
    for name, stage in stages.items():
        if stage.alias not in function.releases:
            there = ", ".join(function.releases) or "none"
            raise ConstructError(
                f"function must have a release {stage.alias} for stage {name}, got {there}"
            )
    return {name: function.releases[stage.alias] for name, stage in stages.items()}


def grant_stage(
    grantee: iam.IGrantable, stage: str, *, stages: Iterable[str], api_arn: str
) -> iam.Grant:
    """The grantee may call each route of one stage that asks for a signature, and no other.

    Raises:
        ConstructError: There is no such stage.
    """
    if stage not in stages:
        raise ConstructError(f"stage must be one of {', '.join(stages)}, got {seen(stage)}")
    return iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["execute-api:Invoke"],
        resource_arns=[f"{api_arn}/{stage}/*"],
    )
