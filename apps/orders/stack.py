"""The orders function, its table, and an HTTP API with a stage for each of its aliases."""

from typing import Any

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from apps.dependencies import ORDERS, SHARING
from constructs_lib import ApiStage, Rollout, SharedDependencies, StagedApi, VersionedFunction


class OrdersStack(Stack):
    """BETA has each new version at once; PROD follows by a canary that errors stop."""

    def __init__(self, scope: Construct, construct_id: str, **props: Any) -> None:
        super().__init__(scope, construct_id, **props)

        table = dynamodb.TableV2(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            deletion_protection=True,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
        )
        shared = SharedDependencies(self, "Shared", SHARING)
        self.orders = VersionedFunction(
            self,
            "Orders",
            code=ORDERS,
            handler="orders.handler",
            layers=[shared.layer],
            environment={"ORDERS_TABLE": table.table_name},
            memory_mb=512,
        )
        table.grant(self.orders, "dynamodb:GetItem", "dynamodb:PutItem")

        self.orders.release("BETA", rollout=Rollout.all_at_once())
        self.orders.release("PROD", rollout=Rollout.canary(10, bake=Duration.minutes(10)))
        stages = {"beta": ApiStage("BETA"), "prod": ApiStage("PROD")}
        api = StagedApi(self, "Api", stages=stages)
        api.add_route(self.orders, "POST /orders")
        api.add_route(self.orders, "GET /orders/{id}")
        for name, stage in api.stages.items():
            CfnOutput(self, f"{name.capitalize()}Url", value=stage.url)
