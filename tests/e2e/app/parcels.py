"""What apps/ leaves out: layer, VPC, URL, stream, rule, schedule, scaling, lost events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import CfnOutput, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs

from constructs_lib import (
    AsyncInvocation,
    FunctionUrl,
    Provisioned,
    RuleTrigger,
    ScheduleTrigger,
    StreamTrigger,
    VersionedFunction,
    data,
)

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct


class ParcelsStack(Stack):
    """A release that scales, called in four ways, in a VPC with a way out."""

    def __init__(self, scope: Construct, construct_id: str, *, handlers: Path) -> None:
        super().__init__(scope, construct_id)
        tariff = lambda_.LayerVersion(
            self, "Tariff", code=lambda_.Code.from_asset(str(handlers / "tariff"))
        )
        vpc = ec2.Vpc(
            self, "Network", max_azs=2, nat_gateways=1, restrict_default_security_group=False
        )
        notes = dynamodb.TableV2(
            self,
            "Notes",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            removal_policy=RemovalPolicy.DESTROY,
        )
        stream = kinesis.Stream(self, "Weighed", removal_policy=RemovalPolicy.DESTROY)
        found = events.Rule(
            self, "Found", event_pattern=events.EventPattern(detail_type=["parcel found"])
        )
        lost = sqs.Queue(self, "Lost")
        # In the account anybody may take the role; only what it is granted lets it call.
        self.caller = iam.Role(self, "Caller", assumed_by=iam.AccountRootPrincipal())
        stranger = iam.Role(self, "Stranger", assumed_by=iam.AccountRootPrincipal())

        parcels = VersionedFunction(
            self,
            "Parcels",
            code=lambda_.Code.from_asset(str(handlers / "parcels")),
            handler="parcels.handler",
            environment={"NOTES_TABLE": notes.table_name},
            layers=[tariff],
            vpc=vpc,
            reserved_concurrency=40,
        )
        live = parcels.release(
            "live",
            provisioned=Provisioned(2, up_to=10),
            invocation=AsyncInvocation(on_failure=lost, retry_attempts=0),
        )
        live.on(
            FunctionUrl(callers=[self.caller]),
            RuleTrigger(found),
            ScheduleTrigger("cron(0 8 ? * MON-FRI *)", time_zone="Europe/Berlin"),
            StreamTrigger(
                stream, starting_position=lambda_.StartingPosition.TRIM_HORIZON, only=data.kg > 10
            ),
        )
        notes.grant(live, "dynamodb:PutItem")
        CfnOutput(self, "CallerArn", value=self.caller.role_arn)
        CfnOutput(self, "StrangerArn", value=stranger.role_arn)
