from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.caller_on_missing_alias import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}

RELEASE: dict[str, Any] = {
    "Bill": {"Type": "AWS::Lambda::Function"},
    "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Bill"}}},
    "Live": {
        "Type": "AWS::Lambda::Alias",
        "Properties": {
            "FunctionName": {"Ref": "Bill"},
            "FunctionVersion": {"Fn::GetAtt": ["V1", "Version"]},
            "Name": "live",
        },
    },
}


def mapping(function: Any) -> dict[str, Any]:
    said = {"FunctionName": function, "EventSourceArn": "arn:aws:sqs:eu-west-1:123456789012:orders"}
    return {"Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": said}}


def url(**properties: Any) -> dict[str, Any]:
    said = {"TargetFunctionArn": {"Ref": "Bill"}, "AuthType": "AWS_IAM", **properties}
    return {"Url": {"Type": "AWS::Lambda::Url", "Properties": said}}


def test_an_alias_that_is_not_there_is_called(judge: Judge) -> None:
    [finding] = judge(rule, RELEASE | mapping({"Fn::Sub": "${Bill.Arn}:prod"}))

    assert finding.message == "caller must use an alias that Bill has, live, got prod"
    assert finding.fix == "set FunctionName to !Ref Live"
    assert finding.at == "FunctionName"


def test_a_qualifier_of_its_own_is_named(judge: Judge) -> None:
    [finding] = judge(rule, RELEASE | url(Qualifier="prod"))

    assert finding.fix == "set Qualifier to live"
    assert finding.at == "Qualifier"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(RELEASE | mapping({"Ref": "Live"}), id="the alias"),
        pytest.param(RELEASE | mapping({"Fn::Sub": "${Bill}:live"}), id="its name"),
        pytest.param(RELEASE | mapping({"Fn::Sub": "${Bill}:7"}), id="a version"),
        pytest.param(RELEASE | mapping({"Fn::Sub": "${Bill}:$LATEST"}), id="the latest"),
        pytest.param(RELEASE | mapping({"Fn::Sub": "${Bill}:${Unknown}"}), id="unknown"),
        pytest.param(RELEASE | url(), id="the function"),
        pytest.param(
            {"Bill": RELEASE["Bill"]} | mapping({"Fn::Sub": "${Bill}:prod"}),
            id="aliases that somebody else makes",
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_an_alias_of_an_unknown_name_may_be_meant(judge: Judge) -> None:
    resources = RELEASE | mapping({"Fn::Sub": "${Bill}:prod"})
    live = {
        "Type": "AWS::Lambda::Alias",
        "Properties": RELEASE["Live"]["Properties"] | {"Name": UNKNOWN},
    }

    assert judge(rule, resources | {"Live": live}) == []
