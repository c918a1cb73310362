"""Constructs and rules know nothing of each other; here, and in each scene, they meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policies.gate.check import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import App

    from constructs_lib import VersionedFunction

    MakeFunction = Callable[..., VersionedFunction]


def test_a_rule_still_sees_what_an_escape_hatch_breaks(
    app: App, make_function: MakeFunction
) -> None:
    function = make_function()
    child = function.function.node.default_child
    child.add_property_override("Timeout", 901)  # type: ignore[union-attr]  # a CfnFunction
    report = check([Path(app.synth().directory)])

    assert [verdict.rule for verdict in report.verdicts] == ["timeout-out-of-range"]
    assert report.verdicts[0].construct_path == "Scene/Detector/Function/Resource"
