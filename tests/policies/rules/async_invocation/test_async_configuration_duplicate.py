from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_configuration_duplicate import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


def second(**properties: Any) -> dict[str, Any]:
    own = {"FunctionName": {"Ref": "Bill"}, "Qualifier": "$LATEST"} | properties
    return {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": own}


def test_a_qualifier_has_one_configuration(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule, {"Second": second()})

    assert finding.message == (
        "a qualifier of a function must have 1 asynchronous configuration, got Async already"
    )
    assert finding.fix == "put its settings into Async and remove it"
    assert finding.at == "Qualifier"
    assert finding.resource.logical_id == "Second"


def test_an_alias_is_the_same_by_its_name_and_by_its_arn(
    judge_configuration: JudgeConfiguration,
) -> None:
    by_arn = {"Fn::Select": [7, {"Fn::Split": [":", {"Ref": "Live"}]}]}

    assert (
        len(judge_configuration(rule, {"Second": second(Qualifier=by_arn)}, Qualifier="live")) == 1
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(second(Qualifier="live"), id="another qualifier"),
        pytest.param(second(FunctionName={"Ref": "Other"}), id="another function"),
        pytest.param(second(FunctionName=UNKNOWN), id="function known at deployment only"),
        pytest.param(second(Qualifier=UNKNOWN), id="qualifier known at deployment only"),
        pytest.param(second() | {"Condition": "Perhaps"}, id="perhaps not created"),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, other: dict[str, Any]) -> None:
    assert judge_configuration(rule, {"Second": other}) == []
