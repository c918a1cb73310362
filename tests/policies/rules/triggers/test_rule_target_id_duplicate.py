from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.rule_target_id_duplicate import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(*targets: Any) -> dict[str, Any]:
    properties = {"EventPattern": {"source": ["shop"]}, "Targets": list(targets)}
    return {"Orders": {"Type": "AWS::Events::Rule", "Properties": properties}}


def target(number: int) -> dict[str, Any]:
    return {"Id": f"t{number}", "Arn": f"arn:aws:sqs:eu-west-1:123456789012:q{number}"}


def test_two_targets_cannot_share_an_id(judge: Judge) -> None:
    [finding] = judge(rule, scene(target(1), target(2), {**target(3), "Id": "t1"}))

    assert finding.message == "id of a target must be its own within the rule, got t1 twice"
    assert finding.fix == "give each target an Id of its own"
    assert finding.at == "Targets.2.Id"


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param((target(1), target(2)), id="two ids"),
        pytest.param(({**target(1), "Id": UNKNOWN}, {**target(2), "Id": UNKNOWN}), id="unknown"),
        pytest.param((UNKNOWN, UNKNOWN), id="targets unknown"),
    ],
)
def test_silent(judge: Judge, targets: tuple[Any, ...]) -> None:
    assert judge(rule, scene(*targets)) == []
