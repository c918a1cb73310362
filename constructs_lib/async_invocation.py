"""What becomes of asynchronous events of a release that fail, and of those that do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from constructs_lib.destinations import (
    as_cdk_destination,
    require_destination,
    require_other_function,
)
from constructs_lib.errors import ConstructError, require, require_count, require_type
from constructs_lib.quantities import require_seconds
from constructs_lib.tokens import is_token
from policies.domain import limits
from policies.domain.asynchronous import (
    FAILURE_DESTINATIONS,
    event_age_problem,
    success_destination_problem,
)

if TYPE_CHECKING:
    from aws_cdk import Duration

    from constructs_lib.destinations import Destination
    from constructs_lib.existing_function import Releasable

_DESTINATIONS: Final = ("on_failure", "on_success")
_EXAMPLE: Final = "a queue, a topic, a release, a function, an event bus or a bucket"


@dataclass(frozen=True, slots=True)
class AsyncInvocation:
    """How often Lambda tries an asynchronous event again, and where it tells the end of it.

    It holds for the alias of the release it is given to. What the CDK sets by `on_failure` of a
    function holds for `$LATEST` only, and says nothing about what comes through an alias.

    The role may write to the destinations. A record has the event, and the error or the answer.
    Lambda itself drops what it gives up, so that without `on_failure` nobody learns of it.

    Args:
        on_failure: Takes the events that failed for good or grew too old. A standard queue or
            topic, a release or function, an event bus or a bucket; not the function itself.
        on_success: Takes the answers; as above, but no bucket.
        retry_attempts: How often an event that failed is tried again, 0 to 2; 2 by default.
        max_event_age: How long an event may wait altogether, 60 to 21600 s; 21600 s by default.
            The two retries begin a minute and three minutes after the first failure.

    Raises:
        ConstructError: A number is out of bounds, the age is too short for the retries given, a
            destination takes no records, or nothing is given at all.

    See: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    """

    on_failure: Destination | None = None
    on_success: Destination | None = None
    retry_attempts: int | None = None
    max_event_age: Duration | None = None

    def __post_init__(self) -> None:
        given = (self.on_failure, self.on_success, self.retry_attempts, self.max_event_age)
        if all(each is None for each in given):
            raise ConstructError(
                "an asynchronous configuration must set retries, age or a destination, "
                "got none of them"
            )
        require_count(limits.ASYNC_RETRY_ATTEMPTS, self.retry_attempts, prop="retry_attempts")
        age = require_seconds(limits.ASYNC_EVENT_AGE, self.max_event_age, prop="max_event_age")
        retries = self.retry_attempts
        if age is not None and retries is not None and not is_token(retries):
            require(event_age_problem(age, retries))
        if self.on_failure is not None:
            require_destination("on_failure", self.on_failure, FAILURE_DESTINATIONS, _EXAMPLE)
        if self.on_success is not None:
            service = require_destination(
                "on_success", self.on_success, FAILURE_DESTINATIONS, _EXAMPLE
            )
            require(success_destination_problem(service))


def require_invocation(invocation: AsyncInvocation | None, function: Releasable) -> None:
    """The function may have this configuration.

    Raises:
        ConstructError: It is none, or a destination is the function itself or an alias of it.
    """
    if invocation is None:
        return
    example = "an AsyncInvocation such as AsyncInvocation(on_failure=lost)"
    require_type("invocation", invocation, AsyncInvocation, example)
    for prop in _DESTINATIONS:
        require_other_function(prop, getattr(invocation, prop), function.function)


def has_destination(invocation: AsyncInvocation | None) -> bool:
    """Lambda sends the records of some events somewhere."""
    return invocation is not None and any(getattr(invocation, prop) for prop in _DESTINATIONS)


def invocation_props(invocation: AsyncInvocation | None) -> dict[str, Any]:
    """What the CDK's alias takes: it grants the rights, and waits for them and for itself."""
    if invocation is None:
        return {}
    destinations = {prop: getattr(invocation, prop) for prop in _DESTINATIONS}
    return {
        "retry_attempts": invocation.retry_attempts,
        "max_event_age": invocation.max_event_age,
        **{prop: as_cdk_destination(each) for prop, each in destinations.items() if each},
    }
