"""AWS::Lambda::Version."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.arns import function_arn
from policies.template.function_target import function_named_by
from policies.template.properties import Properties
from policies.template.resource import Resource
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from policies.template.arns import Component
    from policies.template.resources.function import Function

# CDK makes the logical id of a current version anew from a hash of the function: 32 hexadecimal
# digits behind the 8 that every logical id ends in.
_HASH_DIGITS: Final = 32

# The second deletes only what the failed deployment itself has made.
_RETAINING: Final = ("Retain", "RetainExceptOnCreate")


class Version(Resource):
    """A published version of a function."""

    type_name: ClassVar[str] = "AWS::Lambda::Version"

    __slots__ = ()

    @property
    def function(self) -> Function | None:
        """The function it is a version of, when the assembly holds it."""
        return function_named_by(self)

    @property
    def description(self) -> str | Unresolved | None:
        """What the version is described as, instead of its function."""
        return self.text("Description")

    @property
    def provisioned_concurrency(self) -> int | Unresolved | None:
        """Environments kept ready for this version; None when there are none."""
        return self.integer("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions")

    @property
    def is_retained(self) -> bool | Unresolved:
        """Whether it outlives the deployment that puts another version in its place.

        That is a DeletionPolicy where the logical id changes, as tools make it.
        """
        policy = Properties.value(self, "DeletionPolicy")
        return policy if isinstance(policy, Unresolved) else policy in _RETAINING

    @property
    def is_published_once(self) -> bool:
        """Whether nothing about it changes from one deployment to the next.

        CloudFormation publishes a version when it has a new logical id or a changed property. SAM
        writes the digest of the code, or what AutoPublishCodeSha256 says, into the logical id.
        Digits may be a hash, a date or a number that a build writes, so they tell nothing; those
        that end every logical id of the CDK are made of the construct's path, which stays.
        """
        if self.origin is not None:
            return False
        written = self.value("Description"), self.value("CodeSha256")
        if any(isinstance(value, Unresolved) or _has_digit(str(value or "")) for value in written):
            return False
        path = self.construct_path
        if path is None:
            return not _has_digit(self.logical_id)
        construct = path.removesuffix("/Resource").rpartition("/")[2]
        return not _has_digit(construct) and not _ends_in_hash(self.logical_id)

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


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _ends_in_hash(logical_id: str) -> bool:
    tail = logical_id[-_HASH_DIGITS:]
    return len(tail) == _HASH_DIGITS and all(digit in "0123456789abcdef" for digit in tail)
