from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.triggers.alias_bypassed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(name: Any = None, version: Any = None, *, released: bool = True) -> dict[str, Any]:
    resources: dict[str, Any] = {
        "Report": {"Type": "AWS::Lambda::Function"},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Report"}}},
        "Mapping": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"FunctionName": name or {"Ref": "Report"}},
        },
    }
    if released:
        resources["Live"] = {
            "Type": "AWS::Lambda::Alias",
            "Properties": {
                "FunctionName": {"Ref": "Report"},
                "FunctionVersion": version or {"Fn::GetAtt": ["V1", "Version"]},
                "Name": "live",
            },
        }
    return resources


ARN = {"Fn::GetAtt": ["Report", "Arn"]}
CALLERS = {
    "AWS::Events::Rule": ({"Targets": [{"Id": "a", "Arn": ARN}]}, "Targets.0.Arn"),
    "AWS::SNS::Subscription": ({"Protocol": "lambda", "Endpoint": ARN}, "Endpoint"),
    "AWS::Scheduler::Schedule": ({"Target": {"Arn": ARN}}, "Target.Arn"),
    "AWS::Lambda::Url": ({"TargetFunctionArn": ARN, "AuthType": "AWS_IAM"}, "TargetFunctionArn"),
    "AWS::S3::Bucket": (
        {"NotificationConfiguration": {"LambdaConfigurations": [{"Function": ARN}]}},
        "NotificationConfiguration.LambdaConfigurations.0.Function",
    ),
    "AWS::ApiGatewayV2::Integration": ({"IntegrationUri": ARN}, "IntegrationUri"),
    "AWS::ApiGateway::Method": (
        {
            "Integration": {
                "Uri": {
                    "Fn::Sub": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
                    "${Report.Arn}/invocations"
                }
            }
        },
        "Integration.Uri",
    ),
    "AWS::ElasticLoadBalancingV2::TargetGroup": (
        {"TargetType": "lambda", "Targets": [{"Id": ARN}]},
        "Targets.0.Id",
    ),
}


def test_a_mapping_gets_latest(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "caller must use an alias of Report (!Ref Live), got no qualifier: $LATEST"
    )
    assert finding.fix == "set FunctionName to !Ref Live"
    assert finding.at == "FunctionName"
    assert finding.resource.logical_id == "Mapping"


def test_latest_by_name_is_no_alias_either(judge: Judge) -> None:
    [finding] = judge(rule, scene({"Fn::Sub": "${Report}:$LATEST"}))

    assert finding.message.endswith("(!Ref Live), got $LATEST")


@pytest.mark.parametrize("kind", CALLERS)
def test_every_kind_of_caller_is_judged(judge: Judge, kind: str) -> None:
    properties, at = CALLERS[kind]
    resources = scene({"Ref": "Live"})
    resources["Caller"] = {"Type": kind, "Properties": properties}

    [finding] = judge(rule, resources)

    assert (finding.resource.logical_id, finding.at) == ("Caller", at)


def test_a_caller_with_a_permission_takes_it_along(judge: Judge) -> None:
    resources = scene({"Ref": "Live"})
    resources["Caller"] = {
        "Type": "AWS::Events::Rule",
        "Properties": CALLERS["AWS::Events::Rule"][0],
    }

    [finding] = judge(rule, resources)

    assert finding.fix == ("set Targets.0.Arn to !Ref Live, and FunctionName of its permission too")


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene({"Ref": "Live"}), id="the alias"),
        pytest.param(scene({"Fn::Sub": "${Report}:live"}), id="the alias by its name"),
        pytest.param(scene({"Ref": "V1"}), id="a version"),
        pytest.param(scene({"Fn::Sub": "${Report}:${AWS::StackName}"}), id="qualifier unknown"),
        pytest.param(scene(UNKNOWN), id="function unknown"),
        pytest.param(scene(released=False), id="no alias"),
        pytest.param(scene(version="$LATEST"), id="an alias that is $LATEST itself"),
        pytest.param(scene(version="7"), id="an alias that nothing here moves"),
        pytest.param(scene(version=UNKNOWN), id="an alias of an unknown version"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_an_alias_that_may_not_exist_is_none(judge: Judge) -> None:
    resources = scene()
    resources["Live"]["Condition"] = "Perhaps"

    assert judge(rule, resources, Conditions={"Perhaps": {"Fn::Equals": [UNKNOWN, "yes"]}}) == []


def test_what_is_refused_for_its_permission_is_told_there(judge: Judge) -> None:
    resources = scene({"Ref": "Live"})
    resources["Caller"] = {
        "Type": "AWS::Events::Rule",
        "Properties": CALLERS["AWS::Events::Rule"][0],
    }
    resources["Invoke"] = {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "FunctionName": {"Ref": "Live"},
            "Action": "lambda:InvokeFunction",
            "Principal": "events.amazonaws.com",
        },
    }

    assert judge(rule, resources) == []
