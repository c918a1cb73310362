"""AWS::EC2::SecurityGroup and AWS::EC2::SecurityGroupEgress."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.references import identified
from policies.template.resource import Resource

if TYPE_CHECKING:
    from policies.template.values import Value

# What templates write to take the rule away that AWS adds to a group without any: the first is the
# documentation's, the second CDK's. No packet has these destinations.
_NOWHERE: Final = frozenset({"127.0.0.1/32", "255.255.255.255/32"})


class SecurityGroup(Resource):
    """A firewall around network interfaces."""

    type_name: ClassVar[str] = "AWS::EC2::SecurityGroup"

    __slots__ = ()

    @property
    def vpc_id(self) -> Value:
        """The id of its VPC; None means the default VPC of the account."""
        return self.value("VpcId")

    @property
    def lets_nothing_out(self) -> bool:
        """True when no connection can be opened through it for certain.

        A group without rules for outgoing traffic lets everything out.
        """
        rules = self.items("SecurityGroupEgress")
        if not isinstance(rules, list) or not rules:
            return False
        environment = self.template.environment
        if any(environment.related(SecurityGroupEgress, "group", to) for to in (self, None)):
            return False
        return all(self._leads_nowhere(rule) for rule in rules)

    def _leads_nowhere(self, rule: Value) -> bool:
        if not isinstance(rule, dict):
            return False
        cidr = self.template.intrinsics.resolve(rule.get("CidrIp"))
        return isinstance(cidr, str) and cidr in _NOWHERE


class SecurityGroupEgress(Resource):
    """A rule for outgoing traffic that stands beside its group."""

    type_name: ClassVar[str] = "AWS::EC2::SecurityGroupEgress"

    __slots__ = ()

    @property
    def group(self) -> SecurityGroup | None:
        """The group it belongs to, when the assembly holds it."""
        group_id = self.value("GroupId")
        return identified(group_id, SecurityGroup)
