"""docs/releases.md: what it tells to type exists, and what it says of the recipes is so.

The recipes themselves are scenes: tests/constructs_lib/test_scenes.py checks each as a whole.
"""

from __future__ import annotations

import re

import pytest
from aws_cdk import App, Stack
from aws_cdk.assertions import Template

from tests.constructs_lib.recipes import PAGE, RECIPES

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def templates() -> dict[str, Template]:
    built = {}
    for name, build in RECIPES.items():
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        build(stack)
        built[name.removeprefix("recipes/")] = Template.from_stack(stack)
    return built


def test_the_page_has_the_ways_that_people_take() -> None:
    assert set(RECIPES) == {
        "recipes/canary",
        "recipes/linear",
        "recipes/all_at_once",
        "recipes/blue_green",
        "recipes/version_pinning",
        "recipes/promotion",
        "recipes/instant_rollback",
        "recipes/ab_test",
        "recipes/existing",
    }


def test_a_parameter_that_the_page_sets_is_one_of_a_recipe(
    templates: dict[str, Template],
) -> None:
    told = set(re.findall(r"--parameters (\w+)=\d", TEXT))
    made = {
        name
        for template in templates.values()
        for name in template.to_json().get("Parameters", {})
        if name.endswith("Version") and name != "BootstrapVersion"
    }

    assert told == made == {"BetaVersion", "ProdVersion", "LiveVersion"}


def test_the_files_that_the_page_names_exist() -> None:
    named = re.findall(r"`((?:apps|snapshots)/[\w./]+)`", TEXT)

    assert len(named) == 3
    assert all((PAGE.parents[1] / each).exists() for each in named)


@pytest.mark.parametrize("recipe", ["canary", "linear", "version_pinning", "existing"])
def test_a_recipe_that_takes_time_has_an_alarm(templates: dict[str, Template], recipe: str) -> None:
    templates[recipe].resource_count_is("AWS::CloudWatch::Alarm", 1)


@pytest.mark.parametrize("recipe", ["all_at_once", "blue_green", "instant_rollback", "ab_test"])
def test_a_recipe_in_one_step_has_none(templates: dict[str, Template], recipe: str) -> None:
    templates[recipe].resource_count_is("AWS::CloudWatch::Alarm", 0)


def test_only_the_split_is_without_codedeploy(templates: dict[str, Template]) -> None:
    without = {
        name
        for name, template in templates.items()
        if not template.find_resources("AWS::CodeDeploy::DeploymentGroup")
    }
    assert without == {"ab_test"}
