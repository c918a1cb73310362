from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.redrive_policy_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

ARN = {"Fn::GetAtt": ["Failed", "Arn"]}


def scene(policy: Any) -> dict[str, Any]:
    return {
        "Failed": {"Type": "AWS::SQS::Queue"},
        "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": policy}},
    }


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        ({"deadLetterTargetArn": ARN}, "maxReceiveCount"),
        ({"maxReceiveCount": 5, "deadLetterArn": ARN}, "deadLetterTargetArn"),
        ('{"maxReceiveCount": 5}', "deadLetterTargetArn"),
    ],
)
def test_sqs_asks_for_both(judge: Judge, policy: Any, missing: str) -> None:
    [finding] = judge(rule, scene(policy))

    assert finding.message == (
        f"redrive policy must have deadLetterTargetArn and maxReceiveCount, got no {missing}"
    )
    assert finding.fix == f"set {missing} in RedrivePolicy"
    assert finding.at == "RedrivePolicy"


def test_a_url_is_no_arn(judge: Judge) -> None:
    policy = {"deadLetterTargetArn": {"Ref": "Failed"}, "maxReceiveCount": 5}
    [finding] = judge(rule, scene(policy))

    assert finding.message == "dead-letter queue must be given by its ARN, got the URL of Failed"
    assert finding.fix == "set RedrivePolicy.deadLetterTargetArn to !GetAtt Failed.Arn"
    assert finding.at == "RedrivePolicy.deadLetterTargetArn"


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param({"deadLetterTargetArn": ARN, "maxReceiveCount": 5}, id="both"),
        pytest.param({"deadLetterTargetArn": UNKNOWN, "maxReceiveCount": UNKNOWN}, id="unknown"),
        pytest.param(UNKNOWN, id="all unknown"),
        pytest.param({}, id="empty"),
        pytest.param(None, id="none"),
    ],
)
def test_silent(judge: Judge, policy: Any) -> None:
    assert judge(rule, scene(policy)) == []
