"""AWS::KMS::Key."""

from __future__ import annotations

from typing import ClassVar

from policies.template.resource import Resource
from policies.template.statements import PolicyDocument, policy_document


class Key(Resource):
    """A key of KMS; who may use it is its policy's to say, and to hand on to the account."""

    type_name: ClassVar[str] = "AWS::KMS::Key"

    __slots__ = ()

    @property
    def policy(self) -> PolicyDocument:
        """Who may do what with it; incomplete where the template leaves it to KMS's default."""
        return policy_document(self, self.value("KeyPolicy"), "KeyPolicy")
