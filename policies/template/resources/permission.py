"""AWS::Lambda::Permission."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.function_target import FunctionTarget, function_target
from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.resources.function import Function
    from policies.template.values import Unresolved, Value


INVOKE: Final = "lambda:InvokeFunction"
INVOKE_BY_URL: Final = "lambda:InvokeFunctionUrl"
EVERYBODY: Final = "*"
EVERY_ACTION: Final = frozenset({"*", "lambda:*"})

# Lambda wants the prefix as it is; of the name behind it IAM does not tell the case.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
_PREFIX: Final = "lambda:"
_SPELLED: Final = {action.lower(): action for action in (INVOKE, INVOKE_BY_URL)}


class Permission(Resource):
    """A statement of a function's resource-based policy."""

    type_name: ClassVar[str] = "AWS::Lambda::Permission"

    __slots__ = ("_target",)

    @property
    def action(self) -> str | Unresolved | None:
        """What it allows: `lambda:InvokeFunction`, mostly, however its letters are cased."""
        action = self.text("Action")
        if not isinstance(action, str) or not action.startswith(_PREFIX):
            return action
        return _SPELLED.get(action.lower(), action)

    @property
    def principal(self) -> str | Unresolved | None:
        """Whom it allows that: a service, an account, the ARN of a role or user, or `*`."""
        return self.text("Principal")

    @property
    def target(self) -> FunctionTarget | None:
        """The function it is for, and the alias or version it is narrowed to."""
        if not hasattr(self, "_target"):
            self._target = function_target(self.value("FunctionName"), self.template)
        return self._target

    @property
    def function(self) -> Function | None:
        """The function it is for, also behind an alias or a version."""
        target = self.target
        return target.function if target else None

    @property
    def source_arn(self) -> Value:
        """The ARN, or its pattern, of the resource in whose name the service calls."""
        return self.value("SourceArn")

    @property
    def source_account(self) -> str | Unresolved | None:
        """The account that must own that resource."""
        return self.text("SourceAccount")

    @property
    def has_source(self) -> bool:
        """Whether anything narrows whom the service acts for, known or not."""
        return any(
            self.value(name) is not None
            for name in ("SourceArn", "SourceAccount", "PrincipalOrgID")
        )

    @property
    def event_source_token(self) -> str | Unresolved | None:
        """The token that an Alexa smart home skill must bring."""
        return self.text("EventSourceToken")

    @property
    def is_of_url(self) -> bool:
        """Whether it is one of the grants of a function URL."""
        return (
            self.action == INVOKE_BY_URL
            or self.value("FunctionUrlAuthType") is not None
            or self.value("InvokedViaFunctionUrl") is not None
        )

    @property
    def url_auth_type(self) -> str | Unresolved | None:
        """The authentication type of the function URL it is narrowed to."""
        return self.text("FunctionUrlAuthType")

    @property
    def is_by_url_only(self) -> bool | Unresolved | None:
        """Whether it holds only for what comes through a function URL."""
        return self.boolean("InvokedViaFunctionUrl")
