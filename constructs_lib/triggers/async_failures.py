"""What becomes of events that a trigger's service delivered and the function failed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_lambda_destinations as destinations

from constructs_lib.existing_function import ExistingFunction
from constructs_lib.triggers.lost_events import lost_events

if TYPE_CHECKING:
    from constructs_lib.release import Release


def keep_failures(release: Release) -> None:
    """Events that the function fails on for good are kept, in the release's queue if nowhere else.

    Lambda tries an asynchronous event three times and then drops it. Whoever gave the release an
    AsyncInvocation, or the function dead letters, has decided about that.
    """
    if release.invocation is not None or release.keeps_failures or _has_dead_letters(release):
        return
    release.keeps_failures = True
    release.alias.configure_async_invoke(
        on_failure=destinations.SqsDestination(lost_events(release))
    )


def _has_dead_letters(release: Release) -> bool:
    function = release.function
    if isinstance(function, ExistingFunction):
        made = function.function
        return made.dead_letter_queue is not None or made.dead_letter_topic is not None
    return function.features.dead_letters is not None
