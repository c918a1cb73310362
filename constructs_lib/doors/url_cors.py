"""Which pages of other origins may read what a function URL answers."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import (
    ConstructError,
    require,
    require_length,
    require_list,
    require_type,
)
from constructs_lib.quantities import require_seconds
from constructs_lib.tokens import is_token
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import Duration

    from policies.domain.limits import Limit

_EVERY: Final = "*"
# What a browser sends: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin
_ORIGIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+")


@dataclass(frozen=True, eq=False)
class UrlCors:
    """Pages of these origins may call a function URL from a browser. Lambda answers the preflight.

    Args:
        origins: Scheme, host and port, such as "https://example.com"; at most 100 of at most 253
            characters. "*" is every page there is.
        methods: What they may do; GET alone by default, so that whatever changes something is
            named. Lambda answers OPTIONS itself and takes none here.
        headers: What they may send beside what any page may; at most 100 of at most 1024
            characters.
        exposed_headers: What they may read of the answer beside what any page may; as `headers`.
        credentials: Whether they may send cookies and the like. Not with the origin "*".
        max_age: How long a browser keeps the answer to a preflight, at most a day; by default not
            at all.

    Raises:
        ConstructError: Lambda or the browsers do not take it.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html
    """

    origins: Sequence[str]
    _: KW_ONLY
    methods: Sequence[lambda_.HttpMethod] = (lambda_.HttpMethod.GET,)
    headers: Sequence[str] = ()
    exposed_headers: Sequence[str] = ()
    credentials: bool = False
    max_age: Duration | None = None

    def __post_init__(self) -> None:
        _require_texts("origins", self.origins, limits.URL_ORIGIN_LENGTH)
        if not self.origins:
            raise ConstructError("origins must be given, '*' for all, got none")
        for origin in self.origins:
            if origin != _EVERY and not _ORIGIN.fullmatch(origin) and not is_token(origin):
                raise ConstructError(
                    "origin must be a scheme and a host without a path such as "
                    f"https://example.com, got {origin!r}"
                )
        _require_texts("headers", self.headers, limits.URL_HEADER_LENGTH)
        _require_texts("exposed_headers", self.exposed_headers, limits.URL_HEADER_LENGTH)
        require_list("methods", self.methods, "HttpMethod")
        for method in self.methods:
            require_type("method", method, lambda_.HttpMethod, "an HttpMethod such as GET")
            name = _EVERY if method is lambda_.HttpMethod.ALL else method.name
            if name not in limits.URL_METHODS:
                known = limits.URL_METHODS
                raise ConstructError(f"{known.label} must be {known.bounds}, got {name}")
        if len(set(self.methods)) < len(self.methods):
            raise ConstructError("methods must be named once, got one of them twice")
        if lambda_.HttpMethod.ALL in self.methods and len(self.methods) > 1:
            raise ConstructError("methods must be all or named, got ALL beside others")
        require_type("credentials", self.credentials, bool, "True or False")
        require_seconds(limits.URL_PREFLIGHT_AGE, self.max_age, prop="max_age")
        if self.credentials and _EVERY in self.origins:
            raise ConstructError(
                "origins that may send credentials must be named, got '*' with credentials"
            )

    @property
    def options(self) -> lambda_.FunctionUrlCorsOptions:
        """The same, as the CDK takes it."""
        return lambda_.FunctionUrlCorsOptions(
            allowed_origins=list(self.origins),
            allowed_methods=list(self.methods),
            allowed_headers=list(self.headers) or None,
            exposed_headers=list(self.exposed_headers) or None,
            allow_credentials=self.credentials or None,
            max_age=self.max_age,
        )


def _require_texts(prop: str, texts: Sequence[str], limit: Limit) -> None:
    require_list(prop, texts, "strings")
    require(limits.URL_CORS_ENTRIES.violation(len(texts), label=f"entries of {prop}"))
    for text in texts:
        require_length(limit, text, prop=f"entry of {prop}")
