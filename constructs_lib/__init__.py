"""AWS CDK constructs that release Lambda functions safely."""

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.async_invocation import AsyncInvocation
from constructs_lib.doors.access_log import AccessLog
from constructs_lib.doors.alb_route import AlbRoute
from constructs_lib.doors.api_stage import ApiStage
from constructs_lib.doors.function_url import FunctionUrl
from constructs_lib.doors.http_route import HttpRoute
from constructs_lib.doors.rest_route import RestRoute
from constructs_lib.doors.staged_api import StagedApi
from constructs_lib.doors.staged_rest_api import StagedRestApi
from constructs_lib.doors.url_cors import UrlCors
from constructs_lib.errors import ConstructError
from constructs_lib.function import VersionedFunction
from constructs_lib.guarded_queue import GuardedQueue
from constructs_lib.image_code import ImageCode
from constructs_lib.log_policy import LogPolicy
from constructs_lib.managed_instances import ManagedInstances
from constructs_lib.monitoring import Monitoring
from constructs_lib.network.lambda_network import LambdaNetwork
from constructs_lib.network.nat import Nat
from constructs_lib.promotion import Promotion
from constructs_lib.provisioned import Provisioned
from constructs_lib.python_code import PythonCode
from constructs_lib.python_layer import PythonLayer
from constructs_lib.release import Release
from constructs_lib.required_concurrency import required_concurrency
from constructs_lib.rollout import Rollout
from constructs_lib.shared_dependencies import SharedDependencies
from constructs_lib.triggers.bucket import BucketTrigger
from constructs_lib.triggers.document import DocumentTrigger
from constructs_lib.triggers.iot import IotTrigger
from constructs_lib.triggers.kafka import KafkaTrigger
from constructs_lib.triggers.logs import LogTrigger
from constructs_lib.triggers.mq import MqTrigger
from constructs_lib.triggers.notification import NotificationTrigger
from constructs_lib.triggers.queue import QueueTrigger
from constructs_lib.triggers.rule import RuleTrigger
from constructs_lib.triggers.schedule import ScheduleTrigger
from constructs_lib.triggers.stream import StreamTrigger
from constructs_lib.triggers.table import TableTrigger
from constructs_lib.triggers.topic import TopicTrigger
from constructs_lib.triggers.trigger import Trigger
from constructs_lib.triggers.user_pool import UserPoolTrigger
from policies.domain.filters import body, data, dynamodb, value
from policies.domain.network_prices import NetworkPrices

__all__ = [
    "AccessLog",
    "AlarmPolicy",
    "AlbRoute",
    "ApiStage",
    "AsyncInvocation",
    "BucketTrigger",
    "ConstructError",
    "DocumentTrigger",
    "FunctionUrl",
    "GuardedQueue",
    "HttpRoute",
    "ImageCode",
    "IotTrigger",
    "KafkaTrigger",
    "LambdaNetwork",
    "LogPolicy",
    "LogTrigger",
    "ManagedInstances",
    "Monitoring",
    "MqTrigger",
    "Nat",
    "NetworkPrices",
    "NotificationTrigger",
    "Promotion",
    "Provisioned",
    "PythonCode",
    "PythonLayer",
    "QueueTrigger",
    "Release",
    "RestRoute",
    "Rollout",
    "RuleTrigger",
    "ScheduleTrigger",
    "SharedDependencies",
    "StagedApi",
    "StagedRestApi",
    "StreamTrigger",
    "TableTrigger",
    "TopicTrigger",
    "Trigger",
    "UrlCors",
    "UserPoolTrigger",
    "VersionedFunction",
    "body",
    "data",
    "dynamodb",
    "required_concurrency",
    "value",
]
