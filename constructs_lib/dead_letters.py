"""The queue or topic that takes the events which every version of a function gave up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from constructs_lib.destinations import require_destination
from constructs_lib.interfaces import has_property
from policies.domain.asynchronous import DEAD_LETTER_TARGETS

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_sns as sns
    from aws_cdk import aws_sqs as sqs

    DeadLetters: TypeAlias = sqs.IQueue | sns.ITopic

_EXAMPLE: Final = "a queue or a topic"


def dead_letter_props(dead_letters: DeadLetters | None) -> dict[str, Any]:
    """What the CDK's function takes for them.

    Raises:
        ConstructError: They go to something else than a standard queue or topic.
    """
    if dead_letters is None:
        return {}
    service = require_destination("dead_letters", dead_letters, DEAD_LETTER_TARGETS, _EXAMPLE)
    return {"dead_letter_queue" if service == "sqs" else "dead_letter_topic": dead_letters}


def grant_dead_letter_key(dead_letters: DeadLetters | None, role: iam.IRole) -> None:
    """The role may use the key that encrypts them: the CDK grants the sending only."""
    if dead_letters is None:
        return
    attribute = "encryption_master_key" if has_property(dead_letters, "queue_arn") else "master_key"
    key = getattr(dead_letters, attribute)
    if key is not None:
        key.grant(role, "kms:Decrypt", "kms:GenerateDataKey")
