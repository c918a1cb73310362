"""One function and three releases of it: a version goes from DEV to BETA to PROD."""

from pathlib import Path
from typing import Any, Final

from aws_cdk import CfnOutput, Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk.aws_lambda import Code
from constructs import Construct

from constructs_lib import Promotion, Rollout, VersionedFunction

_HERE: Final = Path(__file__).parent


class PaymentsStack(Stack):
    """DEV has each version at once; BETA and PROD have the one that their parameter names.

    cdk deploy Payments --parameters BetaVersion=8     BETA tries version 8
    cdk deploy Payments --parameters ProdVersion=8     PROD gets it: smoke test, 10 %, the rest
    cdk deploy Payments --parameters ProdVersion=7     PROD goes back, by the same way
    """

    def __init__(self, scope: Construct, construct_id: str, **props: Any) -> None:
        super().__init__(scope, construct_id, **props)

        tables = {release: self._table(release) for release in ("DEV", "BETA", "PROD")}
        payments = VersionedFunction(
            self,
            "Payments",
            code=_bundle("handler"),
            handler="payments.handler",
            environment={f"{name}_TABLE": table.table_name for name, table in tables.items()},
        )
        smoke = VersionedFunction(self, "Smoke", code=_bundle("smoke"), handler="smoke.handler")
        on_call = sns.Topic(self, "OnCall", enforce_ssl=True)
        on_call.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com"))  # the alarm

        payments.release("DEV", rollout=Rollout.all_at_once())
        payments.release(
            "BETA",
            promotion=Promotion.parameter("BetaVersion", default="1"),
            rollout=Rollout.linear(20, every=Duration.minutes(1)),
        )
        payments.release(
            "PROD",
            promotion=Promotion.parameter("ProdVersion", default="1"),
            rollout=Rollout.canary(10, bake=Duration.minutes(10)),
            before=smoke,
            notify=on_call,
        )
        for name, release in payments.releases.items():
            tables[name].grant(release, "dynamodb:PutItem")
            CfnOutput(self, name.capitalize(), value=release.alias.function_arn)

    def _table(self, release: str) -> dynamodb.TableV2:
        return dynamodb.TableV2(
            self,
            f"{release.capitalize()}Table",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            deletion_protection=True,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
        )


def _bundle(folder: str) -> Code:
    return Code.from_asset(str(_HERE / folder), exclude=["__pycache__"])
