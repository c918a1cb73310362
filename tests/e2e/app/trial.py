"""What the emulator deploys without any addition: nothing here is CodeDeploy's.

A release is one only when its traffic is split for good. So the first state of this stack has a
function and a version, and its second one tries the new version on a tenth of the traffic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import CfnOutput, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_

from constructs_lib import (
    FunctionUrl,
    Promotion,
    Rollout,
    StreamTrigger,
    VersionedFunction,
    data,
)

if TYPE_CHECKING:
    from pathlib import Path

    from constructs import Construct


class TrialStack(Stack):
    """A function, and in its second state a tenth of the calls for its new version."""

    def __init__(
        self, scope: Construct, construct_id: str, *, handlers: Path, is_released: bool
    ) -> None:
        super().__init__(scope, construct_id)
        tariff = lambda_.LayerVersion(
            self, "Tariff", code=lambda_.Code.from_asset(str(handlers / "tariff"))
        )
        notes = dynamodb.TableV2(
            self,
            "Notes",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            removal_policy=RemovalPolicy.DESTROY,
        )
        stream = kinesis.Stream(self, "Weighed", removal_policy=RemovalPolicy.DESTROY)
        parcels = VersionedFunction(
            self,
            "Parcels",
            code=lambda_.Code.from_asset(str(handlers / "parcels")),
            handler="parcels.handler",
            environment={"NOTES_TABLE": notes.table_name},
            layers=[tariff],
        )
        CfnOutput(self, "Function", value=parcels.function.function_name)
        if is_released:
            live = parcels.release(
                "live",
                promotion=Promotion.pinned("1"),
                rollout=Rollout.split(10, to=Promotion.pinned("2")),
            )
            live.on(
                FunctionUrl(),
                StreamTrigger(
                    stream,
                    starting_position=lambda_.StartingPosition.TRIM_HORIZON,
                    only=data.kg > 10,
                ),
            )
            notes.grant(live, "dynamodb:PutItem")
