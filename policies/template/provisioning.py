"""What keeps environments ready for a version that the template publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policies.template.resources.alias import Alias
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.version import Version

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from policies.template.resources.function import Function


class Provisioning(NamedTuple):
    """Environments kept ready for a version that is configured as the function is now."""

    function: Function
    amount: int
    at: str


def provisioning(holder: Resource) -> Provisioning | None:
    """What an alias, a version or a scalable target provisions; None when nothing for certain.

    An alias of a version that is meant by its number is left out: how that one is configured, no
    template shows.
    """
    if isinstance(holder, ScalableTarget):
        target, minimum = holder.target, holder.minimum_capacity
        if target is None or target.qualifier is None or not target.has_current_configuration:
            return None
        return _of(target.function, minimum, "MinCapacity")
    if isinstance(holder, Alias) and not isinstance(holder.version, Version):
        return None
    if isinstance(holder, (Alias, Version)):
        amount = holder.provisioned_concurrency
        return _of(holder.function, amount, "ProvisionedConcurrencyConfig")
    return None


def _of(function: Function | None, amount: object, at: str) -> Provisioning | None:
    if function is None or not isinstance(amount, int) or amount < 1:
        return None
    return Provisioning(function, amount, at)
