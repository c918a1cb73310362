"""AWS::SecretsManager::RotationSchedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from policies.template.calls import Call
from policies.template.function_target import function_target
from policies.template.references import sole_reference
from policies.template.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Iterable


class RotationSchedule(Resource):
    """When a secret is rotated, and by which function."""

    type_name: ClassVar[str] = "AWS::SecretsManager::RotationSchedule"

    __slots__ = ()

    @property
    def calls(self) -> Iterable[Call]:
        """The function that rotates the secret."""
        target = function_target(self.value("RotationLambdaARN"), self.template)
        if target:
            principal = "secretsmanager.amazonaws.com"
            secret = sole_reference(self.value("SecretId"))
            yield Call(self, "RotationLambdaARN", target, principal, source=secret)
