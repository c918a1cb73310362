"""AWS::Cognito::UserPool."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable

# The triggers whose property is an object with the ARN in it.
_NESTED: Final = frozenset({"CustomEmailSender", "CustomSMSSender", "PreTokenGenerationConfig"})


class UserPool(Resource):
    """A Cognito user pool and the functions that take part in its flows."""

    type_name: ClassVar[str] = "AWS::Cognito::UserPool"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """Its triggers: it waits for each answer."""
        triggers = self.value("LambdaConfig")
        for name in triggers if isinstance(triggers, dict) else ():
            path = (name, "LambdaArn") if name in _NESTED else (name,)
            target = function_target(self.value("LambdaConfig", *path), self.template)
            if target:
                at = ".".join(("LambdaConfig", *path))
                yield Call(self, at, target, "cognito-idp.amazonaws.com", source=self)
