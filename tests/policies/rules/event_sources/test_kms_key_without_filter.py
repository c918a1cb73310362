from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.kms_key_without_filter import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_a_key_encrypts_filters_only(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", KmsKeyArn="arn:aws:kms:r:1:key/k")

    assert finding.message == ("a key on a mapping encrypts its filters, got a key and no filters")
    assert finding.fix == "remove KmsKeyArn, and encrypt the queue or stream where that was meant"
    assert finding.at == "KmsKeyArn"


@pytest.mark.parametrize("perhaps", [{"Fn::If": ["C", "arn", {"Ref": "AWS::NoValue"}]}])
def test_a_key_that_may_be_absent_is_left_alone(judge_mapping: JudgeMapping, perhaps: Any) -> None:
    assert judge_mapping(rule, KmsKeyArn=perhaps) == []


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param("sqs", {"KmsKeyArn": ""}, id="empty"),
        pytest.param(
            "sqs", {"KmsKeyArn": "arn", "FilterCriteria": {"Filters": []}}, id="with filters"
        ),
        pytest.param(
            "sqs",
            {"KmsKeyArn": "arn", "FilterCriteria": UNKNOWN},
            id="filters known at deployment only",
        ),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
