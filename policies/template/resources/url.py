"""AWS::Lambda::Url."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import FunctionTarget, function_target, qualified_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policies.template.resources.function import Function
    from policies.template.values import Unresolved, Value


class Url(Resource):
    """A function URL: an HTTPS endpoint of a function or of one alias."""

    type_name: ClassVar[str] = "AWS::Lambda::Url"

    __slots__ = ()

    @property
    def target(self) -> FunctionTarget | None:
        """What it calls; the qualifier stands beside the function or at the end of its ARN."""
        target = function_target(self.value("TargetFunctionArn"), self.template)
        qualifier = self.value("Qualifier")
        if target is None or qualifier is None or target.qualifier is not None:
            return target
        return qualified_target(target.function, qualifier)

    @property
    def function(self) -> Function | None:
        """The function it calls, also behind an alias."""
        target = self.target
        return target.function if target else None

    @property
    def qualifier_at(self) -> str:
        """The property that names the qualifier."""
        return "TargetFunctionArn" if self.value("Qualifier") is None else "Qualifier"

    @property
    def auth_type(self) -> str | Unresolved | None:
        """`AWS_IAM`, or `NONE` for everybody."""
        return self.text("AuthType")

    @property
    def invoke_mode(self) -> str | Unresolved | None:
        """`BUFFERED` (the default when None) or `RESPONSE_STREAM`."""
        return self.text("InvokeMode")

    @property
    def allows_credentials(self) -> bool | Unresolved | None:
        """Whether browsers may send cookies and credentials along."""
        return self.boolean("Cors", "AllowCredentials")

    @property
    def allowed_origins(self) -> list[Value] | Unresolved | None:
        """The origins whose pages browsers let call it."""
        return self.items("Cors", "AllowOrigins")

    @property
    def allowed_methods(self) -> list[Value] | Unresolved | None:
        """The HTTP methods that pages of other origins may use."""
        return self.items("Cors", "AllowMethods")

    @property
    def preflight_age_seconds(self) -> int | Unresolved | None:
        """How long browsers keep the answer to a preflight request, in seconds."""
        return self.integer("Cors", "MaxAge")

    @property
    def calls(self) -> Iterable[Call]:
        """Its function, or the alias it is of."""
        target = self.target
        return [Call(self, "TargetFunctionArn", target)] if target else []
