"""AWS::Lambda::CodeSigningConfig."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Unresolved, Value

# https://docs.aws.amazon.com/lambda/latest/api/API_CodeSigningPolicies.html, read 2026-11-21.
DEFAULT_POLICY: Final = "Warn"


class CodeSigningConfig(Resource):
    """Whose signatures functions accept, and what happens to code without one."""

    type_name: ClassVar[str] = "AWS::Lambda::CodeSigningConfig"

    __slots__ = ()

    @property
    def description(self) -> str | Unresolved | None:
        """What people read about it."""
        return self.text("Description")

    @property
    def publishers(self) -> list[Value] | Unresolved | None:
        """The signing profile versions whose signatures count."""
        return self.items("AllowedPublishers", "SigningProfileVersionArns")

    @property
    def policy(self) -> str | Unresolved:
        """What happens to code without such a signature: Warn or Enforce."""
        policy = self.text("CodeSigningPolicies", "UntrustedArtifactOnDeployment")
        return DEFAULT_POLICY if policy is None else policy
