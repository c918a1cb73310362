"""What the routes of one HTTP API share, found once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from aws_cdk.aws_apigateway import AuthorizationType
from aws_cdk.aws_apigatewayv2 import HttpNoneAuthorizer
from aws_cdk.aws_apigatewayv2_authorizers import HttpIamAuthorizer

from constructs_lib.errors import ConstructError, require_list, require_type, seen
from constructs_lib.interfaces import has_property

if TYPE_CHECKING:
    from aws_cdk import aws_apigatewayv2 as apigateway

    from constructs_lib.doors.route_key import RouteKey

EVERYTHING: Final = "/*/*/*"
_WITHOUT_TOKENS: Final = (AuthorizationType, HttpIamAuthorizer, HttpNoneAuthorizer)
_SERVED: WeakKeyDictionary[apigateway.IHttpApi, ServedApi] = WeakKeyDictionary()


class ServedRoutes:
    """Which alias answers which route of one API."""

    def __init__(self) -> None:
        self._aliases: dict[RouteKey, str] = {}

    def take(self, key: RouteKey, alias: str) -> None:
        """The alias answers the route from now on.

        Raises:
            ConstructError: Another one does, or it does already.
        """
        first = self._aliases.get(key)
        if first is not None:
            raise ConstructError(
                f"route must be served once, got {str(key)!r} by {first} and by {alias}; a "
                "StagedApi has an alias for each stage"
            )
        self._aliases[key] = alias


class ServedApi:
    """An HTTP API as its routes see it.

    Attributes:
        routes: What it serves already.
        arn: What API Gateway presents as its source, up to the stage.
        has_authorizer: Whether routes without one of their own have the API's.
    """

    def __init__(self, api: apigateway.IHttpApi) -> None:
        self.arn = api.arn_for_execute_api().removesuffix(EVERYTHING)
        self.has_authorizer = api.default_authorizer is not None
        self.routes = ServedRoutes()

    @classmethod
    def of(cls, api: apigateway.IHttpApi) -> ServedApi:
        """What is known of the API, the same each time."""
        served = _SERVED.get(api)
        if served is None:
            served = _SERVED[api] = cls(api)
        return served

    def require_authorizer_of(self, authorizer: apigateway.IHttpRouteAuthorizer | None) -> None:
        """Somebody has said who may call a route with this authorizer, or with none.

        Raises:
            ConstructError: Neither the route nor the API has one, which would let everybody call.
        """
        if authorizer is None and not self.has_authorizer:
            raise ConstructError(
                "authorizer must be given where the API has no default, got none; "
                "HttpNoneAuthorizer() lets everybody call"
            )


def require_http_api(api: object) -> None:
    """The API is an HTTP API, made or imported.

    Raises:
        ConstructError: It is something else: a REST API, say.
    """
    if not has_property(api, "arn_for_execute_api") or not has_property(api, "is_http_api"):
        raise ConstructError(f"api must be an IHttpApi such as HttpApi(...), got {seen(api)}")


def require_authorizer(authorizer: object) -> None:
    """The object can say who may call a route, or is absent.

    Raises:
        ConstructError: It is something else.
    """
    if authorizer is not None and not has_property(authorizer, "bind"):
        raise ConstructError(
            f"authorizer must be an IHttpRouteAuthorizer such as HttpIamAuthorizer(), got "
            f"{seen(authorizer)}"
        )


def require_scopes(scopes: object, *, beside: object) -> None:
    """The scopes of a token are a list of words, and somebody reads them.

    Args:
        scopes: The words.
        beside: What says who may call: an authorizer, a kind of it, or None for the API's own.

    Raises:
        ConstructError: They are something else, one of them, say, or nobody would ask for them.
    """
    require_list("scopes", scopes, "scopes")
    for scope in scopes:  # type: ignore[attr-defined]  # a list
        require_type("scope", scope, str, "a string such as 'orders/read'")
    if scopes and isinstance(beside, _WITHOUT_TOKENS):
        raise ConstructError(
            f"scopes must be beside an authorizer that reads tokens, got them beside {seen(beside)}"
        )
