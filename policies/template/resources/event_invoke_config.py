"""AWS::Lambda::EventInvokeConfig."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.domain import limits
from policies.template.destination import destination
from policies.template.function_target import FunctionTarget, function_target
from policies.template.resource import Resource, known_or
from policies.template.values import Unresolved, as_text, joined

if TYPE_CHECKING:
    from policies.template.destination import Destination
    from policies.template.resources.function import Function
    from policies.template.resources.queue import Queue


class EventInvokeConfig(Resource):
    """How Lambda retries asynchronous events of a function, and where it sends what fails."""

    type_name: ClassVar[str] = "AWS::Lambda::EventInvokeConfig"

    __slots__ = ()

    @property
    def qualifier(self) -> str | Unresolved | None:
        """The alias, version or $LATEST to whose invocations it applies."""
        return self.text("Qualifier")

    @property
    def target(self) -> FunctionTarget | None:
        """The function and the qualifier to whose invocations it applies."""
        named = function_target(self.value("FunctionName"), self.template)
        qualifier = self.qualifier
        if named is None or qualifier is None:
            return None
        whole = joined([as_text(self.value("FunctionName")), ":", qualifier])
        found = function_target(whole, self.template)
        return found or FunctionTarget(named.function, qualifier)

    @property
    def function(self) -> Function | None:
        """The function it is about, when the assembly holds it."""
        target = self.target
        return target.function if target else None

    @property
    def stated_event_age_seconds(self) -> int | Unresolved | None:
        """The age at which an event is given up, in seconds, None where the default applies."""
        return self.integer("MaximumEventAgeInSeconds")

    @property
    def maximum_event_age_seconds(self) -> int | Unresolved:
        """The age at which an event is given up, in seconds."""
        default = limits.DEFAULT_ASYNC_EVENT_AGE_SECONDS
        return known_or(self.stated_event_age_seconds, default)

    @property
    def stated_retry_attempts(self) -> int | Unresolved | None:
        """How often an event is tried again, None where the default applies."""
        return self.integer("MaximumRetryAttempts")

    @property
    def maximum_retry_attempts(self) -> int | Unresolved:
        """How often an event is tried again after the function has failed."""
        return known_or(self.stated_retry_attempts, limits.DEFAULT_ASYNC_RETRY_ATTEMPTS)

    @property
    def failure_destination(self) -> Destination | None:
        """Where events go that failed for good."""
        return self._destination("OnFailure")

    @property
    def success_destination(self) -> Destination | None:
        """Where the results of events go."""
        return self._destination("OnSuccess")

    @property
    def destinations(self) -> list[Destination]:
        """The destinations it has."""
        return [found for found in (self.failure_destination, self.success_destination) if found]

    @property
    def failure_queues(self) -> list[Queue]:
        """The queues of the assembly that get events that failed for good."""
        found = self.failure_destination
        return [found.queue] if found and found.queue else []

    @property
    def is_empty(self) -> bool:
        """Whether it certainly sets nothing."""
        settings = ("DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts")
        return all(self.value(name) is None for name in settings)

    def _destination(self, outcome: str) -> Destination | None:
        at = ("DestinationConfig", outcome, "Destination")
        return destination(self.template, self.value(*at), ".".join(at))
