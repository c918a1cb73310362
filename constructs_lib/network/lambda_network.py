"""A VPC for functions: its ways out, its endpoints, its cost and its addresses."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Literal

import jsii
from aws_cdk import Annotations, Aspects, IAspect, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct, DependencyGroup, IConstruct, IValidation

from constructs_lib.errors import ConstructError, require_type, require_type_if_given
from constructs_lib.network.called_services import called_services, is_known, rights_of
from constructs_lib.network.egress import HTTPS, allow_egress, require_egress
from constructs_lib.network.endpoints import (
    AUTO,
    make_gateway,
    make_interface,
    one_of_each_zone,
    requested,
    tag_like,
)
from constructs_lib.network.existing_vpc import function_subnets, require_existing_vpc
from constructs_lib.network.nat import WAYS_OUT, Nat
from constructs_lib.network.own_vpc import (
    FUNCTIONS,
    log_flows,
    make_vpc,
    require_own_vpc,
    require_zones,
)
from constructs_lib.network.shared_nat import accept_shared_nat
from constructs_lib.tokens import is_token
from policies.domain.endpoints import GATEWAY_SERVICES
from policies.domain.enumeration import enumerated
from policies.domain.network_costs import MonthlyCost, monthly_cost
from policies.domain.network_prices import NetworkPrices, prices_in
from policies.domain.networks import SubnetAddresses, range_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from constructs_lib.function import VersionedFunction
    from constructs_lib.network.called_services import Rights
    from constructs_lib.network.endpoints import Endpoints, Service


class LambdaNetwork(Construct):
    """A VPC in which functions run, with a security group that they share.

    Private subnets in two zones or three for functions, isolated ones for data, and public ones
    where a NAT needs them. Gateway endpoints lead to S3 and DynamoDB, at no cost. Functions are
    given to it, `VersionedFunction(..., network=network)`, and share their network interfaces.

    Without a NAT the network has an interface endpoint for each service that its functions call,
    told by what their roles may do when the app is synthesized; with one, the NAT leads there. A
    function that calls what nothing leads to is refused.

    Attributes:
        vpc: Where the functions are.
        subnets: In which subnets of it, as a selection for other constructs.
        security_group: Of all functions that have none of their own: it lets out HTTPS alone.
        endpoint_group: The security group of the interface endpoints; None without any.
        endpoints: The interface endpoints, by what their service's name ends with. One of your own
            in `vpc` is put there, so that none is made beside it.
        nat: What leads out; None for a VPC that was there before.
        flow_log: What is written down of its traffic; None where nothing is.
        functions: Those that are in it.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The network's place in its scope.
        nat: How functions reach the internet: `Nat.none()`, `Nat.single()`, `Nat.per_zone()` or
            `Nat.instance()`. Instead of `vpc`.
        cidr: Its range, /16 to /24; 10.0.0.0/16 by default. Every subnet has a sixteenth of it, so
            that a NAT or a third zone can come later and moves none.
        zones: 2 or 3; 2 by default. Three need a stack that names its account and region.
        ipv6: Whether subnets are dual-stack and functions may use IPv6, which leads out by an
            egress-only internet gateway at no cost, to whatever has an IPv6 address itself. Those
            of `vpc` must be dual-stack already.
        vpc: One that is there already, instead of `nat`, `cidr`, `zones` and `flow_logs`.
        subnets: In which subnets of `vpc`; by default the private ones, or else the isolated.
        endpoints: The services to which the network has interface endpoints, by the ends of their
            names: `["sqs", "secretsmanager"]`, or `InterfaceVpcEndpointService(...)`. By default
            `"auto"` with `nat`, and none with `vpc`, whose owner may have them already.
            `["auto", "kms"]` is more than roles say.
        egress: What functions may connect to, anywhere; by default TCP port 443. To a database
            they are let by `database.connections.allow_default_port_from(release)`.
        flow_logs: Which traffic is written to a log group of its own; by default what was rejected,
            which is what a security group in the way looks like. False for none.
        prices: What its cost is reckoned by, where Keel has no prices or yours are others.
        explain_cost: Whether each synthesis tells the cost of a month and the addresses left.

    Raises:
        ConstructError: A value is out of bounds or of another type than its prop, two props exclude
            each other, or the subnets are public.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        nat: Nat | None = None,
        cidr: str | None = None,
        zones: int | None = None,
        ipv6: bool = False,
        vpc: ec2.IVpc | None = None,
        subnets: ec2.SubnetSelection | None = None,
        endpoints: Endpoints | None = None,
        egress: Sequence[ec2.Port] | None = None,
        flow_logs: ec2.FlowLogTrafficType | Literal[False] | None = None,
        prices: NetworkPrices | None = None,
        explain_cost: bool = False,
    ) -> None:
        stack = scope if isinstance(scope, Stack) else Stack.of(scope)
        region = None if is_token(stack.region) else stack.region
        require_type("ipv6", ipv6, bool, "True or False")
        require_type("explain_cost", explain_cost, bool, "True or False")
        require_egress(egress)
        require_type_if_given("prices", prices, NetworkPrices, "a NetworkPrices")
        if vpc is None:
            require_own_vpc(nat, cidr, zones, flow_logs, stack=stack)
            if subnets is not None:
                raise ConstructError("subnets must be beside vpc, got subnets alone")
        else:
            own = {"nat": nat, "cidr": cidr, "zones": zones, "flow_logs": flow_logs}
            require_existing_vpc(vpc, subnets, own)
        endpoints = (AUTO if vpc is None else ()) if endpoints is None else endpoints
        services = requested(endpoints)

        super().__init__(scope, construct_id)
        self.stack = stack
        self.nat = nat
        self.ipv6 = ipv6
        self.functions: list[VersionedFunction] = []
        self.endpoints: dict[str, ec2.InterfaceVpcEndpoint] = {}
        self.endpoint_group: ec2.SecurityGroup | None = None
        self.flow_log: ec2.FlowLog | None = None
        self._region = region
        self._prices = prices if prices or region is None else prices_in(region)
        self._is_auto = AUTO in endpoints
        self._explains_cost = explain_cost
        self._groups: dict[frozenset[ec2.ISecurityGroup], Sequence[ec2.ISecurityGroup]] = {}
        self._rights: dict[VersionedFunction, Rights] = {}
        self._is_complete = False
        self._has_default_egress = egress is None
        if vpc is None and nat is not None:
            self.vpc: ec2.IVpc = make_vpc(self, nat, cidr=cidr, zones=zones, ipv6=ipv6)
            placed = self.vpc.select_subnets(subnet_group_name=FUNCTIONS)
            require_zones(zones, len(placed.subnets))
            self._leads_out = nat.leads_out
            if flow_logs is not False:
                traffic = flow_logs or ec2.FlowLogTrafficType.REJECT
                self.flow_log = log_flows(self, self.vpc, traffic)
        else:
            self.vpc = vpc  # type: ignore[assignment]  # one of the two is given
            placed, self._leads_out = function_subnets(self.vpc, subnets)
        self._places = placed.subnets
        self._endpoint_places = one_of_each_zone(placed)
        self.subnets = ec2.SubnetSelection(subnets=placed.subnets)
        self.security_group = ec2.SecurityGroup(
            self,
            "Functions",
            vpc=self.vpc,
            allow_all_outbound=False,
            description="functions that have no group of their own",
        )
        allow_egress(self.security_group, egress, ipv6=ipv6)
        self._lead_to_what_is_needed(services)

    @property
    def leads_out(self) -> bool:
        """Whether functions reach the internet: by a NAT, or over IPv6 from a VPC of ours."""
        return self._leads_out or (self.ipv6 and self.nat is not None)

    @property
    def _makes_endpoints_late(self) -> bool:
        return self._is_auto and not self._leads_out

    @property
    def monthly_cost(self) -> MonthlyCost:
        """What it costs a month by list prices, before anything passes through it.

        With `endpoints="auto"` it counts those for what the roles may do by now.
        """
        zones = len(self._endpoint_places)
        endpoints = len(self.endpoints) + len(self._wanted())
        nat = self.nat or Nat.none()
        number = nat.count(zones)
        return monthly_cost(
            self._region,
            self._prices,
            nat_gateways=number if nat.kind == "gateway" else 0,
            instances=(nat.instance_type, number) if nat.kind == "instance" else None,
            endpoint_zones=zones * endpoints,
        )

    @property
    def addresses(self) -> list[SubnetAddresses]:
        """How many addresses the subnets of the functions have left for interfaces.

        Of a VPC that was there before, whatever else is in the subnets is not counted.
        """
        endpoints = len(self.endpoints) + len(self._wanted())
        return [
            _addresses_of(
                each,
                functions=len(self._groups),
                endpoints=endpoints if each in self._endpoint_places else 0,
            )
            for each in self._places
        ]

    def take_in(
        self, function: VersionedFunction, groups: Sequence[ec2.ISecurityGroup] | None
    ) -> None:
        """The function is in the network from now on; `network=` calls this."""
        if self.nat is not None and not groups:
            self._require_no_cycle(function)
        self.functions.append(function)
        own = frozenset(groups or (self.security_group,))
        if own not in self._groups:
            self._groups[own] = tuple(groups or ())
            if self.endpoint_group is not None:
                self._admit(groups or ())
        if self.nat is not None and self.nat == Nat.single():
            accept_shared_nat(function.function)
        if self._makes_endpoints_late and not is_known(function.role):
            Annotations.of(function).add_warning_v2(
                "keel:imported-role",
                "endpoints='auto' cannot see all that an imported role may do: list the services "
                "that the function calls in endpoints of its LambdaNetwork",
            )

    def complete(self) -> None:
        """The endpoints are there that the functions need, and before them.

        Grants come after functions, and endpoints after grants: an aspect calls this when the tree
        is complete. It is on one empty construct, so that it costs one call into Python; a
        validation would be too late for a nested stack, whose template has its hash by then.
        """
        if self._is_complete:
            return
        wanted = sorted(self._wanted())
        self._lead_to_all({each: each for each in wanted})
        self._is_complete = True
        if wanted and self.endpoint_group is not None:
            made = [self.endpoints[each] for each in wanted]
            tag_like(self.security_group, [self.endpoint_group, *made])
        if self.endpoints:
            # A new version that is called before its endpoint is there would wait for nothing.
            all_of_them = DependencyGroup(*self.endpoints.values())
            for function in self.functions:
                function.function.node.add_dependency(all_of_them)

    def settle(self) -> list[str]:
        """What is wrong in the end, in words."""
        problems: list[str] = []
        if self.nat is not None and not self._leads_out and self.functions:
            problems += self._unreached()
        problems += [
            f"{each.subnet}: {each.problem}; take a larger cidr, or share security groups"
            for each in self.addresses
            if each.problem
        ]
        if self._explains_cost:
            self._explains_cost = False
            told = Annotations.of(self)
            told.add_info_v2("keel:monthly-cost", f"costs {self.monthly_cost}")
            told.add_info_v2("keel:addresses", "; ".join(map(str, self.addresses)))
        return problems

    def _require_no_cycle(self, function: VersionedFunction) -> None:
        mounted = function.features.file_system
        peers = mounted.config.connections if mounted is not None else None
        for each in peers.security_groups if peers is not None else ():
            if each.stack is not self.stack and is_token(each.security_group_id):
                raise ConstructError(
                    f"file_system must be of the stack of the network, {self.stack.node.path}, got "
                    f"one of {each.stack.node.path}: the two would need each other, because "
                    "functions share a security group; give this one security_groups of its own"
                )

    def _lead_to_what_is_needed(self, listed: Mapping[str, Service]) -> None:
        """To what is listed now, to what the roles say when the tree is complete."""
        self._lead_to_all(listed)
        if not self._leads_out:
            # The last child: aspects such as tags have been with the others before it.
            Aspects.of(Construct(self, "Complete")).add(_WhenComplete(self))
        self.node.add_validation(_AtSynthesis(self))

    def _wanted(self) -> set[str]:
        """The interface endpoints that `auto` has yet to make, by what roles may do by now."""
        if self._is_complete or not self._makes_endpoints_late or not self.functions:
            return set()
        wanted: set[str] = set().union(*self._called().values())
        return wanted - {*GATEWAY_SERVICES} - {*self.endpoints}

    def _called(self) -> dict[VersionedFunction, set[str]]:
        if not self._is_complete:
            self._rights.clear()  # triggers may have come since somebody asked
        self._rights |= rights_of(each for each in self.functions if each not in self._rights)
        return called_services(self._rights, self.stack)

    def _unreached(self) -> Iterator[str]:
        for function, called in self._called().items():
            missing = sorted(called - {*self.endpoints} - {*GATEWAY_SERVICES})
            if missing:
                yield (
                    f"function {function.node.path} must have a way to what its role is for, got "
                    f"none to {enumerated(missing)}: add {missing} to endpoints, or take {WAYS_OUT}"
                )

    def _lead_to_all(self, services: Mapping[str, Service]) -> None:
        for name, service in services.items():
            self._lead_to(name, service)

    def _lead_to(self, name: str, service: Service) -> None:
        if name not in GATEWAY_SERVICES or not isinstance(service, str):
            self.endpoints[name] = make_interface(
                self,
                self.vpc,
                service,
                name,
                subnets=ec2.SubnetSelection(subnets=self._endpoint_places),
                security_group=self._group_of_endpoints(),
            )
        elif self.nat is None:  # a VPC of ours has it
            make_gateway(self, self.vpc, name, self.subnets)

    def _group_of_endpoints(self) -> ec2.SecurityGroup:
        if self.endpoint_group is None:
            self.endpoint_group = ec2.SecurityGroup(
                self,
                "Endpoints",
                vpc=self.vpc,
                allow_all_outbound=False,
                description="interface endpoints",
            )
            self._admit([self.security_group, *chain.from_iterable(self._groups.values())])
        return self.endpoint_group

    def _admit(self, groups: Iterable[ec2.ISecurityGroup]) -> None:
        group = self._group_of_endpoints()
        for each in groups:
            # A group of another stack has the rule there: that stack needs this one, too.
            group.add_ingress_rule(each, ec2.Port.tcp(HTTPS), "functions", remote_rule=True)
            lets_https_out = each is self.security_group and self._has_default_egress
            if not lets_https_out and not each.allow_all_outbound:
                each.add_egress_rule(group, ec2.Port.tcp(HTTPS), "interface endpoints")


@jsii.implements(IAspect)
class _WhenComplete:
    """What the CDK calls when the tree is complete, before it refers from one stack to another."""

    def __init__(self, network: LambdaNetwork) -> None:
        self._network = network

    def visit(self, _node: IConstruct) -> None:
        self._network.complete()


@jsii.implements(IValidation)
class _AtSynthesis:
    """What the CDK calls before it writes any template."""

    def __init__(self, network: LambdaNetwork) -> None:
        self._network = network

    def validate(self) -> list[str]:
        return self._network.settle()


def _addresses_of(subnet: ec2.ISubnet, *, functions: int, endpoints: int) -> SubnetAddresses:
    try:
        cidr = subnet.ipv4_cidr_block
    except RuntimeError:  # of an imported subnet nobody need say it
        cidr = None
    known = None if cidr is None or is_token(cidr) else cidr
    size = None if known is None else range_size(known)
    return SubnetAddresses(subnet.node.id, known, size, functions, endpoints)
