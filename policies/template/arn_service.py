"""Which AWS service an ARN belongs to, and whether a value is an ARN at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.arns import known_fields
from policies.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.resource import Resource
    from policies.template.values import Value

# CloudFormation type to what stands in its ARNs, for what Lambda polls or sends to.
_OF_TYPE: Final[Mapping[str, str]] = {
    "AWS::AmazonMQ::Broker": "mq",
    "AWS::DocDB::DBCluster": "rds",  # DocumentDB clusters have ARNs of RDS
    "AWS::DynamoDB::GlobalTable": "dynamodb",
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::Events::EventBus": "events",
    "AWS::Kinesis::Stream": "kinesis",
    "AWS::Kinesis::StreamConsumer": "kinesis",
    "AWS::KinesisFirehose::DeliveryStream": "firehose",
    "AWS::Lambda::Alias": "lambda",
    "AWS::Lambda::Function": "lambda",
    "AWS::Lambda::Version": "lambda",
    "AWS::Logs::LogGroup": "logs",
    "AWS::MSK::Cluster": "kafka",
    "AWS::MSK::ServerlessCluster": "kafka",
    "AWS::S3::Bucket": "s3",
    "AWS::SNS::Topic": "sns",
    "AWS::SQS::Queue": "sqs",
    "AWS::StepFunctions::StateMachine": "states",
}
# What `Ref` gives where that is no ARN, in words for a message.
_REF: Final[Mapping[str, str]] = {
    "AWS::AmazonMQ::Broker": "id",
    "AWS::DocDB::DBCluster": "identifier",
    "AWS::DynamoDB::GlobalTable": "name",
    "AWS::DynamoDB::Table": "name",
    "AWS::Events::EventBus": "name",
    "AWS::Kinesis::Stream": "name",
    "AWS::KinesisFirehose::DeliveryStream": "name",
    "AWS::Lambda::Function": "name",
    "AWS::Logs::LogGroup": "name",
    "AWS::S3::Bucket": "name",
    "AWS::SQS::Queue": "URL",
}
_SERVICE: Final = 2


def service_of(resource: Resource) -> str:
    """What stands in the ARNs of a resource; empty for one that Lambda neither polls nor fills."""
    return _OF_TYPE.get(resource.type, "")


def arn_service(value: Value) -> str:
    """The service of an ARN of which at least the head is known; empty when it is not."""
    if isinstance(value, Reference):
        return service_of(value.resource)
    fields = known_fields(value, "*")
    return fields[_SERVICE] if len(fields) > _SERVICE else ""


def what_is_no_arn(value: Value) -> str | None:
    """What a reference gives instead of an ARN: `the URL of Orders`; None when it may be one."""
    if not isinstance(value, Reference) or value.resource.type not in _OF_TYPE:
        return None
    if not value.attribute:
        kind = _REF.get(value.resource.type)
    else:
        kind = None if value.attribute.lower().endswith("arn") else value.attribute
    return f"the {kind} of {value.resource.logical_id}" if kind else None
