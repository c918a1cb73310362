from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.destination_is_the_function_itself import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize("outcome", ["OnFailure", "OnSuccess"])
@pytest.mark.parametrize("itself", [{"Fn::GetAtt": ["Bill", "Arn"]}, {"Ref": "Live"}])
def test_a_function_does_not_hear_of_itself(
    judge_configuration: JudgeConfiguration, outcome: str, itself: Any
) -> None:
    [finding] = judge_configuration(rule, DestinationConfig={outcome: {"Destination": itself}})

    assert finding.message == "a destination must be another function, got Bill itself"
    assert finding.fix == "name a queue or another function"
    assert finding.at == f"DestinationConfig.{outcome}.Destination"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="none"),
        pytest.param(
            {"DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["Other", "Arn"]}}}},
            id="another function",
        ),
        pytest.param(
            {"DestinationConfig": {"OnFailure": {"Destination": {"Fn::GetAtt": ["Lost", "Arn"]}}}},
            id="a queue",
        ),
        pytest.param(
            {"DestinationConfig": {"OnFailure": {"Destination": UNKNOWN}}},
            id="known at deployment only",
        ),
        pytest.param(
            {
                "FunctionName": UNKNOWN,
                "DestinationConfig": {"OnFailure": {"Destination": {"Ref": "Live"}}},
            },
            id="function known at deployment only",
        ),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
