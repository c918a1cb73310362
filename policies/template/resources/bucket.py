"""AWS::S3::Bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.domain.bucket_notifications import KeyFilter, is_of_writes
from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.template.properties import Element
    from policies.template.values import Unresolved


class Bucket(Resource):
    """An S3 bucket, with whom it tells of what happens to its objects."""

    type_name: ClassVar[str] = "AWS::S3::Bucket"

    __slots__ = ()

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("BucketName")

    @property
    def function_notifications(self) -> Iterator[Element]:
        """The notifications that call functions."""
        return self.elements("NotificationConfiguration", "LambdaConfigurations")

    @property
    def notifications(self) -> Iterator[Element]:
        """All notifications, to functions, queues and topics."""
        for kind in ("LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"):
            yield from self.elements("NotificationConfiguration", kind)

    def key_filter(self, notification: Element) -> KeyFilter | None:
        """What a notification is for; None when only the deployment knows."""
        event = notification.text("Event")
        found = {"prefix": "", "suffix": ""}
        rules = notification.value("Filter", "S3Key", "Rules")
        listed = list(notification.elements("Filter", "S3Key", "Rules"))
        if rules is not None and (not isinstance(rules, list) or len(rules) != len(listed)):
            return None
        for each in listed:
            name, text = each.text("Name"), each.text("Value")
            if not isinstance(name, str) or not isinstance(text, str):
                return None
            found[name.lower()] = text
        return (
            KeyFilter(event, found["prefix"], found["suffix"]) if isinstance(event, str) else None
        )

    @property
    def calls_on_every_write(self) -> Iterator[Call]:
        """Its calls of functions for each object that is written, whatever its key."""
        calls = {call.at: call for call in self.calls}
        for each in self.function_notifications:
            wanted = self.key_filter(each)
            call = calls.get(f"{each.at}.Function")
            if call and wanted and wanted.is_of_every_key and is_of_writes(wanted.event):
                yield call

    @property
    def calls(self) -> Iterable[Call]:
        """The functions it notifies."""
        for each in self.function_notifications:
            target = function_target(each.value("Function"), self.template)
            if target:
                at = f"{each.at}.Function"
                yield Call(self, at, target, "s3.amazonaws.com", is_asynchronous=True, source=self)
