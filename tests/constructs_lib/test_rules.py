"""Constructs and rules know nothing of each other; here they meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aws_cdk import Duration

from constructs_lib import Rollout
from policies.gate.check import check
from policies.gate.config import Config, Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import App

    from constructs_lib import VersionedFunction

    MakeFunction = Callable[..., VersionedFunction]

ROLLOUTS = {
    "canary": Rollout.canary(10, bake=Duration.minutes(5)),
    "linear": Rollout.linear(10, every=Duration.minutes(3)),
    "all at once": Rollout.all_at_once(),
}


@pytest.mark.parametrize("rollout", ROLLOUTS.values(), ids=ROLLOUTS)
def test_every_rule_accepts_a_release_with_its_defaults(
    app: App, make_function: MakeFunction, rollout: Rollout
) -> None:
    make_function().release("live", rollout=rollout)
    report = check([Path(app.synth().directory)], Config(profile=Profile.STRICT))

    assert report.templates == 1
    assert report.verdicts == []


def test_a_rule_still_sees_what_an_escape_hatch_breaks(
    app: App, make_function: MakeFunction
) -> None:
    function = make_function()
    child = function.function.node.default_child
    child.add_property_override("Timeout", 901)  # type: ignore[union-attr]  # a CfnFunction
    report = check([Path(app.synth().directory)])

    assert [verdict.rule for verdict in report.verdicts] == ["timeout-out-of-range"]
    assert report.verdicts[0].construct_path == "Scene/Detector/Function/Resource"
