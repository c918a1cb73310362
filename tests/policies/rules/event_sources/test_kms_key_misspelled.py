from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.kms_key_misspelled import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.event_sources.conftest import JudgeMapping


UNKNOWN = {"Ref": "Unknown"}


def test_cloudformation_spells_it_its_own_way(judge_mapping: JudgeMapping) -> None:
    [finding] = judge_mapping(rule, "sqs", KMSKeyArn=UNKNOWN)

    assert finding.message == (
        "the key of filters is called KmsKeyArn in CloudFormation, got KMSKeyArn"
    )
    assert finding.fix == "rename KMSKeyArn to KmsKeyArn"
    assert finding.at == "KMSKeyArn"


@pytest.mark.parametrize(
    ("source", "properties"),
    [
        pytest.param("sqs", {}, id="absent"),
        pytest.param("sqs", {"KmsKeyArn": "arn"}, id="as CloudFormation spells it"),
    ],
)
def test_silent(judge_mapping: JudgeMapping, source: str, properties: dict[str, Any]) -> None:
    assert judge_mapping(rule, source, **properties) == []
