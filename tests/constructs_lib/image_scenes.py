"""Scenes of functions from container images; see scenes.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_ecr import Repository

from constructs_lib import ImageCode, VersionedFunction
from tests.constructs_lib.scenes import scene

if TYPE_CHECKING:
    from aws_cdk import Stack

IMAGE: Final = Path(__file__).with_name("image")


@scene
def image_from_directory(stack: Stack) -> None:
    code = ImageCode.from_directory(IMAGE, build_args={"STAGE": "prod"})
    x86 = lambda_.Architecture.X86_64
    VersionedFunction(stack, "Detector", code=code, architecture=x86)


@scene
def image_from_repository(stack: Stack) -> None:
    images = Repository.from_repository_name(stack, "Images", "detector")
    code = ImageCode.from_repository(
        images, digest=f"sha256:{'5' * 64}", working_directory="/var/task"
    )
    VersionedFunction(stack, "Detector", code=code, handler="detector.handler")
