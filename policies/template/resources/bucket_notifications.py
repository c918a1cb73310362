"""Custom::S3BucketNotifications: how the CDK attaches notifications to a bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.domain.bucket_notifications import is_of_writes
from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.references import sole_reference
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class BucketNotifications(Resource):
    """The notifications that CDK's handler writes into a bucket's configuration."""

    type_name: ClassVar[str] = "Custom::S3BucketNotifications"

    __slots__ = ()

    @property
    def bucket(self) -> Resource | None:
        """The bucket, when the assembly holds it."""
        found = sole_reference(self.value("BucketName"))
        return found if found is not None and found.type == "AWS::S3::Bucket" else None

    @property
    def calls_on_every_write(self) -> Iterator[Call]:
        """Its calls of functions for each object that is written, whatever its key."""
        calls = {call.at: call for call in self.calls}
        for each in self.elements("NotificationConfiguration", "LambdaFunctionConfigurations"):
            call, events = calls.get(f"{each.at}.LambdaFunctionArn"), each.items("Events")
            known = events if isinstance(events, list) else []
            if call and each.value("Filter") is None and any(map(is_of_writes, known)):
                yield call

    @property
    def calls(self) -> Iterable[Call]:
        """The functions that the bucket notifies."""
        for each in self.elements("NotificationConfiguration", "LambdaFunctionConfigurations"):
            target = function_target(each.value("LambdaFunctionArn"), self.template)
            if target:
                yield Call(
                    self,
                    f"{each.at}.LambdaFunctionArn",
                    target,
                    "s3.amazonaws.com",
                    is_asynchronous=True,
                    source=self.bucket,
                )
