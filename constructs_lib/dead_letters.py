"""The queue or topic that takes the events which every version of a function gave up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aws_cdk import aws_iam as iam

from constructs_lib.destinations import require_destination
from constructs_lib.interfaces import has_property
from policies.domain.asynchronous import DEAD_LETTER_TARGETS

if TYPE_CHECKING:
    from aws_cdk import aws_kms as kms
    from aws_cdk import aws_sns as sns
    from aws_cdk import aws_sqs as sqs

    DeadLetters: TypeAlias = sqs.IQueue | sns.ITopic

_EXAMPLE: Final = "a queue or a topic"
_KEY_ACTIONS: Final = ("kms:Decrypt", "kms:GenerateDataKey")


def dead_letter_props(dead_letters: DeadLetters | None) -> dict[str, Any]:
    """What the CDK's function takes for them.

    Raises:
        ConstructError: They go to something else than a standard queue or topic.
    """
    if dead_letters is None:
        return {}
    service = require_destination("dead_letters", dead_letters, DEAD_LETTER_TARGETS, _EXAMPLE)
    return {"dead_letter_queue" if service == "sqs" else "dead_letter_topic": dead_letters}


def let_encrypt(dead_letters: DeadLetters | None, sender: str | iam.IRole) -> None:
    """The service or role may use their key: else what it sends is lost, and nobody is told.

    The CDK lets it send, and leaves the key to the user. An imported key must let it already.

    See: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    """
    key = key_of(dead_letters)
    if key is not None:
        grantee = iam.ServicePrincipal(sender) if isinstance(sender, str) else sender
        key.grant(grantee, *_KEY_ACTIONS)


def key_of(dead_letters: DeadLetters | None) -> kms.IKey | None:
    """The key of one's own that encrypts them; None where AWS's does, or it is not known."""
    if dead_letters is None:
        return None
    attribute = "encryption_master_key" if has_property(dead_letters, "queue_arn") else "master_key"
    key: kms.IKey | None = getattr(dead_letters, attribute)
    return key
