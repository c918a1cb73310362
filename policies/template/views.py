"""Which view a CloudFormation type has; it is imported when a template holds the type."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

# The file in policies/template/resources. One view there for each type: `type_name` says which.
VIEWS: Final[Mapping[str, str]] = {
    "AWS::ApiGateway::Authorizer": "rest_authorizer",
    "AWS::ApiGateway::Deployment": "rest_deployment",
    "AWS::ApiGateway::Method": "rest_method",
    "AWS::ApiGateway::RestApi": "rest_api",
    "AWS::ApiGateway::Stage": "rest_stage",
    "AWS::ApiGatewayV2::Api": "http_api",
    "AWS::ApiGatewayV2::Authorizer": "http_authorizer",
    "AWS::ApiGatewayV2::Integration": "http_integration",
    "AWS::ApiGatewayV2::Stage": "http_stage",
    "AWS::ApplicationAutoScaling::ScalableTarget": "scalable_target",
    "AWS::ApplicationAutoScaling::ScalingPolicy": "scaling_policy",
    "AWS::CloudWatch::Alarm": "alarm",
    "AWS::CloudWatch::CompositeAlarm": "composite_alarm",
    "AWS::CodeDeploy::Application": "deployment_application",
    "AWS::CodeDeploy::DeploymentConfig": "deployment_config",
    "AWS::CodeDeploy::DeploymentGroup": "deployment_group",
    "AWS::Cognito::UserPool": "user_pool",
    "AWS::Config::ConfigRule": "config_rule",
    "AWS::DynamoDB::GlobalTable": "table",
    "AWS::DynamoDB::Table": "table",
    "AWS::EC2::NatGateway": "nat_gateway",
    "AWS::EC2::Route": "route",
    "AWS::EC2::RouteTable": "route_table",
    "AWS::EC2::SecurityGroup": "security_group",
    "AWS::EC2::SecurityGroupEgress": "security_group",
    "AWS::EC2::Subnet": "subnet",
    "AWS::EC2::SubnetCidrBlock": "subnet",
    "AWS::EC2::SubnetRouteTableAssociation": "route_table",
    "AWS::EC2::VPC": "vpc",
    "AWS::EC2::VPCEndpoint": "vpc_endpoint",
    "AWS::ElasticLoadBalancingV2::TargetGroup": "target_group",
    "AWS::Events::Rule": "event_rule",
    "AWS::IAM::ManagedPolicy": "iam_policy",
    "AWS::IAM::Policy": "iam_policy",
    "AWS::IAM::Role": "role",
    "AWS::IAM::RolePolicy": "iam_policy",
    "AWS::IoT::TopicRule": "topic_rule",
    "AWS::KMS::Key": "kms_key",
    "AWS::Kinesis::Stream": "stream",
    "AWS::Lambda::Alias": "alias",
    "AWS::Lambda::CodeSigningConfig": "code_signing_config",
    "AWS::Lambda::EventInvokeConfig": "event_invoke_config",
    "AWS::Lambda::EventSourceMapping": "event_source_mapping",
    "AWS::Lambda::Function": "function",
    "AWS::Lambda::LayerVersion": "layer_version",
    "AWS::Lambda::LayerVersionPermission": "layer_version_permission",
    "AWS::Lambda::Permission": "permission",
    "AWS::Lambda::Url": "url",
    "AWS::Lambda::Version": "version",
    "AWS::Logs::LogGroup": "log_group",
    "AWS::Logs::SubscriptionFilter": "subscription_filter",
    "AWS::S3::Bucket": "bucket",
    "AWS::SNS::Subscription": "subscription",
    "AWS::SNS::Topic": "topic",
    "AWS::SQS::Queue": "queue",
    "AWS::Scheduler::Schedule": "schedule",
    "AWS::SecretsManager::RotationSchedule": "rotation_schedule",
    "Custom::LogRetention": "log_retention",
    "Custom::S3BucketNotifications": "bucket_notifications",
}


@cache
def view_of(type_name: str) -> type[Resource]:
    """The class whose instances stand for resources of a type; Resource where no rule asks more."""
    file = VIEWS.get(type_name)
    if file is None:
        return Resource
    module = import_module(f"policies.template.resources.{file}")
    return next(
        view
        for view in vars(module).values()
        if isinstance(view, type) and issubclass(view, Resource) and view.type_name == type_name
    )
