"""The queue of readings, the detector of the faults among them, and the table that keeps these."""

from typing import Any, Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from apps.dependencies import DETECTOR, SHARING
from constructs_lib import (
    GuardedQueue,
    QueueTrigger,
    SharedDependencies,
    VersionedFunction,
    body,
)

_HIGHEST_TEMPERATURE: Final = 100
_LOWEST_VOLTAGE: Final = 5


class SensorsStack(Stack):
    """Readings come in through `readings`; the faults among them end in the table.

    Lambda deletes what the filter drops, readings without a fault and text that is none, and calls
    the detector for faults alone. A fault that nobody can read ends in the dead letters.
    """

    def __init__(self, scope: Construct, construct_id: str, **props: Any) -> None:
        super().__init__(scope, construct_id, **props)

        self.readings = GuardedQueue(self, "Readings")
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
        shared = SharedDependencies(self, "Shared", SHARING)
        self.detector = VersionedFunction(
            self,
            "Detector",
            code=DETECTOR,
            handler="detector.handler",
            layers=[shared.layer],
            environment={"FAULTS_TABLE": faults.table_name},
            timeout=Duration.seconds(20),
            reserved_concurrency=20,
        )
        live = self.detector.release("live")
        live.on(
            QueueTrigger(
                self.readings,
                only=(body.temperature > _HIGHEST_TEMPERATURE) | (body.voltage < _LOWEST_VOLTAGE),
                passes=[{"body": {"sensor": "a", "temperature": 101, "voltage": 12}}],
                drops=[{"body": {"sensor": "a", "temperature": 100, "voltage": 5}}],
            )
        )
        faults.grant(live, "dynamodb:PutItem")
