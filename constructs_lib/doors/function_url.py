"""Requests to a URL of its own call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from aws_cdk import aws_lambda as lambda_

from constructs_lib.doors.url_cors import UrlCors
from constructs_lib.errors import ConstructError, require_list, require_type, seen
from constructs_lib.interfaces import has_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_iam as iam

    from constructs_lib.existing_function import Releasable
    from constructs_lib.release import Release

_URLS: Final[WeakKeyDictionary[Release, lambda_.FunctionUrl]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class FunctionUrl:
    """HTTPS requests to a URL that Lambda makes for the alias call the release.

    By default AWS must have signed them, for a caller that a policy of its own allows it: `callers`
    get that here, both actions that it takes and for this alias alone. There is no throttle, no
    access log and no firewall: what needs those is an HttpRoute.

    Args:
        public: Whether everybody on the internet may call, unsigned. Both grants are made. The
            function must reserve concurrency: ten times as many requests a second is the URL's only
            bound. Check the sender in the handler. The rule `url-public` asks for a reason.
        callers: Roles, users or constructs that have one, which may call it. Of another account
            a role needs to be allowed it there as well.
        cors: Pages of other origins that may call it; none by default.
        streaming: Whether the answer is sent while it is made, up to 200 MB instead of 6 MB. The
            runtime must be able to, which Lambda's own Python is not: a layer or an image of your
            own, such as the Lambda Web Adapter. Not in a VPC.

    Raises:
        ConstructError: A value is of another type than its prop, or `public` has `callers`; when
            attached, that the alias has a URL already, or the function cannot have such a one.

    See: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    """

    _: KW_ONLY
    public: bool = False
    callers: Sequence[iam.IGrantable] = ()
    cors: UrlCors | None = None
    streaming: bool = False

    def __post_init__(self) -> None:
        require_type("public", self.public, bool, "True or False")
        require_type("streaming", self.streaming, bool, "True or False")
        if self.cors is not None:
            require_type("cors", self.cors, UrlCors, "a UrlCors such as UrlCors(['https://...'])")
        require_list("callers", self.callers, "IGrantable")
        for caller in self.callers:
            if not has_property(caller, "grant_principal"):
                raise ConstructError(f"callers must be IGrantable, got {seen(caller)} in it")
        if self.public and self.callers:
            raise ConstructError(
                "callers must be left out where public is True, which lets everybody call, got "
                f"{len(self.callers)}"
            )

    @classmethod
    def of(cls, release: Release) -> lambda_.FunctionUrl:
        """The CDK's own construct of a release's URL, with its `url`.

        Raises:
            ConstructError: The release has none.
        """
        if release not in _URLS:
            raise ConstructError(f"release must have a FunctionUrl, got {release.name} without")
        return _URLS[release]

    def attach(self, release: Release) -> None:
        """The alias has a URL, which those who are allowed it may call."""
        if release in _URLS:
            raise ConstructError(f"alias must have one URL, got a second of {release.name}")
        self._require_possible(release.function)
        made = release.alias.add_function_url(
            auth_type=lambda_.FunctionUrlAuthType.NONE
            if self.public
            else lambda_.FunctionUrlAuthType.AWS_IAM,
            cors=self.cors.options if self.cors else None,
            invoke_mode=lambda_.InvokeMode.RESPONSE_STREAM if self.streaming else None,
        )
        _URLS[release] = made
        for caller in self.callers:
            made.grant_invoke_url(caller)

    def _require_possible(self, function: Releasable) -> None:
        # Of a function made without us the CDK itself refuses the tenants; it has no such features.
        features = getattr(function, "features", None)
        if features is not None and features.tenancy is not None:
            raise ConstructError("tenancy must be left out with a FunctionUrl, got both")
        if self.streaming and features is not None and features.is_in_vpc:
            raise ConstructError("vpc must be left out with a streaming FunctionUrl, got both")
        if self.public and getattr(function, "reserved_concurrency", 1) is None:
            raise ConstructError(
                "reserved_concurrency must be set with a public FunctionUrl, which has no other "
                "bound, got none"
            )
