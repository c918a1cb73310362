"""A Cognito user pool calls a release while somebody signs up or in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_cognito as cognito

from constructs_lib.errors import ConstructError, require, require_type
from policies.domain import limits

if TYPE_CHECKING:
    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class UserPoolTrigger:
    """A user pool calls the release and waits for its answer.

    Cognito waits for five seconds and tries three times in all; there is no event to keep. Only for
    what sends its messages it does not wait.

    Args:
        user_pool: A UserPool of this app: to one that is imported no trigger can be added.
        operation: When, as `UserPoolOperation.PRE_SIGN_UP`.

    Raises:
        ConstructError: The pool is none of this app, or the operation is none; when attached, that
            the function's timeout is longer than Cognito waits.

    See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
    """

    user_pool: cognito.UserPool
    operation: cognito.UserPoolOperation

    def __post_init__(self) -> None:
        require_type("user_pool", self.user_pool, cognito.UserPool, "a UserPool of this app")
        require_type(
            "operation",
            self.operation,
            cognito.UserPoolOperation,
            "a UserPoolOperation such as UserPoolOperation.PRE_SIGN_UP",
        )

    def attach(self, release: Release) -> None:
        """The alias is what the pool calls, and the pool alone may."""
        limit = limits.USER_POOL_TRIGGER_TIMEOUT
        timeout = release.function.timeout_seconds
        # For its own messages Cognito does not wait; asking is a round trip to the CDK.
        if (
            timeout is not None
            and not limit.admits(timeout)
            and not self.operation.operation_name.endswith("Sender")
        ):
            require(limit.violation(timeout, label="timeout of a function that Cognito calls"))
        try:
            self.user_pool.add_trigger(self.operation, release.alias)
        except RuntimeError as error:  # of the CDK, which keeps the operations that have one
            if "already exists" not in str(error):
                raise
            raise ConstructError(
                "operation must have one trigger in a user pool, got a second"
            ) from None
