"""Which actions Lambda calls with a function's role, by what it needs them for.

Only what it cannot do without: its pages list more, and its managed policies have all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Need(NamedTuple):
    """A right that a role must have.

    Attributes:
        actions: The actions of which one is enough.
        is_on_resource: Whether IAM asks for which resource; else a policy must say `*`.
    """

    actions: tuple[str, ...]
    is_on_resource: bool = True

    def __str__(self) -> str:
        return " or ".join(self.actions)


def _each(*actions: str, is_on_resource: bool = True) -> tuple[Need, ...]:
    return tuple(Need((action,), is_on_resource) for action in actions)


# https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
NETWORK: Final = _each(
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    is_on_resource=False,
)
# All that its page lists, to give rather than to ask for.
NETWORK_ACTIONS: Final = (
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
)
# https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
DURABLE_EXECUTION: Final = ("lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState")
# How Lambda's pollers reach a broker, a cluster of Kafka or one of DocumentDB in its VPC.
_POLLERS: Final = (
    *NETWORK,
    *_each(
        "ec2:DescribeVpcs",
        "ec2:DescribeSubnets",
        "ec2:DescribeSecurityGroups",
        is_on_resource=False,
    ),
)
# https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
TRACING: Final = _each("xray:PutTraceSegments", is_on_resource=False)
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
LOGS: Final = _each("logs:CreateLogStream", "logs:PutLogEvents")
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html
FILE_SYSTEM: Final = _each("elasticfilesystem:ClientMount")
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
DECRYPTION: Final = _each("kms:Decrypt")
ENCRYPTION: Final = _each("kms:GenerateDataKey", "kms:Decrypt")

# By the kind of source, as policies.domain.filters names them.
SOURCE: Final[Mapping[str, tuple[Need, ...]]] = {
    # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    "sqs": _each("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
    # https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
    "kinesis": (
        *_each("kinesis:GetRecords", "kinesis:GetShardIterator"),
        Need(("kinesis:DescribeStream", "kinesis:DescribeStreamSummary")),
    ),
    # https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
    "dynamodb": _each(
        "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"
    ),
    # https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
    "kafka": (
        Need(("kafka:DescribeClusterV2", "kafka:DescribeCluster")),
        *_each("kafka:GetBootstrapBrokers"),
        *_POLLERS,
    ),
    # https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html
    "mq": (*_each("mq:DescribeBroker"), *_POLLERS),
    # https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
    "documentdb": (*_each("rds:DescribeDBClusters"), *_POLLERS),
}

# By the service of the destination's ARN:
# https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
DESTINATION: Final[Mapping[str, tuple[Need, ...]]] = {
    "events": _each("events:PutEvents"),
    "lambda": _each("lambda:InvokeFunction"),
    "s3": _each("s3:PutObject"),
    "sns": _each("sns:Publish"),
    "sqs": _each("sqs:SendMessage"),
}
