"""The queue of readings, the detector behind it, and the table of faults."""

from pathlib import Path
from typing import Any, Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import SqsEventSource
from constructs import Construct

from constructs_lib import VersionedFunction
from policies.domain.queues import recommended_visibility_seconds

_DETECTOR: Final = str(Path(__file__).with_name("detector"))
_TIMEOUT_SECONDS: Final = 20
_CONCURRENCY: Final = 20


class SensorsStack(Stack):
    """Readings come in through `queue`; faults end in the table, what nobody can read in `lost`."""

    def __init__(self, scope: Construct, construct_id: str, **props: Any) -> None:
        super().__init__(scope, construct_id, **props)

        self.lost = sqs.Queue(self, "Lost", enforce_ssl=True, retention_period=Duration.days(14))
        self.lost.metric_approximate_number_of_messages_visible(
            period=Duration.minutes(1)
        ).create_alarm(
            self,
            "SomethingLost",
            alarm_description="readings the detector gave up on: look at them, then redrive",
            threshold=1,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        self.queue = sqs.Queue(
            self,
            "Readings",
            enforce_ssl=True,
            retention_period=Duration.days(4),
            visibility_timeout=Duration.seconds(recommended_visibility_seconds(_TIMEOUT_SECONDS)),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.lost, max_receive_count=5),
        )
        faults = dynamodb.TableV2(
            self,
            "Faults",
            partition_key=dynamodb.Attribute(name="sensor", type=dynamodb.AttributeType.STRING),
            sort_key=dynamodb.Attribute(name="time", type=dynamodb.AttributeType.STRING),
            deletion_protection=True,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
        )
        self.detector = VersionedFunction(
            self,
            "Detector",
            code=lambda_.Code.from_asset(_DETECTOR, exclude=["__pycache__"]),
            handler="detector.handler",
            environment={"FAULTS_TABLE": faults.table_name},
            timeout=Duration.seconds(_TIMEOUT_SECONDS),
            reserved_concurrency=_CONCURRENCY,
        )
        live = self.detector.release("live")
        live.alias.add_event_source(
            SqsEventSource(
                self.queue, max_concurrency=_CONCURRENCY, report_batch_item_failures=True
            )
        )
        faults.grant(live, "dynamodb:PutItem")
