"""AWS CDK constructs that release Lambda functions safely."""

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.async_invocation import AsyncInvocation
from constructs_lib.errors import ConstructError
from constructs_lib.function import VersionedFunction
from constructs_lib.log_policy import LogPolicy
from constructs_lib.managed_instances import ManagedInstances
from constructs_lib.monitoring import Monitoring
from constructs_lib.promotion import Promotion
from constructs_lib.provisioned import Provisioned
from constructs_lib.release import Release
from constructs_lib.required_concurrency import required_concurrency
from constructs_lib.rollout import Rollout
from policies.domain.filters import body, data, dynamodb, value

__all__ = [
    "AlarmPolicy",
    "AsyncInvocation",
    "ConstructError",
    "LogPolicy",
    "ManagedInstances",
    "Monitoring",
    "Promotion",
    "Provisioned",
    "Release",
    "Rollout",
    "VersionedFunction",
    "body",
    "data",
    "dynamodb",
    "required_concurrency",
    "value",
]
