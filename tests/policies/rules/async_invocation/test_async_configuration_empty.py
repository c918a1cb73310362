from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_configuration_empty import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


def test_a_configuration_has_to_say_something(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule)

    assert finding.message == (
        "an asynchronous configuration must set retries, age or a destination, got none of them"
    )
    assert finding.fix == (
        "set MaximumRetryAttempts, MaximumEventAgeInSeconds or DestinationConfig, or remove it"
    )


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"MaximumRetryAttempts": 0}, id="retries"),
        pytest.param({"MaximumEventAgeInSeconds": 60}, id="age"),
        pytest.param(
            {"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:r:1:lost"}}},
            id="a destination",
        ),
        pytest.param({"DestinationConfig": UNKNOWN}, id="known at deployment only"),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
