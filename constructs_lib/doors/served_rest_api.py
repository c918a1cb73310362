"""What the methods of one REST API share, found once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from aws_cdk import aws_apigateway as apigateway

from constructs_lib.doors.route_key import RouteKey
from constructs_lib.doors.served_api import EVERYTHING, ServedRoutes
from constructs_lib.errors import ConstructError, require_type, seen
from constructs_lib.interfaces import has_property

if TYPE_CHECKING:
    from collections.abc import Sequence

_SERVED: WeakKeyDictionary[apigateway.IRestApi, ServedRestApi] = WeakKeyDictionary()
# The other kinds name who reads a token. See
# https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
_ALONE: Final = (apigateway.AuthorizationType.IAM, apigateway.AuthorizationType.NONE)


class ServedRestApi:
    """A REST API as its methods see it.

    Attributes:
        root: Where its paths begin.
        routes: What it serves already.
        is_staged: Whether its stages call an alias each, and its methods are a StagedRestApi's.
    """

    def __init__(self, api: apigateway.IRestApi) -> None:
        self.root = _root_of(api)
        self.routes = ServedRoutes()
        self.is_staged = False
        self._api = api
        self._resources: dict[str, apigateway.IResource] = {"/": self.root}
        self._parameters: dict[str, str] = {}

    @classmethod
    def of(cls, api: apigateway.IRestApi) -> ServedRestApi:
        """What is known of the API, the same each time."""
        served = _SERVED.get(api)
        if served is None:
            served = _SERVED[api] = cls(api)
        return served

    @cached_property
    def has_authorization(self) -> bool:
        """Whether methods that say nothing have the API's; a round trip for each of its options."""
        default = self.root.default_method_options
        return default is not None and (
            default.authorizer is not None or default.authorization_type is not None
        )

    @cached_property
    def arn(self) -> str:
        """What API Gateway presents as its source, up to the stage."""
        return self._api.arn_for_execute_api().removesuffix(EVERYTHING)

    def add_method(
        self,
        key: RouteKey,
        integration: apigateway.Integration,
        *,
        authorizer: apigateway.IAuthorizer | None,
        authorization: apigateway.AuthorizationType | None,
        scopes: Sequence[str],
        api_key_required: bool,
    ) -> apigateway.Method:
        """The path has the method, and nobody is granted anything.

        Raises:
            ConstructError: A part of it has another name in a path that is served already.
        """
        return self._resource(key).add_method(
            key.method,
            integration,
            **_caller_props(authorizer, authorization),
            authorization_scopes=list(scopes) or None,
            api_key_required=api_key_required or None,
        )

    def _resource(self, key: RouteKey) -> apigateway.IResource:
        """The path, made for its first method.

        Raises:
            ConstructError: A part of it has another name in a path that is served already.
        """
        path = key.path or "/"
        if path not in self._resources:
            self._name_parameters(path)
            self._resources[path] = self.root.resource_for_path(path)
        return self._resources[path]

    def _name_parameters(self, path: str) -> None:
        """API Gateway refuses a second one below a path, greedy or not, when it is deployed."""
        above = ""
        for part in path[1:].split("/"):
            if part.startswith("{"):
                first = self._parameters.setdefault(above, part)
                if first != part:
                    raise ConstructError(
                        f"parameter below {above or '/'} of a REST API must be one for all its "
                        f"routes, got {first} and {part}"
                    )
            above = f"{above}/{part}"


def _root_of(api: apigateway.IRestApi) -> apigateway.IResource:
    try:
        return api.root
    except RuntimeError as error:  # of the CDK, which alone knows how it was imported
        if "root is not configured" not in str(error):
            raise
        raise ConstructError(
            "api must be imported with its root, by RestApi.from_rest_api_attributes(...), got it "
            "by its id alone"
        ) from None


def rest_route_key(route: object) -> RouteKey:
    """The method and path that the text spells.

    Raises:
        ConstructError: It is no route that a REST API takes.
    """
    key = RouteKey.parse(route)
    if key.path is None:
        raise ConstructError(
            f"route of a REST API must have a path, got {route!r}; ANY /{{proxy+}} takes all but "
            "the root"
        )
    return key


def require_kind_of_caller(authorizer: object, authorization: object) -> None:
    """Who may call is said in one way at most.

    Raises:
        ConstructError: It is said in two ways, or by something else.
    """
    if authorizer is not None and not has_property(authorizer, "authorizer_id"):
        raise ConstructError(
            "authorizer must be an IAuthorizer such as CognitoUserPoolsAuthorizer(...), got "
            f"{seen(authorizer)}"
        )
    if authorization is None:
        return
    kind = "an AuthorizationType such as AuthorizationType.IAM"
    require_type("authorization", authorization, apigateway.AuthorizationType, kind)
    if authorization not in _ALONE and authorizer is None:
        raise ConstructError(
            f"authorization must be IAM or NONE without an authorizer, got {authorization.name}"  # type: ignore[attr-defined]  # an enum
        )
    if authorizer is not None:
        raise ConstructError("authorization must be left out beside authorizer, got both")


def _caller_props(
    authorizer: apigateway.IAuthorizer | None, authorization: apigateway.AuthorizationType | None
) -> dict[str, Any]:
    """What a method takes; the API's default where both are absent.

    Beside an authorizer the CDK would take the kind from the API's default, and refuse the two.
    """
    if authorizer is not None:
        authorization = authorizer.authorization_type
    return {"authorizer": authorizer, "authorization_type": authorization}
