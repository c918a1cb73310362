"""Each event of AWS SAM beside our trigger for the same source: what either adds to a template."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aws_cdk import App, Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_apigatewayv2 as apigatewayv2
from aws_cdk import aws_docdb as docdb
from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.assertions import Template
from aws_cdk.aws_cognito import UserPool, UserPoolOperation
from aws_cdk.aws_events import EventPattern, Rule, Schedule
from aws_cdk.aws_kinesis import Stream
from aws_cdk.aws_lambda import StartingPosition
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_secretsmanager import Secret
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    DocumentTrigger,
    HttpRoute,
    IotTrigger,
    KafkaTrigger,
    LogTrigger,
    MqTrigger,
    NotificationTrigger,
    Promotion,
    QueueTrigger,
    RestRoute,
    Rollout,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    TableTrigger,
    TopicTrigger,
    UserPoolTrigger,
    VersionedFunction,
)
from tests.constructs_lib.plain_templates import leaves, plain
from tests.constructs_lib.sam_oracle import translated
from tests.constructs_lib.test_triggers import SkillTrigger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from constructs_lib import Trigger

    Resources = Mapping[str, Any]

SOURCE: Final = "def handler(event, context): ..."
LATEST: Final = StartingPosition.LATEST
ACCOUNT: Final = "eu-west-1:123456789012"
QUEUE: Final = f"arn:aws:sqs:{ACCOUNT}:readings"
STREAM: Final = f"arn:aws:kinesis:{ACCOUNT}:stream/readings"
TABLE: Final = f"arn:aws:dynamodb:{ACCOUNT}:table/faults/stream/2026"
TOPIC: Final = f"arn:aws:sns:{ACCOUNT}:alerts"
CLUSTER: Final = f"arn:aws:kafka:{ACCOUNT}:cluster/readings/0a1b2c3d-2"
BROKER: Final = f"arn:aws:mq:{ACCOUNT}:broker:shop:b-0a1b2c3d"
SECRET: Final = f"arn:aws:secretsmanager:{ACCOUNT}:secret:access-a1b2c3"
DOCUMENTS: Final = "arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:cluster:shop"
SKILL: Final = "amzn1.ask.skill.1"


class Kind(NamedTuple):
    """One event as SAM has it, and our trigger for it.

    Attributes:
        event: The event's properties in SAM.
        trigger: Ours, of what `source` made.
        source: What both find there already, in the stack; the stack itself by default.
        resources: The same for SAM.
    """

    event: Mapping[str, Any]
    trigger: Callable[[Any], Trigger]
    source: Callable[[Stack], Any] = lambda stack: stack
    resources: Mapping[str, Any] = {}


class Addition(NamedTuple):
    """A property that the two add differently; None where one adds none. A path of "" is all."""

    kind: str
    resource: str
    path: str
    sam: str | None
    ours: str | None


def secret(stack: Stack) -> Any:
    return Secret.from_secret_complete_arn(stack, "Secret", SECRET)


def basic(kind: str = "BASIC_AUTH") -> list[dict[str, str]]:
    return [{"Type": kind, "URI": SECRET}]


def shop(stack: Stack) -> Any:
    return docdb.DatabaseCluster.from_database_cluster_attributes(
        stack, "Shop", cluster_identifier="shop"
    )


def rest_api(stack: Stack) -> apigateway.RestApi:
    api = apigateway.RestApi(stack, "Api", cloud_watch_role=False)
    api.root.add_method("GET", apigateway.MockIntegration())  # it has to have one
    return api


def rule(stack: Stack, **props: Any) -> Rule:
    return Rule(stack, "Rule", **props)


# It brings a role of its own, and is compared elsewhere.
WITHOUT_CODEDEPLOY: Final = Rollout.split(10, to=Promotion.pinned("1"))
PATTERN: Final = {"source": ["shop"]}
# Each as short as it can be written: what either leaves out is its default.
KINDS: Final[Mapping[str, Kind]] = {
    "SQS": Kind(
        {"Queue": QUEUE},
        lambda stack: QueueTrigger(Queue.from_queue_arn(stack, "Queue", QUEUE)),
    ),
    "Kinesis": Kind(
        {"Stream": STREAM, "StartingPosition": "LATEST"},
        lambda stack: StreamTrigger(
            Stream.from_stream_arn(stack, "Stream", STREAM), starting_position=LATEST
        ),
    ),
    "DynamoDB": Kind(
        {"Stream": TABLE, "StartingPosition": "LATEST"},
        lambda stack: TableTrigger(
            ddb.TableV2.from_table_attributes(
                stack, "Table", table_name="faults", table_stream_arn=TABLE
            ),
            starting_position=LATEST,
        ),
    ),
    "MSK": Kind(
        {"Stream": CLUSTER, "StartingPosition": "LATEST", "Topics": ["readings"]},
        lambda _stack: KafkaTrigger("readings", cluster_arn=CLUSTER, starting_position=LATEST),
    ),
    "SelfManagedKafka": Kind(
        {
            "KafkaBootstrapServers": ["b-1.example.com:9096"],
            "Topics": ["readings"],
            "StartingPosition": "LATEST",
            "SourceAccessConfigurations": basic("SASL_SCRAM_512_AUTH"),
        },
        lambda stack: KafkaTrigger(
            "readings",
            bootstrap_servers=["b-1.example.com:9096"],
            secret=secret(stack),
            starting_position=LATEST,
        ),
    ),
    "MQ": Kind(
        {"Broker": BROKER, "Queues": ["orders"], "SourceAccessConfigurations": basic()},
        lambda stack: MqTrigger("orders", broker_arn=BROKER, secret=secret(stack)),
    ),
    "DocumentDB": Kind(
        {
            "Cluster": {"Fn::Sub": DOCUMENTS},
            "DatabaseName": "shop",
            "StartingPosition": "LATEST",
            "SourceAccessConfigurations": basic(),
        },
        lambda stack: DocumentTrigger(
            shop(stack), database="shop", secret=secret(stack), starting_position=LATEST
        ),
    ),
    "S3": Kind(
        {"Bucket": {"Ref": "Bucket"}, "Events": "s3:ObjectCreated:*"},
        NotificationTrigger,
        lambda stack: Bucket(stack, "Bucket", bucket_name="shop-photos"),
        {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "shop-photos"}}},
    ),
    "SNS": Kind(
        {"Topic": TOPIC}, lambda stack: TopicTrigger(Topic.from_topic_arn(stack, "Topic", TOPIC))
    ),
    "EventBridgeRule": Kind(
        {"Pattern": PATTERN},
        lambda stack: RuleTrigger(rule(stack, event_pattern=EventPattern(source=["shop"]))),
    ),
    "CloudWatchEvent": Kind(
        {"Pattern": PATTERN},
        lambda stack: RuleTrigger(rule(stack, event_pattern=EventPattern(source=["shop"]))),
    ),
    "Schedule": Kind(
        {"Schedule": "rate(1 hour)"},
        lambda stack: RuleTrigger(rule(stack, schedule=Schedule.expression("rate(1 hour)"))),
    ),
    "ScheduleV2": Kind(
        {"ScheduleExpression": "rate(1 hour)"}, lambda _stack: ScheduleTrigger("rate(1 hour)")
    ),
    "CloudWatchLogs": Kind(
        {"LogGroupName": "shop", "FilterPattern": "ERROR"},
        lambda stack: LogTrigger(
            logs.LogGroup.from_log_group_name(stack, "Logs", "shop"), pattern="ERROR"
        ),
    ),
    "IoTRule": Kind({"Sql": "SELECT * FROM 'a'"}, lambda _stack: IotTrigger("SELECT * FROM 'a'")),
    "Cognito": Kind(
        {"UserPool": {"Ref": "Pool"}, "Trigger": "PreSignUp"},
        lambda pool: UserPoolTrigger(pool, UserPoolOperation.PRE_SIGN_UP),
        lambda stack: UserPool(stack, "Pool"),
        {"Pool": {"Type": "AWS::Cognito::UserPool"}},
    ),
    "HttpApi": Kind(
        {"ApiId": {"Ref": "Api"}, "Path": "/faults/{id}", "Method": "get"},
        lambda api: HttpRoute(
            api, "GET /faults/{id}", authorizer=apigatewayv2.HttpNoneAuthorizer()
        ),
        lambda stack: apigatewayv2.HttpApi(stack, "Api"),
        {"Api": {"Type": "AWS::Serverless::HttpApi"}},
    ),
    "Api": Kind(
        {"RestApiId": {"Ref": "Api"}, "Path": "/faults", "Method": "get"},
        lambda api: RestRoute(api, "GET /faults", authorization=apigateway.AuthorizationType.NONE),
        rest_api,
        {"Api": {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "prod"}}},
    ),
    "AlexaSkill": Kind({"SkillId": SKILL}, lambda _stack: SkillTrigger(SKILL)),
}
# What a resource is for, by its type, and by how its id begins where a type is there twice.
_NAMES: Final[Mapping[str, str]] = {
    "AWS::ApiGateway::Deployment": "deployment",
    "AWS::ApiGateway::Method": "method",
    "AWS::ApiGateway::Resource": "path",
    "AWS::ApiGateway::RestApi": "API",
    "AWS::ApiGateway::Stage": "stage",
    "AWS::ApiGatewayV2::Api": "API",
    "AWS::ApiGatewayV2::Integration": "integration",
    "AWS::ApiGatewayV2::Route": "route",
    "AWS::ApiGatewayV2::Stage": "stage",
    "AWS::Cognito::UserPool": "user pool",
    "AWS::Events::Rule": "rule",
    "AWS::IoT::TopicRule": "IoT rule",
    "AWS::Lambda::Alias": "alias",
    "AWS::Lambda::EventInvokeConfig": "async configuration",
    "AWS::Lambda::EventSourceMapping": "mapping",
    "AWS::Lambda::Function": "function",
    "AWS::Lambda::Permission": "permission",
    "AWS::Lambda::Version": "version",
    "AWS::Logs::LogGroup": "log group",
    "AWS::Logs::SubscriptionFilter": "subscription",
    "AWS::S3::Bucket": "bucket",
    "AWS::SNS::Subscription": "subscription",
    "AWS::SQS::Queue": "lost events",
    "AWS::SQS::QueuePolicy": "policy of the lost events",
    "AWS::Scheduler::Schedule": "schedule",
}
_POLICY: Final = "AWS::IAM::Policy"
_ROLE: Final = "AWS::IAM::Role"
_MAY: Final = "may "
_DIGEST: Final = re.compile(r"\b[0-9a-f]{40}\b")


def additions(kind: str) -> set[Addition]:
    """Everything that SAM's event and our trigger add to a template and not both."""
    sam, ours = (
        _added(make(kind, is_called=False), make(kind, is_called=True))
        for make in (_sam_template, _our_template)
    )
    found: set[Addition] = set()
    for name in sam.keys() | ours.keys():
        left, right = sam.get(name, {}), ours.get(name, {})
        if left.get("Type") != right.get("Type"):
            found.add(Addition(kind, name, "", left.get("Type"), right.get("Type")))
            continue
        differing = {p for p in left.keys() | right.keys() if left.get(p) != right.get(p)}
        found |= {Addition(kind, name, path, left.get(path), right.get(path)) for path in differing}
    return set(_by_target(found))


def _by_target(additions: set[Addition]) -> Iterator[Addition]:
    """The actions on one target in one line."""
    rights: dict[tuple[str, str, str], list[Addition]] = defaultdict(list)
    for each in sorted(additions, key=str):
        if each.path.startswith(_MAY):
            target = each.path.partition(" on ")[2]
            rights[each.kind, each.resource, target].append(each)
        else:
            yield each
    for (kind, resource, target), several in rights.items():
        actions = [
            ", ".join(each.path.split()[1] for each in several if getattr(each, side)) or None
            for side in ("sam", "ours")
        ]
        yield Addition(kind, resource, f"{_MAY}on {target}", *actions)


def _added(before: Resources, after: Resources) -> dict[str, dict[str, str]]:
    """What the second template has more, by resource and path, or otherwise."""
    old, new = _described(before), _described(after)
    return {
        name: changed
        for name, fields in new.items()
        if (changed := {p: t for p, t in fields.items() if old.get(name, {}).get(p) != t})
    }


def _described(resources: Resources) -> dict[str, dict[str, str]]:
    names = {
        logical_id: _name(logical_id, body["Type"])
        for logical_id, body in resources.items()
        if body["Type"] != _POLICY
    }
    assert len(set(names.values())) == len(names), names
    described = {}
    for logical_id, name in names.items():
        body = {key: each for key, each in resources[logical_id].items() if key != "Metadata"}
        if body["Type"] == _ROLE:
            described[name] = {"Type": _ROLE, **dict(_rights(logical_id, resources, names))}
        else:
            # Policies are told as rights of their role, also where somebody waits for them.
            waits = [each for each in _listed(body.pop("DependsOn", [])) if each in names]
            described[name] = dict(
                leaves(plain(body | ({"DependsOn": waits} if waits else {}), names))
            )
    return {
        name: {path: _settled(text) for path, text in fields.items()}
        for name, fields in described.items()
    }


def _settled(text: str) -> str:
    """What says the same in other words, or in other words each time."""
    return _DIGEST.sub("<digest>", text.replace("${AWS::Partition}", "aws"))


def _name(logical_id: str, type_name: str) -> str:
    if type_name == "AWS::ApiGateway::Method" and logical_id.startswith("ApiGET"):
        return "method of the root"
    if type_name != _ROLE:
        return _NAMES[type_name]
    if logical_id.startswith("DetectorRole"):
        return "role"
    return "role of the IoT rule" if "Iot" in logical_id else "role of the schedule"


def _rights(role: str, resources: Resources, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a role may do, by what it may do it on; and which policies of AWS it has."""
    body = resources[role]["Properties"]
    yield from leaves(plain(body["AssumeRolePolicyDocument"], names), "trust")
    documents = [each["PolicyDocument"] for each in body.get("Policies", [])]
    documents += [
        each["Properties"]["PolicyDocument"]
        for each in resources.values()
        if each["Type"] == _POLICY and {"Ref": role} in each["Properties"]["Roles"]
    ]
    for statement in (each for document in documents for each in document["Statement"]):
        for target, action in product(*map(_listed, (statement["Resource"], statement["Action"]))):
            yield f"{_MAY}{action} on {plain(target, names)}", "yes"
    for arn in body.get("ManagedPolicyArns", []):
        yield f"has {plain(arn, names).rpartition('/')[2]}", "yes"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _sam_template(kind: str, *, is_called: bool) -> Resources:
    """What SAM makes of a function with an alias, and of the event."""
    function: dict[str, Any] = {
        "InlineCode": SOURCE,
        "Handler": "index.handler",
        "Runtime": "python3.14",
        "AutoPublishAlias": "live",
    }
    if is_called:
        function |= {"Events": {"Event": {"Type": kind, "Properties": KINDS[kind].event}}}
    resources = {"Detector": {"Type": "AWS::Serverless::Function", "Properties": function}}
    return translated(
        {
            "Transform": "AWS::Serverless-2016-10-31",
            "Resources": {**KINDS[kind].resources, **resources},
        }
    )


def _our_template(kind: str, *, is_called: bool) -> Resources:
    """What we make of a release, and of the trigger."""
    stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
    source = KINDS[kind].source(stack)
    release = VersionedFunction(
        stack,
        "Detector",
        code=lambda_.Code.from_inline(SOURCE),
        handler="index.handler",
        timeout=Duration.seconds(5),
    ).release("live", rollout=WITHOUT_CODEDEPLOY)
    if is_called:
        release.on(KINDS[kind].trigger(source))
    resources: Resources = Template.from_stack(stack).to_json()["Resources"]
    return resources
