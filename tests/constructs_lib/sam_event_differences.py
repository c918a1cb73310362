"""What an event of AWS SAM and our trigger add differently to a template, and why."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.constructs_lib.sam_events import (
    CLUSTER,
    QUEUE,
    SECRET,
    STREAM,
    TABLE,
    Addition,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUEUE: Final = "AWS::SQS::Queue"
_POLICY: Final = "AWS::SQS::QueuePolicy"
_LOST: Final = "${lost events.Arn}"
_SEND: Final = "sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage"
_RULES: Final = ("EventBridgeRule", "CloudWatchEvent", "Schedule")
_SHARDS: Final = ("Kinesis", "DynamoDB")
_LOGS: Final = (*_SHARDS, "MSK", "SelfManagedKafka")
_PUSHED: Final = ("S3", "SNS", *_RULES, "ScheduleV2", "CloudWatchLogs", "IoTRule")
_INTERFACES: Final = (
    "ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface, ec2:DescribeNetworkInterfaces, "
    "ec2:DescribeSecurityGroups, ec2:DescribeSubnets, ec2:DescribeVpcs"
)
_KAFKA: Final = CLUSTER.rpartition(":cluster/")
_INTEGRATION: Final = "x-amazon-apigateway-integration"
_LAMBDA: Final = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions"
_API: Final = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${API}"
_TRUST: Final = "trust.Statement[0].Condition.StringEquals"


class Reason(NamedTuple):
    """Why some of them are there."""

    text: str
    additions: tuple[Addition, ...]


def _of(
    kinds: str | Iterable[str], resource: str, *fields: tuple[str, str | None, str | None]
) -> tuple[Addition, ...]:
    each = (kinds,) if isinstance(kinds, str) else kinds
    return tuple(Addition(kind, resource, *field) for kind, field in product(each, fields))


REASONS: Final = (
    Reason(
        "What cannot be delivered or handled is kept. With SAM's defaults the service or Lambda "
        "drops it, and nobody is told; SAM takes queues that you write for each event. Ours is one "
        "queue a release, made for the first trigger that asks for it.",
        (
            *_of((*_LOGS, *_PUSHED), "lost events", ("", None, _QUEUE)),
            *_of((*_LOGS, *_PUSHED), "policy of the lost events", ("", None, _POLICY)),
            *_of((*_LOGS, *_PUSHED), "role", (f"may on {_LOST}", None, _SEND)),
            *_of(
                _LOGS,
                "mapping",
                ("Properties.DestinationConfig.OnFailure.Destination", None, _LOST),
            ),
            *_of(_PUSHED, "async configuration", ("", None, "AWS::Lambda::EventInvokeConfig")),
            *_of(_RULES, "rule", ("Properties.Targets[0].DeadLetterConfig.Arn", None, _LOST)),
            *_of(
                "SNS", "subscription", ("Properties.RedrivePolicy.deadLetterTargetArn", None, _LOST)
            ),
            *_of("ScheduleV2", "schedule", ("Properties.Target.DeadLetterConfig.Arn", None, _LOST)),
            *_of(
                "ScheduleV2", "role of the schedule", (f"may on {_LOST}", None, "sqs:SendMessage")
            ),
            *_of(
                "IoTRule",
                "IoT rule",
                ("Properties.TopicRulePayload.ErrorAction.Sqs.QueueUrl", None, "${lost events}"),
                (
                    "Properties.TopicRulePayload.ErrorAction.Sqs.RoleArn",
                    None,
                    "${role of the IoT rule.Arn}",
                ),
            ),
            *_of("IoTRule", "role of the IoT rule", ("", None, "AWS::IAM::Role")),
        ),
    ),
    Reason(
        "One bad record does not hold up a shard until it expires: Lambda halves the batch, asks "
        "the function which record failed, and gives up after ten retries. Of a queue, only the "
        "messages that failed come back.",
        (
            *_of(
                ("SQS", *_SHARDS),
                "mapping",
                ("Properties.FunctionResponseTypes", None, "ReportBatchItemFailures"),
            ),
            *_of(
                _SHARDS,
                "mapping",
                ("Properties.BisectBatchOnFunctionError", None, "True"),
                ("Properties.MaximumRetryAttempts", None, "10"),
            ),
        ),
    ),
    Reason(
        "The role may read this source. AWS's managed policies, which SAM attaches, let it read "
        "every source of the kind in the account. For Kafka they have no right to read a topic "
        "where MSK asks IAM.",
        (
            *_of("SQS", "role", ("has AWSLambdaSQSQueueExecutionRole", "yes", None)),
            *_of("Kinesis", "role", ("has AWSLambdaKinesisExecutionRole", "yes", None)),
            *_of("DynamoDB", "role", ("has AWSLambdaDynamoDBExecutionRole", "yes", None)),
            *_of("MSK", "role", ("has AWSLambdaMSKExecutionRole", "yes", None)),
            *_of(
                "SQS",
                "role",
                (
                    f"may on {QUEUE}",
                    None,
                    (
                        "sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, "
                        "sqs:GetQueueUrl, sqs:ReceiveMessage"
                    ),
                ),
            ),
            *_of(
                "Kinesis",
                "role",
                (
                    f"may on {STREAM}",
                    None,
                    (
                        "kinesis:DescribeStream, kinesis:DescribeStreamConsumer, "
                        "kinesis:DescribeStreamSummary, kinesis:GetRecords, "
                        "kinesis:GetShardIterator, "
                        "kinesis:ListShards, kinesis:ListStreams, kinesis:SubscribeToShard"
                    ),
                ),
            ),
            *_of(
                "DynamoDB",
                "role",
                (
                    f"may on {TABLE}",
                    None,
                    (
                        "dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, "
                        "dynamodb:ListStreams"
                    ),
                ),
            ),
            *_of(
                "MSK",
                "role",
                (
                    f"may on {CLUSTER}",
                    None,
                    (
                        "kafka-cluster:Connect, kafka-cluster:DescribeClusterDynamicConfiguration, "
                        "kafka:DescribeCluster, kafka:DescribeClusterV2, kafka:GetBootstrapBrokers"
                    ),
                ),
                (
                    f"may on {_KAFKA[0]}:topic/{_KAFKA[2]}/readings",
                    None,
                    "kafka-cluster:DescribeTopic, kafka-cluster:ReadData",
                ),
                (
                    f"may on {_KAFKA[0]}:group/{_KAFKA[2]}/*",
                    None,
                    "kafka-cluster:AlterGroup, kafka-cluster:DescribeGroup",
                ),
            ),
        ),
    ),
    Reason(
        "Lambda's pollers stand in the broker's subnets, and the role must be able to put them "
        "there: with SAM you write that right of Amazon MQ yourself, and MSK's managed policy "
        "has it.",
        _of(("MSK", "MQ"), "role", ("may on *", None, _INTERFACES)),
    ),
    Reason(
        "The CDK's own right to read a secret has the description in it.",
        _of(
            ("SelfManagedKafka", "MQ", "DocumentDB"),
            "role",
            (f"may on {SECRET}", None, "secretsmanager:DescribeSecret"),
        ),
    ),
    Reason(
        "The same alias, by the function's name and its own, as the CDK's mapping says it.",
        _of(
            ("SQS", *_LOGS),
            "mapping",
            ("Properties.FunctionName", "${alias}", "part 6 of ${alias} at each ::live"),
        ),
    ),
    Reason(
        "A permission says which bucket, and which stage of an API: SAM's lets every bucket of the "
        "account call, and every stage. The bucket's name must be known for that.",
        (
            *_of("S3", "permission", ("Properties.SourceArn", None, "arn:aws:s3:::shop-photos")),
            *_of(
                "Api",
                "permission",
                ("Properties.SourceArn", f"{_API}/*/GET/faults", f"{_API}/${{stage}}/GET/faults"),
            ),
        ),
    ),
    Reason(
        "Schedules of other accounts cannot have the Scheduler use the role: its trust names this "
        "account.",
        _of(
            "ScheduleV2",
            "role of the schedule",
            (f"{_TRUST}.aws:SourceAccount", None, "${AWS::AccountId}"),
            (
                f"{_TRUST}.aws:SourceArn",
                None,
                "arn:aws:scheduler:${AWS::Region}:${AWS::AccountId}:schedule-group/default",
            ),
        ),
    ),
    Reason(
        "The same, said in full: the CDK writes out the service's defaults, or names what SAM "
        "names otherwise.",
        (
            *_of(
                _RULES,
                "rule",
                ("Properties.State", None, "ENABLED"),
                ("Properties.Targets[0].Id", "DetectorEventLambdaTarget", "Target0"),
            ),
            *_of(
                "ScheduleV2",
                "schedule",
                ("Properties.State", None, "ENABLED"),
                ("Properties.ScheduleExpressionTimezone", None, "Etc/UTC"),
                ("Properties.Target.RetryPolicy.MaximumEventAgeInSeconds", None, "86400"),
                ("Properties.Target.RetryPolicy.MaximumRetryAttempts", None, "185"),
            ),
            *_of("SNS", "subscription", ("Properties.Region", None, "eu-west-1")),
            *_of(
                "IoTRule",
                "permission",
                (
                    "Properties.SourceArn",
                    "arn:aws:iot:${AWS::Region}:${AWS::AccountId}:rule/${IoT rule}",
                    "${IoT rule.Arn}",
                ),
            ),
        ),
    ),
    Reason(
        "A name of its own would keep CloudFormation from replacing the schedule: SAM gives it the "
        "id of the event.",
        _of("ScheduleV2", "schedule", ("Properties.Name", "schedule", None)),
    ),
    Reason(
        "Without a version of its own AWS IoT reads the SQL as its first one, of 2015.",
        _of(
            "IoTRule",
            "IoT rule",
            ("Properties.TopicRulePayload.AwsIotSqlVersion", None, "2016-03-23"),
        ),
    ),
    Reason(
        "SAM writes routes into the API's OpenAPI document; ours are resources, so that several "
        "stacks can add routes to one API. What API Gateway calls is the same.",
        (
            *_of("HttpApi", "route", ("", None, "AWS::ApiGatewayV2::Route")),
            *_of("HttpApi", "integration", ("", None, "AWS::ApiGatewayV2::Integration")),
            *_of(
                "HttpApi",
                "API",
                *(
                    (f"Properties.Body.paths./faults/{{id}}.get.{path}", text, None)
                    for path, text in (
                        ("parameters[0].in", "path"),
                        ("parameters[0].name", "id"),
                        ("parameters[0].required", "True"),
                        (f"{_INTEGRATION}.httpMethod", "POST"),
                        (f"{_INTEGRATION}.payloadFormatVersion", "2.0"),
                        (f"{_INTEGRATION}.type", "aws_proxy"),
                        (f"{_INTEGRATION}.uri", f"{_LAMBDA}/${{alias}}/invocations"),
                    )
                ),
            ),
            *_of("Api", "method", ("", None, "AWS::ApiGateway::Method")),
            *_of("Api", "path", ("", None, "AWS::ApiGateway::Resource")),
            *_of(
                "Api",
                "API",
                *(
                    (f"Properties.Body.paths./faults.get.{_INTEGRATION}.{path}", text, None)
                    for path, text in (
                        ("httpMethod", "POST"),
                        ("type", "aws_proxy"),
                        ("uri", f"{_LAMBDA}/${{alias}}/invocations"),
                    )
                ),
            ),
        ),
    ),
    Reason(
        "A deployment is a copy of the API: it has to wait for the methods that are resources.",
        _of("Api", "deployment", ("DependsOn", None, "method, method of the root, path")),
    ),
)
