"""Events that a rule of EventBridge selects call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets

from constructs_lib.errors import ConstructError, require_type_if_given, seen
from constructs_lib.triggers.delivered import Delivered
from constructs_lib.triggers.lost_events import lost_events_beside
from constructs_lib.triggers.trigger import require_unattached

if TYPE_CHECKING:
    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class RuleTrigger(Delivered):
    """Events that a rule selects call the release, and the rule alone may.

    Args:
        rule: A Rule that this app makes: to one that is imported no target can be added. One of
            another stack waits for the alias, and has its queue for lost events beside it.
        event: What the function gets instead of the whole event.
        retry_attempts: As `Delivered` has it, with the age and the dead letters.

    Raises:
        ConstructError: A value is out of bounds, or the rule is none of this app.

    See: https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchevents.html
    """

    rule: events.Rule
    _: KW_ONLY
    event: events.RuleTargetInput | None = None

    def __post_init__(self) -> None:
        if not hasattr(type(self.rule), "add_target"):
            raise ConstructError(f"rule must be a Rule of this app, got {seen(self.rule)}")
        example = "a RuleTargetInput such as RuleTargetInput.from_object({})"
        require_type_if_given("event", self.event, events.RuleTargetInput, example)
        Delivered.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The alias is a target of the rule, which may call it and write to the dead letters."""
        require_unattached(release, "rule", self.rule)
        props = self.target_props(release)
        if self.dead_letters is None and self.rule.stack is not release.function.stack:
            props["dead_letter_queue"] = lost_events_beside(self.rule)
        self.rule.add_target(targets.LambdaFunction(release.alias, event=self.event, **props))
