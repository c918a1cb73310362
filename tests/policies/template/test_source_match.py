from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.source_match import is_of_another_source

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

RESOURCES: dict[str, Any] = {
    "Nightly": {"Type": "AWS::Events::Rule", "Properties": {"Name": "nightly"}},
    "Unnamed": {"Type": "AWS::Events::Rule"},
    "Hourly": {"Type": "AWS::Events::Rule"},
    "OnBus": {"Type": "AWS::Events::Rule", "Properties": {"Name": "paid", "EventBusName": "shop"}},
    "Photos": {
        "Type": "AWS::S3::Bucket",
        "Properties": {"BucketName": {"Fn::Sub": "photos-${AWS::AccountId}"}},
    },
    "Rest": {"Type": "AWS::ApiGateway::RestApi"},
    "Http": {"Type": "AWS::ApiGatewayV2::Api"},
    "Targets": {
        "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Properties": {"Name": "web"},
    },
    "News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Unknown"}}},
    "Users": {"Type": "AWS::Cognito::UserPool"},
}
EVENTS = "arn:aws:events:eu-west-1:123456789012:rule"
LOAD_BALANCING = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup"


@pytest.mark.parametrize(
    ("source", "arn"),
    [
        ("Nightly", f"{EVENTS}/hourly"),
        ("Nightly", {"Fn::GetAtt": ["Hourly", "Arn"]}),
        ("Unnamed", f"{EVENTS}/hourly"),
        ("Rest", {"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Http}/*"}),
        ("Photos", "arn:aws:s3:::uploads"),
        ("Photos", {"Fn::Sub": "arn:aws:s3:::photos-${AWS::AccountId}/*"}),
        ("Photos", {"Fn::Sub": "${Photos.Arn}/*"}),
        ("Targets", f"{LOAD_BALANCING}/shop/*"),
    ],
)
def test_an_arn_is_of_another_source(template_of: TemplateOf, source: str, arn: Any) -> None:
    template = template_of({**RESOURCES, "P": {"Type": "T::T::T", "Properties": {"Arn": arn}}})
    resources = template.resources

    assert is_of_another_source(resources["P"].value("Arn"), resources[source]) is True


@pytest.mark.parametrize(
    ("source", "arn"),
    [
        ("Nightly", f"{EVENTS}/nightly"),
        ("Nightly", f"{EVENTS}/night*"),
        ("Nightly", {"Fn::GetAtt": ["Nightly", "Arn"]}),
        ("Nightly", {"Ref": "Unknown"}),
        ("Nightly", None),
        ("Unnamed", f"{EVENTS}/*"),
        ("Unnamed", {"Fn::Sub": f"{EVENTS}/${{AWS::StackName}}-*"}),
        ("OnBus", f"{EVENTS}/shop/paid"),
        ("Rest", {"Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Rest}/*"}),
        ("Rest", "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*"),
        ("Photos", {"Fn::Sub": "arn:aws:s3:::photos-${AWS::AccountId}"}),
        ("Photos", "arn:aws:s3:::photos-123456789012"),
        ("Photos", "arn:aws:s3:::*"),
        ("Targets", f"{LOAD_BALANCING}/web/*"),
        ("Targets", f"{LOAD_BALANCING}/web/0123456789abcdef"),
        ("News", "arn:aws:sns:eu-west-1:123456789012:news"),
        ("Users", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a"),
    ],
)
def test_an_arn_may_be_of_the_source(template_of: TemplateOf, source: str, arn: Any) -> None:
    template = template_of({**RESOURCES, "P": {"Type": "T::T::T", "Properties": {"Arn": arn}}})
    resources = template.resources

    assert is_of_another_source(resources["P"].value("Arn"), resources[source]) is False
