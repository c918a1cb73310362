"""AWS CDK constructs that release Lambda functions safely."""

from constructs_lib.alarm_policy import AlarmPolicy
from constructs_lib.errors import ConstructError
from constructs_lib.function import VersionedFunction
from constructs_lib.log_policy import LogPolicy
from constructs_lib.release import Release
from constructs_lib.rollout import Rollout
from policies.domain.filters import body, data, dynamodb, value

__all__ = [
    "AlarmPolicy",
    "ConstructError",
    "LogPolicy",
    "Release",
    "Rollout",
    "VersionedFunction",
    "body",
    "data",
    "dynamodb",
    "value",
]
