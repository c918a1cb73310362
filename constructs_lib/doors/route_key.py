"""A method and a path, as APIs name what they serve."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from aws_cdk.aws_apigatewayv2 import HttpMethod

from constructs_lib.errors import ConstructError, require_known, require_type

DEFAULT: Final = "$default"
ANY: Final = "ANY"
_PARAMETER: Final = re.compile(r"\{[A-Za-z0-9_.:-]+\+?\}")


class RouteKey(NamedTuple):
    """What a client asks for: `GET /faults/{id}`, or `$default` for all that nothing else takes.

    Attributes:
        method: In capitals, `ANY` for each.
        path: From the slash on; None in `$default`.
    """

    method: str
    path: str | None

    def __str__(self) -> str:
        return DEFAULT if self.path is None else f"{self.method} {self.path}"

    @classmethod
    def parse(cls, text: object) -> RouteKey:
        """The key that the text spells.

        Raises:
            ConstructError: It is none that API Gateway takes, or takes as it is written.

        See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
        """
        require_type("route", text, str, "a string such as 'GET /faults/{id}'")
        assert isinstance(text, str)  # noqa: S101 - for mypy: require_type has seen to it
        if text == DEFAULT:
            return cls(ANY, None)
        method, _, path = text.partition(" ")
        # No token is a method or a part of a path: only a text about to be refused is asked about.
        if method not in HttpMethod.__members__:
            require_known("route", text)
            known = ", ".join(sorted(HttpMethod.__members__))
            raise ConstructError(f"method of a route must be one of {known}, got {method!r}")
        problem = _path_problem(path)
        if problem:
            require_known("route", text)
            raise ConstructError(f"path of a route must {problem}, got {path!r}")
        return cls(method, path)

    def source(self, *, stage: str = "*") -> str:
        """What API Gateway presents of itself when it calls for this route, as the end of an ARN.

        A parameter of the path is any text there. `$default` stands for method and path together:
        `*/*` after the stage does not match it, and each request would get a 500.

        See: https://github.com/aws/serverless-application-model/issues/1860
        """
        if self.path is None:
            return f"{stage}/{DEFAULT}"
        method = "*" if self.method == ANY else self.method
        path = _PARAMETER.sub("*", self.path)
        return f"{stage}/{method}{path}"


def _path_problem(path: str) -> str | None:
    *others, last = path[1:].split("/")
    parts = (*others, last)
    problems = (
        (not path.startswith("/"), "start with /"),
        (others and not last, "end without the / that API Gateway drops"),
        ("?" in path or "#" in path, "end before ? and #, which no route knows"),
        (not all(others), "have a name between any two /"),
        (any(each.endswith("+}") for each in others), "have {proxy+} at its end only"),
        (
            any(set("{} *") & set(each) and not _PARAMETER.fullmatch(each) for each in parts),
            "have parameters that are a whole part of it, such as {id}",
        ),
    )
    return next((problem for is_wrong, problem in problems if is_wrong), None)
