"""Every scene is the template that was reviewed, and no linter has anything to say of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aws_cdk import Acknowledgment, Stack, Validations
from aws_cdk.assertions import Template
from cdk_nag import ServerlessChecks

import tests.constructs_lib.image_scenes  # noqa: F401 - adds its scenes
from policies.gate.check import check
from policies.gate.config import Config, Profile
from tests.constructs_lib.door_scenes import DOOR_SCENES
from tests.constructs_lib.network_scenes import NETWORK_SCENES
from tests.constructs_lib.recipes import RECIPES
from tests.constructs_lib.scenes import SCENES, detector
from tests.constructs_lib.trigger_scenes import TRIGGER_SCENES

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import App

    from tests.conftest import GoldenTemplate
    from tests.constructs_lib.scenes import Scene

    CfnLint = Callable[[Template], list[str]]

EVERY_SCENE = SCENES | RECIPES | TRIGGER_SCENES | DOOR_SCENES | NETWORK_SCENES


@pytest.mark.parametrize(("name", "build"), EVERY_SCENE.items(), ids=EVERY_SCENE)
def test_a_scene_is_as_reviewed_and_every_linter_accepts_it(
    name: str, build: Scene, app: App, golden_template: GoldenTemplate, cfn_lint: CfnLint
) -> None:
    stack = Stack(app, "Scene")
    build(stack)
    Validations.of(stack).acknowledge(
        Acknowledgment(
            id="Serverless::Serverless-LambdaDLQ",
            reason="it asks each function for a dead-letter queue, even where nothing calls it "
            "asynchronously or the alias has a destination",
        )
    )
    Validations.of(app).add_plugins(ServerlessChecks())

    assembly = app.synth()  # raises where cdk-nag has a finding
    template = json.loads(Path(assembly.directory, "Scene.template.json").read_text("utf-8"))
    report = check([Path(assembly.directory)], Config(profile=Profile.STRICT))

    golden_template(f"constructs_lib/{name}.json", template)
    assert report.templates == 1
    assert [each for each in report.verdicts if each.acknowledged is None] == []
    assert cfn_lint(Template.from_json(template)) == []


def test_cdk_nag_ends_the_synthesis_where_it_has_a_finding(app: App) -> None:
    detector(Stack(app, "Scene"))
    Validations.of(app).add_plugins(ServerlessChecks())

    with pytest.raises(RuntimeError, match="Serverless-LambdaDLQ"):
        app.synth()
