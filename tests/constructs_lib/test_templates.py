"""One small scene for each construct, reviewed as a whole."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk.assertions import Template

from constructs_lib import Rollout, VersionedFunction

MakeFunction = Callable[..., VersionedFunction]
GoldenTemplate = Callable[[str, Mapping[str, Any]], None]


def test_a_function_alone(
    stack: Stack, make_function: MakeFunction, golden_template: GoldenTemplate
) -> None:
    make_function()

    template = Template.from_stack(stack).to_json()
    golden_template("constructs_lib/versioned_function.json", template)


def test_a_function_with_two_releases(
    stack: Stack, make_function: MakeFunction, golden_template: GoldenTemplate
) -> None:
    detector = make_function()
    detector.release("BETA", rollout=Rollout.all_at_once())
    detector.release("PROD", rollout=Rollout.linear(20, every=Duration.minutes(5)))

    template = Template.from_stack(stack).to_json()
    golden_template("constructs_lib/releases.json", template)
