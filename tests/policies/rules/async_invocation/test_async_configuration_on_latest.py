from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.async_configuration_on_latest import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


def rule_on(target: Any) -> dict[str, Any]:
    properties = {"ScheduleExpression": "rate(1 day)", "Targets": [{"Id": "t", "Arn": target}]}
    return {"Nightly": {"Type": "AWS::Events::Rule", "Properties": properties}}


def second(qualifier: Any) -> dict[str, Any]:
    own = {"FunctionName": {"Ref": "Bill"}, "Qualifier": qualifier, "MaximumRetryAttempts": 1}
    return {"Second": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": own}}


def test_what_calls_the_alias_gets_the_defaults(judge_configuration: JudgeConfiguration) -> None:
    [finding] = judge_configuration(rule, rule_on({"Ref": "Live"}), MaximumRetryAttempts=1)

    assert finding.message == (
        "an asynchronous configuration must be for the alias that is called, got $LATEST while "
        "Nightly calls Live"
    )
    assert finding.fix == "set Qualifier to live"
    assert finding.at == "Qualifier"
    assert finding.resource.logical_id == "Async"


QUEUE = {
    "Mapping": {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": {"Fn::GetAtt": ["Lost", "Arn"]},
            "FunctionName": {"Ref": "Live"},
        },
    }
}


@pytest.mark.parametrize(
    ("more", "properties"),
    [
        pytest.param({}, {}, id="nobody calls"),
        pytest.param(rule_on({"Fn::GetAtt": ["Bill", "Arn"]}), {}, id="$LATEST is called"),
        pytest.param(rule_on({"Ref": "Live"}), {"Qualifier": "live"}, id="the alias is configured"),
        pytest.param(rule_on({"Ref": "Live"}) | second("live"), {}, id="both are"),
        pytest.param(rule_on({"Ref": "Live"}) | second(UNKNOWN), {}, id="perhaps both are"),
        pytest.param(rule_on(UNKNOWN), {}, id="known at deployment only"),
        pytest.param(QUEUE, {}, id="a mapping, which waits for the answer"),
    ],
)
def test_silent(
    judge_configuration: JudgeConfiguration, more: dict[str, Any], properties: dict[str, Any]
) -> None:
    assert judge_configuration(rule, more, **properties) == []


def test_an_alias_of_latest_is_not_told_here(judge_configuration: JudgeConfiguration) -> None:
    alias = {"FunctionName": {"Ref": "Bill"}, "FunctionVersion": "$LATEST", "Name": "live"}
    live = {"Live": {"Type": "AWS::Lambda::Alias", "Properties": alias}}

    assert judge_configuration(rule, live | rule_on({"Ref": "Live"})) == []
