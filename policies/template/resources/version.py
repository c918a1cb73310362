"""AWS::Lambda::Version."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.arns import function_arn
from policies.template.function_target import function_named_by
from policies.template.resource import Resource
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.resources.function import Function


class Version(Resource):
    """A published version of a function."""

    type_name: ClassVar[str] = "AWS::Lambda::Version"

    __slots__ = ()

    @property
    def function(self) -> Function | None:
        """The function it is a version of, when the assembly holds it."""
        return function_named_by(self)

    @property
    def provisioned_concurrency(self) -> int | Unresolved | None:
        """Environments kept ready for this version; None when there are none."""
        return self.integer("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions")

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` and `FunctionArn` give the qualified ARN, `Version` the number."""
        number = Reference(f"the number of {self.logical_id}", self, "Version")
        if attribute == "Version":
            return (number,)
        if attribute not in ("", "FunctionArn"):
            return None
        function = self.function
        name = function.identifier("") if function else None
        return function_arn(name[0] if name else Unresolved("a function's name"), number)
