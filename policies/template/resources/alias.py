"""AWS::Lambda::Alias."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from policies.template.arns import components, function_arn
from policies.template.function_target import LATEST, function_named_by, function_target
from policies.template.named_resource import named_resource
from policies.template.properties import Properties
from policies.template.resource import Resource
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.version import Version
from policies.template.values import Reference, Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.arns import Component
    from policies.template.function_target import FunctionTarget
    from policies.template.resources.function import Function
    from policies.template.values import Value

_UPDATE: Final = ("UpdatePolicy", "CodeDeployLambdaAliasUpdate")
_HOOKS: Final = ("BeforeAllowTrafficHook", "AfterAllowTrafficHook")
_DEPLOYMENT_GROUP: Final = "AWS::CodeDeploy::DeploymentGroup"
_DEPLOYMENT_APPLICATION: Final = "AWS::CodeDeploy::Application"


class VersionWeight(NamedTuple):
    """An additional version, and the share of the traffic that it gets."""

    version: Version | str | Unresolved | None
    weight: float | Unresolved | None
    at: str


class Alias(Resource):
    """A name for a version of a function: what callers should call."""

    type_name: ClassVar[str] = "AWS::Lambda::Alias"

    # Kept: each of a dozen rules asks for it.
    __slots__ = ("_version",)

    @property
    def name(self) -> str | Unresolved | None:
        """The qualifier that callers use."""
        return self.text("Name")

    @property
    def description(self) -> str | Unresolved | None:
        """What the console shows beside its name."""
        return self.text("Description")

    @property
    def function(self) -> Function | None:
        """The function it is an alias of, when the assembly holds it."""
        return function_named_by(self)

    @property
    def version(self) -> Version | str | Unresolved | None:
        """The version it points to: the resource, its number, or $LATEST."""
        if not hasattr(self, "_version"):
            self._version = _version(self.text("FunctionVersion"))
        return self._version

    @property
    def points_to_latest(self) -> bool | Unresolved:
        """Whether callers get $LATEST instead of a published version."""
        version = self.version
        if isinstance(version, Unresolved):
            return version
        return version == LATEST

    @property
    def weights(self) -> list[VersionWeight]:
        """The additional versions that the template tells of."""
        return [
            VersionWeight(_version(each.text("FunctionVersion")), each.number("FunctionWeight"), at)
            for each in self.elements("RoutingConfig", "AdditionalVersionWeights")
            for at in (each.at,)
        ]

    @property
    def version_texts(self) -> Mapping[str, Value]:
        """What the template writes where a version's number goes, by property."""
        additional = self.elements("RoutingConfig", "AdditionalVersionWeights")
        return {
            "FunctionVersion": self.text("FunctionVersion"),
            **{f"{each.at}.FunctionVersion": each.text("FunctionVersion") for each in additional},
        }

    @property
    def provisioned_concurrency(self) -> int | Unresolved | None:
        """Environments kept ready behind this alias; None when there are none."""
        return self.integer("ProvisionedConcurrencyConfig", "ProvisionedConcurrentExecutions")

    @property
    def scalable_target(self) -> ScalableTarget | None:
        """What scales its provisioned concurrency for certain, when the assembly holds it."""
        targets = self.template.environment.related(ScalableTarget, "alias", self)
        return next((target for target in targets if target.is_certain is True), None)

    @property
    def least_provisioned_concurrency(self) -> int:
        """What it keeps ready for certain, fixed or as the minimum of its scaling."""
        scaled = self.scalable_target
        amounts = (self.provisioned_concurrency, scaled.minimum_capacity if scaled else None)
        return max((amount for amount in amounts if isinstance(amount, int)), default=0)

    @property
    def shifts_traffic(self) -> bool | Unresolved:
        """Whether a change of its version goes through CodeDeploy."""
        update = Properties.value(self, *_UPDATE)
        return update if isinstance(update, Unresolved) else update is not None

    @property
    def deployment_group(self) -> Resource | Unresolved | None:
        """The CodeDeploy group that shifts its traffic; None when none does."""
        named = Properties.value(self, *_UPDATE, "DeploymentGroupName")
        if named is None:
            return None
        found = named_resource(named, _DEPLOYMENT_GROUP, self.template)
        return found or Unresolved("a deployment group that is elsewhere")

    @property
    def deployment_application(self) -> Resource | None:
        """The CodeDeploy application in which the group is looked for, when it is here."""
        named = Properties.value(self, *_UPDATE, "ApplicationName")
        return named_resource(named, _DEPLOYMENT_APPLICATION, self.template)

    @property
    def hooks(self) -> dict[str, FunctionTarget]:
        """What CodeDeploy calls before and after it shifts traffic, where the template tells."""
        if Properties.value(self, *_UPDATE) is None:
            return {}
        named = {hook: Properties.value(self, *_UPDATE, hook) for hook in _HOOKS}
        found = {hook: function_target(value, self.template) for hook, value in named.items()}
        return {hook: target for hook, target in found.items() if target is not None}

    def identifier(self, attribute: str) -> tuple[Component, ...] | None:
        """`Ref` and `AliasArn` give the qualified ARN, which ends in `Name`."""
        own_name = self.name
        known = own_name if isinstance(own_name, str) else ""
        itself = Reference(f"the name of {self.logical_id}", self, "Name", known_text=known)
        if attribute == "Name":
            return (itself,)
        if attribute not in ("", "AliasArn"):
            return None
        function = self.function
        name = function.identifier("") if function else None
        return function_arn(name[0] if name else Unresolved("a function's name"), itself)


def _version(value: str | Unresolved | None) -> Version | str | Unresolved | None:
    """The version that a number, or the attribute of a version, means."""
    parts = components(value)
    last = parts[-1] if parts else None
    if isinstance(last, Reference) and isinstance(last.resource, Version):
        return last.resource
    return value
