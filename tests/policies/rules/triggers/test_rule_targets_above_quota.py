from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.rule_targets_above_quota import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(*targets: Any) -> dict[str, Any]:
    properties = {"EventPattern": {"source": ["shop"]}, "Targets": list(targets)}
    return {"Orders": {"Type": "AWS::Events::Rule", "Properties": properties}}


def target(number: int) -> dict[str, Any]:
    return {"Id": f"t{number}", "Arn": f"arn:aws:sqs:eu-west-1:123456789012:q{number}"}


def test_the_sixth_target_is_one_too_many(judge: Judge) -> None:
    [finding] = judge(rule, scene(*map(target, range(6))))

    assert finding.message == "targets of a rule must be at most 5 by default, got 6"
    assert finding.fix == (
        "move 1 or more to another rule of the same pattern, or ask AWS for more"
    )
    assert finding.at == "Targets"


PERHAPS = {"Fn::If": ["Perhaps", target(9), {"Ref": "AWS::NoValue"}]}


@pytest.mark.parametrize(
    "targets",
    [
        pytest.param(tuple(map(target, range(5))), id="five"),
        pytest.param((*map(target, range(5)), PERHAPS), id="perhaps a sixth"),
        pytest.param((), id="none"),
    ],
)
def test_silent(judge: Judge, targets: tuple[Any, ...]) -> None:
    conditions = {"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}

    assert judge(rule, scene(*targets), Conditions=conditions) == []


def test_a_list_that_is_not_known_is_not_counted(judge: Judge) -> None:
    properties = {"EventPattern": {"source": ["shop"]}, "Targets": UNKNOWN}

    assert judge(rule, {"R": {"Type": "AWS::Events::Rule", "Properties": properties}}) == []
