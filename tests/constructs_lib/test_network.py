"""What a LambdaNetwork makes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsii
import pytest
from aws_cdk import App, Aspects, Environment, IAspect, NestedStack, Stack, Stage, Tags, Token
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_efs as efs
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match, Template
from aws_cdk.aws_sns import Topic
from aws_cdk.aws_sqs import Queue
from constructs import Construct

from constructs_lib import (
    AsyncInvocation,
    ConstructError,
    GuardedQueue,
    LambdaNetwork,
    Nat,
    NetworkPrices,
    QueueTrigger,
    VersionedFunction,
)
from policies.gate.check import check
from tests.constructs_lib.network_scenes import image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from constructs import IConstruct

    Resources = Callable[[str], Mapping[str, Any]]
    MakeFunction = Callable[..., VersionedFunction]

IRELAND = Environment(account="123456789012", region="eu-west-1")
FAULTS = "arn:aws:sns:eu-west-1:123456789012:faults"
WAYS_OUT = "Nat.single(), Nat.per_zone() or Nat.instance()"


@pytest.fixture
def vpc(stack: Stack) -> ec2.IVpc:
    return ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        public_subnet_ids=["subnet-0a", "subnet-0b"],
        private_subnet_ids=["subnet-1a", "subnet-1b"],
        isolated_subnet_ids=["subnet-2a", "subnet-2b"],
        isolated_subnet_route_table_ids=["rtb-2a", "rtb-2b"],
    )


def network(stack: Stack, nat: Nat | None = None, **props: Any) -> LambdaNetwork:
    return LambdaNetwork(stack, "Network", nat=nat or Nat.none(), **props)


def refusal(of: Callable[[], object]) -> str:
    with pytest.raises(ConstructError) as refused:
        of()
    return str(refused.value)


def function_in(scope: Construct, **props: Any) -> VersionedFunction:
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    return VersionedFunction(scope, "Pay", code=code, handler="index.handler", **props)


def publish(function: VersionedFunction, *, construct_id: str = "Faults") -> None:
    Topic.from_topic_arn(function, construct_id, FAULTS).grant_publish(function)


def interface_services(endpoints: Mapping[str, Any]) -> list[str]:
    """What the names of the interface endpoints end with."""
    names = [
        each["ServiceName"] for each in endpoints.values() if each["VpcEndpointType"] == "Interface"
    ]
    return sorted(json.dumps(name).strip('"]}').rpartition(".")[2] for name in names)


# Subnets and ways out


@pytest.mark.parametrize(
    ("nat", "gateways", "groups"),
    [
        (Nat.none(), 0, {"Functions", "Data"}),
        (Nat.single(), 1, {"Public", "Functions", "Data"}),
        (Nat.per_zone(), 2, {"Public", "Functions", "Data"}),
    ],
    ids=["none", "single", "per zone"],
)
def test_public_subnets_are_there_for_a_nat_alone(
    stack: Stack, resources: Resources, nat: Nat, gateways: int, groups: set[str]
) -> None:
    network(stack, nat)

    names = {
        tag["Value"]
        for subnet in resources("AWS::EC2::Subnet").values()
        for tag in subnet["Tags"]
        if tag["Key"] == "aws-cdk:subnet-name"
    }
    assert names == groups
    assert len(resources("AWS::EC2::NatGateway")) == gateways
    assert len(resources("AWS::EC2::InternetGateway")) == (1 if gateways else 0)


@pytest.mark.parametrize(("is_per_zone", "number"), [(False, 1), (True, 2)])
def test_nat_instances_are_replaced_by_groups_of_one_and_take_what_the_vpc_sends(
    stack: Stack, resources: Resources, *, is_per_zone: bool, number: int
) -> None:
    network(stack, Nat.instance("t4g.micro", is_per_zone=is_per_zone, machine_image=image()))

    groups = resources("AWS::AutoScaling::AutoScalingGroup").values()
    [template, *_] = resources("AWS::EC2::LaunchTemplate").values()
    let_in = [
        rule
        for group in resources("AWS::EC2::SecurityGroup").values()
        for rule in group.get("SecurityGroupIngress", [])
    ]
    assert [(each["MinSize"], each["MaxSize"]) for each in groups] == [("1", "1")] * number
    assert template["LaunchTemplateData"]["InstanceType"] == "t4g.micro"
    assert [(rule["IpProtocol"], rule["Description"]) for rule in let_in] == [
        ("-1", "what the VPC sends out")
    ]


def test_zones_that_the_region_has_not_are_refused() -> None:
    places = {"availability-zones:account=123456789012:region=us-west-1": ["a", "c"]}
    stack = Stack(
        App(context=places), "Scene", env=Environment(account="123456789012", region="us-west-1")
    )

    assert refusal(lambda: network(stack, zones=3)) == (
        "zones must be at most 2 in the region of the stack, got 3"
    )


@pytest.mark.parametrize(
    ("instance_type", "message"),
    [
        (
            "t3.nano",
            (
                "instance_type must be an ARM one, such as 't4g.nano', for the image of fck-nat, "
                "got 't3.nano': give machine_image for any other"
            ),
        ),
        ("nano", "instance_type must be one such as 't4g.nano', got 'nano'"),
    ],
)
def test_nat_instances_that_the_image_does_not_run_on_are_refused(
    app: App, instance_type: str, message: str
) -> None:
    stack = Stack(app, "Instances", env=IRELAND)

    assert refusal(lambda: network(stack, Nat.instance(instance_type))) == message


def test_a_network_makes_no_lambda_function_of_its_own(stack: Stack) -> None:
    network(stack, Nat.per_zone())

    types = {each["Type"] for each in Template.from_stack(stack).to_json()["Resources"].values()}
    assert not [each for each in types if each.startswith("Custom::")]
    assert "AWS::Lambda::Function" not in types


def test_gateway_endpoints_are_in_every_route_table(stack: Stack, resources: Resources) -> None:
    network(stack, Nat.single())

    endpoints = resources("AWS::EC2::VPCEndpoint").values()
    tables = resources("AWS::EC2::RouteTable")
    assert [each["VpcEndpointType"] for each in endpoints] == ["Gateway", "Gateway"]
    assert {len(each["RouteTableIds"]) for each in endpoints} == {len(tables)}


def test_a_third_zone_moves_no_subnet_of_the_first_two(app: App) -> None:
    def ranges(zones: int) -> set[str]:
        stack = Stack(app, f"Scene{zones}", env=IRELAND)
        made = LambdaNetwork(stack, "Network", nat=Nat.single(), zones=zones)
        return {subnet.ipv4_cidr_block for subnet in made.vpc.public_subnets} | {
            each.cidr or "" for each in made.addresses
        }

    two, three = ranges(2), ranges(3)
    assert (len(two), len(three)) == (4, 6)
    assert two < three


def test_a_nat_that_comes_later_moves_no_subnet(app: App) -> None:
    before, after = Stack(app, "Before"), Stack(app, "After")
    network(before, Nat.none(), flow_logs=False)
    network(after, Nat.per_zone(), flow_logs=False)

    def ranges(stack: Stack) -> dict[str, str]:
        found = Template.from_stack(stack).find_resources("AWS::EC2::Subnet")
        return {key: each["Properties"]["CidrBlock"] for key, each in found.items()}

    assert ranges(before).items() < ranges(after).items()
    assert {key for key in ranges(after) if "Public" not in key} == {*ranges(before)}


def test_over_ipv6_a_network_without_a_nat_leads_out(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack, ipv6=True)
    make_function(network=made, needs_internet=True)

    [function] = resources("AWS::Lambda::Function").values()
    assert made.leads_out
    assert function["VpcConfig"]["Ipv6AllowedForDualStack"] is True
    assert len(resources("AWS::EC2::EgressOnlyInternetGateway")) == 1
    assert resources("AWS::EC2::NatGateway") == {}


def test_rejected_flows_are_logged_by_default(stack: Stack, resources: Resources) -> None:
    network(stack)

    [flow_log] = resources("AWS::EC2::FlowLog").values()
    [group] = resources("AWS::Logs::LogGroup").values()
    assert flow_log["TrafficType"] == "REJECT"
    assert group["RetentionInDays"] == 30


def test_flows_are_logged_as_one_says_or_not_at_all(app: App) -> None:
    everything, nothing = Stack(app, "Everything"), Stack(app, "Nothing")
    made = network(everything, flow_logs=ec2.FlowLogTrafficType.ALL)
    without = network(nothing, flow_logs=False)

    Template.from_stack(everything).has_resource_properties(
        "AWS::EC2::FlowLog", {"TrafficType": "ALL"}
    )
    assert made.flow_log is not None
    assert without.flow_log is None


# Functions


def test_functions_share_a_group_that_lets_https_out_and_nothing_else(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack)
    make_function("One", network=made)
    make_function("Two", network=made)

    [(group, properties)] = resources("AWS::EC2::SecurityGroup").items()
    egress = properties["SecurityGroupEgress"]
    shared = [{"Fn::GetAtt": [group, "GroupId"]}]
    assert [(each["CidrIp"], each["FromPort"], each["ToPort"]) for each in egress] == [
        ("0.0.0.0/0", 443, 443)
    ]
    assert [
        each["VpcConfig"]["SecurityGroupIds"]
        for each in resources("AWS::Lambda::Function").values()
    ] == [shared, shared]


def test_other_ports_can_be_let_out(stack: Stack, resources: Resources) -> None:
    network(stack, Nat.single(), egress=[ec2.Port.tcp(587)], ipv6=True)

    [group] = resources("AWS::EC2::SecurityGroup").values()
    assert [
        (each.get("CidrIp") or each["CidrIpv6"], each["FromPort"])
        for each in group["SecurityGroupEgress"]
    ] == [("0.0.0.0/0", 587), ("::/0", 587)]


def test_a_database_lets_a_release_in_and_the_group_lets_it_out(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack)
    database = ec2.SecurityGroup(stack, "Database", vpc=made.vpc, allow_all_outbound=False)
    live = make_function(network=made).release("live")
    database.connections.allow_from(live, ec2.Port.tcp(5432))

    [ingress] = resources("AWS::EC2::SecurityGroupIngress").values()
    [egress] = resources("AWS::EC2::SecurityGroupEgress").values()
    assert (ingress["FromPort"], egress["ToPort"]) == (5432, 5432)


@pytest.mark.parametrize("from_stack", ["Shared", "Data"])
def test_a_file_system_is_of_the_stack_of_the_network(app: App, from_stack: str) -> None:
    stacks = {each: Stack(app, each) for each in ("Shared", "Data", "Shop")}
    made = network(stacks["Shared"])
    files = efs.FileSystem(stacks[from_stack], "Files", vpc=made.vpc, encrypted=True)
    mounted = lambda_.FileSystem.from_efs_access_point(
        files.add_access_point("Point"), "/mnt/files"
    )
    own = ec2.SecurityGroup(stacks["Shop"], "Own", vpc=made.vpc, allow_all_outbound=False)

    def mount(**props: Any) -> None:
        function_in(
            Construct(stacks["Shop"], f"With{len(props)}"),
            network=made,
            file_system=mounted,
            **props,
        )

    mount(security_groups=[own])
    if from_stack == "Shared":
        mount()
    else:
        assert refusal(mount) == (
            "file_system must be of the stack of the network, Shared, got one of Data: the two "
            "would need each other, because functions share a security group; give this one "
            "security_groups of its own"
        )


@pytest.mark.parametrize("endpoints", ["auto", ["sns"]])
def test_what_lets_little_out_reaches_the_endpoints(
    stack: Stack, resources: Resources, endpoints: Any
) -> None:
    made = network(stack, endpoints=endpoints, egress=[])
    closed = ec2.SecurityGroup(stack, "Closed", vpc=made.vpc, allow_all_outbound=False)
    wide = ec2.SecurityGroup(stack, "Wide", vpc=made.vpc)
    publish(function_in(Construct(stack, "One"), network=made))
    for number, group in enumerate((closed, wide)):
        function_in(Construct(stack, str(number)), network=made, security_groups=[group])

    egress = resources("AWS::EC2::SecurityGroupEgress").values()
    assert [each["FromPort"] for each in egress] == [443, 443]
    assert sorted(
        each["GroupId"]["Fn::GetAtt"][0].rstrip("0123456789ABCDEF") for each in egress
    ) == ["Closed", "NetworkFunctions"]


def test_the_role_has_the_rights_to_interfaces_and_no_others_for_that(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(network=network(stack, flow_logs=False))

    [policy] = resources("AWS::IAM::Policy").values()
    actions = [
        action for each in policy["PolicyDocument"]["Statement"] for action in each["Action"]
    ]
    assert [each for each in actions if each.startswith("ec2:")] == [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    ]


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"vpc": "vpc-0a1b2c3d"},
            "vpc must not be beside network, got both",
        ),
        (
            {"vpc_subnets": ec2.SubnetSelection(subnet_group_name="Data")},
            "vpc_subnets must not be beside network, got both",
        ),
        ({"security_groups": []}, "security_groups of a function must be at least 1, got none"),
        ({"needs_internet": "yes"}, "needs_internet must be True or False, got 'yes'"),
        (
            {"needs_internet": True},
            (
                "function that needs the internet must be in a network that leads there, got "
                f"Nat.none(): take {WAYS_OUT}"
            ),
        ),
    ],
)
def test_what_a_function_cannot_have_beside_its_network_is_refused(
    stack: Stack, make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    made = network(stack)

    assert refusal(lambda: make_function(network=made, **props)) == message
    assert made.functions == []


def test_only_a_network_is_a_network(make_function: MakeFunction) -> None:
    assert refusal(lambda: make_function(network="vpc-0a1b2c3d")) == (
        "network must be a LambdaNetwork such as LambdaNetwork(self, 'Network', "
        "nat=Nat.per_zone()), got 'vpc-0a1b2c3d'"
    )
    assert refusal(lambda: make_function(needs_internet=True)) == (
        "needs_internet must be beside network, got it alone: outside a VPC every function "
        "reaches the internet"
    )


def test_public_subnets_are_refused_with_the_reason(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction
) -> None:
    public = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC)
    reason = (
        "subnets must be private, got public ones: an internet gateway serves what has a public "
        "address, and a function never has one"
    )

    assert refusal(lambda: make_function(vpc=vpc, vpc_subnets=public)) == reason
    assert refusal(lambda: LambdaNetwork(stack, "A", vpc=vpc, subnets=public)) == reason
    listed = ec2.SubnetSelection(subnets=vpc.public_subnets)
    assert refusal(lambda: LambdaNetwork(stack, "B", vpc=vpc, subnets=listed)) == reason


# A VPC that is there already


def test_functions_are_in_the_private_subnets_of_a_vpc_that_is_there(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    made = LambdaNetwork(stack, "Network", vpc=vpc)
    make_function(network=made, needs_internet=True)

    [function] = resources("AWS::Lambda::Function").values()
    assert made.leads_out
    assert function["VpcConfig"]["SubnetIds"] == ["subnet-1a", "subnet-1b"]
    assert resources("AWS::EC2::VPCEndpoint") == {}
    assert resources("AWS::EC2::FlowLog") == {}


def test_isolated_subnets_do_not_lead_out(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction
) -> None:
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    made = LambdaNetwork(stack, "Network", vpc=vpc, subnets=isolated)

    assert refusal(lambda: make_function(network=made, needs_internet=True)) == (
        "function that needs the internet must be in a network that leads there, got isolated "
        f"subnets: take {WAYS_OUT}"
    )


def test_whether_ipv6_leads_out_of_a_vpc_that_is_there_is_not_known(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    made = LambdaNetwork(stack, "Network", vpc=vpc, subnets=isolated, ipv6=True)
    make_function(network=made)

    [function] = resources("AWS::Lambda::Function").values()
    assert not made.leads_out
    assert function["VpcConfig"]["Ipv6AllowedForDualStack"] is True


def test_endpoints_follow_the_roles_into_a_vpc_that_is_there_when_one_says_so(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    made = LambdaNetwork(stack, "Network", vpc=vpc, subnets=isolated, endpoints="auto")
    function = make_function(network=made)
    publish(function)
    iam.Grant.add_to_principal(
        grantee=function, actions=["s3:GetObject"], resource_arns=["arn:aws:s3:::bills/*"]
    )

    # A gateway endpoint that its owner has already would be refused, so none is guessed at.
    assert [each["VpcEndpointType"] for each in resources("AWS::EC2::VPCEndpoint").values()] == [
        "Interface"
    ]


def test_a_vpc_of_isolated_subnets_alone_has_those(stack: Stack) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a"],
        isolated_subnet_ids=["subnet-2a"],
        isolated_subnet_route_table_ids=["rtb-2a"],
    )

    assert not LambdaNetwork(stack, "Network", vpc=vpc).leads_out


def test_subnets_that_lead_out_are_not_mixed_with_others(stack: Stack, vpc: ec2.IVpc) -> None:
    mixed = ec2.SubnetSelection(subnets=[vpc.private_subnets[0], vpc.isolated_subnets[0]])

    assert refusal(lambda: LambdaNetwork(stack, "Network", vpc=vpc, subnets=mixed)) == (
        "subnets must all lead out or none, got private and isolated ones: only some of the "
        "invocations would reach the internet"
    )


def test_a_vpc_that_is_yet_to_be_looked_up_is_taken(app: App) -> None:
    stack = Stack(app, "Scene", env=IRELAND)
    vpc = ec2.Vpc.from_lookup(stack, "Vpc", vpc_id="vpc-0a1b2c3d")
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)

    # The first synthesis must come to its end, or the CDK looks nothing up.
    assert LambdaNetwork(stack, "Private", vpc=vpc).leads_out
    assert LambdaNetwork(stack, "Isolated", vpc=vpc, subnets=isolated).leads_out


@pytest.mark.parametrize(
    ("props", "prop"),
    [
        ({"nat": Nat.single()}, "nat"),
        ({"cidr": "10.1.0.0/16"}, "cidr"),
        ({"zones": 2}, "zones"),
        ({"flow_logs": False}, "flow_logs"),
    ],
)
def test_what_the_owner_of_a_vpc_decides_is_not_said_again(
    stack: Stack, vpc: ec2.IVpc, props: dict[str, Any], prop: str
) -> None:
    assert refusal(lambda: LambdaNetwork(stack, "Network", vpc=vpc, **props)) == (
        f"{prop} must not be beside vpc, whose owner decides, got both"
    )


def test_a_gateway_endpoint_of_a_vpc_that_is_there_is_made_when_it_is_listed(
    stack: Stack, vpc: ec2.IVpc, resources: Resources
) -> None:
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    LambdaNetwork(stack, "Network", vpc=vpc, subnets=isolated, endpoints=["s3"])

    [endpoint] = resources("AWS::EC2::VPCEndpoint").values()
    assert endpoint["RouteTableIds"] == ["rtb-2a", "rtb-2b"]


# Endpoints


def test_a_grant_after_the_function_was_made_brings_its_endpoint(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(network=network(stack))
    publish(function)
    iam.Grant.add_to_principal(
        grantee=function,
        actions=["kinesis:PutRecords", "bedrock:InvokeModel", "s3:GetObject", "kms:Decrypt"],
        resource_arns=["*"],
    )

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == [
        "bedrock-runtime",
        "kinesis-streams",
        "sns",
    ]


def test_endpoints_let_in_the_functions_and_nobody_else(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack)
    own = ec2.SecurityGroup(stack, "Own", vpc=made.vpc, allow_all_outbound=False)
    publish(make_function("One", network=made))
    make_function("Two", network=made, security_groups=[own])

    ingress = resources("AWS::EC2::SecurityGroupIngress").values()
    assert {each["FromPort"] for each in ingress} == {443}
    admitted = [each["SourceSecurityGroupId"]["Fn::GetAtt"][0] for each in ingress]
    assert [group.rstrip("0123456789ABCDEF") for group in sorted(admitted)] == [
        "NetworkFunctions",
        "Own",
    ]


def test_what_lambda_itself_polls_and_sends_to_needs_no_endpoint(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    lost, dead = Queue(stack, "Lost"), Topic(stack, "Dead")
    function = make_function(network=network(stack), dead_letters=dead)
    live = function.release("live", invocation=AsyncInvocation(on_failure=lost))
    live.on(QueueTrigger(GuardedQueue(stack, "Readings")))

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == []


def test_asking_for_the_cost_early_changes_nothing(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack)
    live = make_function(network=made).release("live")
    queue = GuardedQueue(stack, "Readings")
    assert made.monthly_cost.parts == ()
    live.on(QueueTrigger(queue))
    assert made.monthly_cost.parts == ()

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == []


def test_what_the_code_sends_to_besides_does(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(network=network(stack))
    live = function.release("live", invocation=AsyncInvocation(on_failure=Queue(stack, "Lost")))
    Queue(stack, "Next").grant_send_messages(live)

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == ["sqs"]


def test_rights_under_a_condition_and_to_everything_say_nothing_of_what_is_called(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(network=network(stack))
    role = function.role
    assert isinstance(role, iam.Role)
    only_here = {"StringEquals": {"aws:SourceVpc": "vpc-0a1b2c3d"}}
    for statement in (
        iam.PolicyStatement(actions=["sns:Publish"], resources=["*"], conditions=only_here),
        iam.PolicyStatement(actions=["*"], resources=["*"]),
        iam.PolicyStatement(effect=iam.Effect.DENY, actions=["sqs:SendMessage"], resources=["*"]),
    ):
        role.add_to_policy(statement)

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == []


def test_inline_and_managed_policies_of_a_role_are_read_as_well(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    inline = iam.PolicyDocument(
        statements=[iam.PolicyStatement(actions=["states:StartExecution"], resources=["*"])]
    )
    role = iam.Role(
        stack,
        "Role",
        assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        inline_policies={"Start": inline},
        managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name("AmazonSNSFullAccess")],
    )
    make_function(network=network(stack), role=role)

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == ["sns", "states"]


def test_a_function_whose_calls_go_to_a_proxy_needs_no_endpoints(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    proxy = {"HTTPS_PROXY": "http://proxy.internal:3128"}
    publish(make_function(network=network(stack), environment=proxy))

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == []


def test_all_but_some_actions_say_nothing_of_what_is_called(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(network=network(stack))
    statement = iam.PolicyStatement(not_actions=["iam:*"], resources=["*"])
    function.role.add_to_principal_policy(statement)

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == []


def test_endpoints_that_follow_the_roles_have_the_tags_of_the_app(
    app: App, stack: Stack, make_function: MakeFunction
) -> None:
    Tags.of(app).add("team", "sensors")
    publish(make_function(network=network(stack)))

    Template.from_stack(stack).has_resource_properties(
        "AWS::EC2::VPCEndpoint",
        {"VpcEndpointType": "Interface", "Tags": [{"Key": "team", "Value": "sensors"}]},
    )


def test_a_function_of_another_stack_brings_its_endpoint(app: App) -> None:
    shared, shop = Stack(app, "Shared"), Stack(app, "Shop")
    made = network(shared)
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    function = VersionedFunction(shop, "Pay", code=code, handler="index.handler", network=made)
    publish(function)
    template = Template.from_stack(shared)

    services = interface_services(
        {
            name: each["Properties"]
            for name, each in template.find_resources("AWS::EC2::VPCEndpoint").items()
        }
    )
    assert services == ["sns"]


def test_a_network_in_a_stage_has_its_endpoints(app: App) -> None:
    stage = Stage(app, "Prod")
    stack = Stack(stage, "Shop")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    function = VersionedFunction(
        stack, "Pay", code=code, handler="index.handler", network=network(stack)
    )
    publish(function)

    [template] = app.synth().get_nested_assembly("assembly-Prod").stacks
    assert "Endpoint-sns" in Path(template.template_full_path).read_text("utf-8") or (
        "Endpointsns" in Path(template.template_full_path).read_text("utf-8")
    )


def test_a_network_in_a_nested_stack_is_uploaded_anew_when_an_endpoint_comes(
    tmp_path: Path,
) -> None:
    def nested_template(*, publishes: bool) -> tuple[str, str]:
        directory = tmp_path / str(publishes)
        app = App(outdir=str(directory), builtin_cloud_formation_validation=False)
        shop = Stack(app, "Shop")
        function = function_in(shop, network=network(NestedStack(shop, "Networks")))
        if publishes:
            publish(function)
        app.synth()
        assets = json.loads((directory / "Shop.assets.json").read_text("utf-8"))["files"]
        [(key, path)] = [
            (key, each["source"]["path"])
            for key, each in assets.items()
            if "nested" in each["source"]["path"]
        ]
        return key, (directory / path).read_text("utf-8")

    key, without = nested_template(publishes=False)
    key_then, with_endpoint = nested_template(publishes=True)

    assert "NetworkEndpointsns" not in without
    assert "NetworkEndpointsns" in with_endpoint
    assert key != key_then


def test_endpoints_that_follow_the_roles_are_there_without_validation(
    app: App, stack: Stack
) -> None:
    publish(function_in(stack, network=network(stack)))
    template = app.synth(skip_validation=True).get_stack_by_name("Scene").template

    assert any("NetworkEndpointsns" in each for each in template["Resources"])


@pytest.mark.parametrize("endpoints", ["auto", ["sns"]])
def test_functions_are_deployed_after_the_endpoints_that_they_need(
    stack: Stack, endpoints: Any
) -> None:
    publish(function_in(stack, network=network(stack, endpoints=endpoints)))
    template = Template.from_stack(stack)

    [endpoint] = template.find_resources(
        "AWS::EC2::VPCEndpoint", {"Properties": {"VpcEndpointType": "Interface"}}
    )
    for kind in ("AWS::Lambda::Function", "AWS::Lambda::Version"):
        [each] = template.find_resources(kind).values()
        assert endpoint in each["DependsOn"]


def test_what_an_aspect_grants_too_late_is_told(stack: Stack) -> None:
    @jsii.implements(IAspect)
    class Grants:
        def visit(self, node: IConstruct) -> None:
            if isinstance(node, VersionedFunction):
                statement = iam.PolicyStatement(actions=["sqs:SendMessage"], resources=["*"])
                node.role.add_to_principal_policy(statement)

    publish(function_in(stack, network=network(stack)))
    Aspects.of(stack).add(Grants())

    with pytest.raises(RuntimeError, match="got none to sqs: add \\['sqs'\\] to endpoints"):
        Template.from_stack(stack)


def test_a_group_of_another_stack_is_let_in_from_there(app: App) -> None:
    shared, shop = Stack(app, "Shared"), Stack(app, "Shop")
    made = network(shared, endpoints=["sqs"])
    own = ec2.SecurityGroup(shop, "Own", vpc=made.vpc, allow_all_outbound=False)
    function_in(shop, network=made, security_groups=[own])

    ingress = Template.from_stack(shop).find_resources("AWS::EC2::SecurityGroupIngress")
    [rule] = [each["Properties"] for each in ingress.values()]
    assert rule["SourceSecurityGroupId"]["Fn::GetAtt"][0].startswith("Own")
    assert rule["FromPort"] == 443


def test_a_group_of_another_stack_is_let_in_where_endpoints_follow_the_roles(app: App) -> None:
    shared, shop = Stack(app, "Shared"), Stack(app, "Shop")
    made = network(shared)
    own = ec2.SecurityGroup(shop, "Own", vpc=made.vpc, allow_all_outbound=False)
    publish(function_in(shop, network=made, security_groups=[own]))

    Template.from_stack(shop).resource_count_is("AWS::EC2::SecurityGroupIngress", 1)


def test_a_second_synthesis_makes_the_same_endpoints(
    app: App, stack: Stack, make_function: MakeFunction
) -> None:
    publish(make_function(network=network(stack)))
    first = app.synth().get_stack_by_name("Scene").template
    second = app.synth(force=True).get_stack_by_name("Scene").template

    assert first == second


def test_the_role_of_somebody_else_is_warned_of(stack: Stack, make_function: MakeFunction) -> None:
    arn = "arn:aws:iam::123456789012:role/central"
    central = iam.Role.from_role_arn(stack, "Central", arn, mutable=False)
    make_function(network=network(stack), role=central)

    Annotations.from_stack(stack).has_warning(
        "/Scene/Detector", Match.string_like_regexp("cannot see all that an imported role may do")
    )


def test_with_a_nat_there_are_no_interface_endpoints_unless_they_are_listed(app: App) -> None:
    auto, listed = Stack(app, "Auto"), Stack(app, "Listed")
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    for stack, endpoints in ((auto, None), (listed, ["sns"])):
        made = LambdaNetwork(stack, "Network", nat=Nat.single(), endpoints=endpoints)
        function = VersionedFunction(
            stack, "Detector", code=code, handler="index.handler", network=made
        )
        publish(function)

    Template.from_stack(auto).resource_count_is("AWS::EC2::VPCEndpoint", 2)
    Template.from_stack(listed).resource_count_is("AWS::EC2::VPCEndpoint", 3)


def test_a_service_that_nothing_leads_to_is_named_with_the_function(
    app: App, stack: Stack, make_function: MakeFunction
) -> None:
    publish(make_function(network=network(stack, endpoints=["sqs"])))

    with pytest.raises(RuntimeError) as refused:
        app.synth()

    assert (
        "function Scene/Detector must have a way to what its role is for, got none to sns: "
        f"add ['sns'] to endpoints, or take {WAYS_OUT}"
    ) in str(refused.value)


def test_the_rule_says_the_same_of_the_template(
    app: App, stack: Stack, make_function: MakeFunction
) -> None:
    function = make_function(network=network(stack, endpoints=["sqs"]))
    publish(function)
    iam.Grant.add_to_principal(
        grantee=function, actions=["s3:GetObject", "sqs:SendMessage"], resource_arns=["*"]
    )

    [found] = check([Path(app.synth(skip_validation=True).directory)]).verdicts
    assert found.rule == "function-without-way-out"
    assert "got none to sns from" in found.message


@pytest.mark.parametrize(
    ("endpoints", "message"),
    [
        (
            "sqs",
            (
                "endpoints must be 'auto' or a list of services such as "
                "['sqs', 'secretsmanager'], got 'sqs'"
            ),
        ),
        (
            [5],
            (
                "endpoints must be 'auto' or a list of services such as "
                "['sqs', 'secretsmanager'], got 5 in it"
            ),
        ),
        (
            ["secretmanager"],
            (
                "endpoints must be of services such as 'sqs' or 'kms', got 'secretmanager': did "
                "you mean 'secretsmanager'? any other is an "
                "InterfaceVpcEndpointService('com.amazonaws.eu-west-1.secretmanager')"
            ),
        ),
        (
            ["zzz"],
            (
                "endpoints must be of services such as 'sqs' or 'kms', got 'zzz': any other is an "
                "InterfaceVpcEndpointService('com.amazonaws.eu-west-1.zzz')"
            ),
        ),
        (
            ["sagemaker"],
            (
                "endpoint of sagemaker must be one of sagemaker.api, sagemaker.runtime, "
                "got sagemaker"
            ),
        ),
    ],
)
def test_an_endpoint_that_nobody_knows_is_refused(
    stack: Stack, endpoints: Any, message: str
) -> None:
    assert refusal(lambda: network(stack, endpoints=endpoints)) == message


def test_endpoints_are_listed_by_name_by_prefix_or_as_the_cdk_says(
    stack: Stack, resources: Resources
) -> None:
    other = ec2.InterfaceVpcEndpointService("com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d")
    made = network(stack, endpoints=["kinesis", "kms", "dynamodb", other])

    assert [*made.endpoints] == ["kinesis-streams", "kms", other.name]
    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == [
        "kinesis-streams",
        "kms",
        "vpce-svc-0a1b2c3d",
    ]


def test_an_endpoint_of_aws_is_the_same_however_it_is_listed(
    stack: Stack, resources: Resources
) -> None:
    sqs = ec2.InterfaceVpcEndpointAwsService.SQS
    named = [
        ec2.InterfaceVpcEndpointService("com.amazonaws.eu-west-1.sagemaker.runtime"),
        ec2.InterfaceVpcEndpointService(f"com.amazonaws.{stack.region}.sns"),
    ]
    made = network(stack, endpoints=["sqs", sqs, *named])

    assert [*made.endpoints] == ["sqs", "sagemaker.runtime", "sns"]
    assert {"NetworkEndpointsqs", "NetworkEndpointsns", "NetworkEndpointsagemakerruntime"} <= {
        name.rstrip("0123456789ABCDEF") for name in resources("AWS::EC2::VPCEndpoint")
    }


def test_more_can_be_listed_than_the_roles_say(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    publish(make_function(network=network(stack, endpoints=["auto", "kms"])))

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == ["kms", "sns"]


def test_beside_an_endpoint_of_ones_own_none_is_made(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    made = network(stack)
    sns = ec2.InterfaceVpcEndpointAwsService.SNS
    made.endpoints["sns"] = own = made.vpc.add_interface_endpoint("Sns", service=sns)
    Tags.of(own).add("owner", "us")
    function = make_function(network=made)
    publish(function)
    Queue(stack, "Next").grant_send_messages(function)
    endpoints = resources("AWS::EC2::VPCEndpoint")

    assert interface_services(endpoints) == ["sns", "sqs"]
    tags = [each.get("Tags") for each in endpoints.values() if "PrivateDnsEnabled" in each]
    assert {"Key": "owner", "Value": "us"} in (tags[0] or [])
    assert "owner" not in json.dumps(tags[1])


def test_a_gateway_endpoint_needs_to_know_the_route_tables(stack: Stack) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Shared",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        private_subnet_ids=["subnet-1a", "subnet-1b"],
    )

    assert refusal(lambda: LambdaNetwork(stack, "Network", vpc=vpc, endpoints=["s3"])) == (
        "endpoint of s3 must be for subnets whose route tables are known, got none: give "
        "Vpc.from_vpc_attributes() private_subnet_route_table_ids, or isolated_"
        "subnet_route_table_ids"
    )


def test_a_service_that_is_listed_as_the_cdk_says_is_led_to(
    stack: Stack, make_function: MakeFunction
) -> None:
    sns = ec2.InterfaceVpcEndpointAwsService.SNS
    publish(make_function(network=network(stack, endpoints=[sns])))

    Template.from_stack(stack)  # which raises where nothing leads to it


def test_s3_has_an_interface_endpoint_where_the_cdks_is_listed(
    stack: Stack, resources: Resources
) -> None:
    network(stack, endpoints=[ec2.InterfaceVpcEndpointAwsService.S3])

    assert interface_services(resources("AWS::EC2::VPCEndpoint")) == ["s3"]


def test_endpoints_follow_roles_into_the_vpc_of_another_stack(app: App) -> None:
    shared, shop = Stack(app, "Shared"), Stack(app, "Shop")
    made = LambdaNetwork(shop, "Network", vpc=network(shared).vpc, endpoints="auto")
    publish(function_in(shop, network=made))

    endpoints = Template.from_stack(shop).find_resources("AWS::EC2::VPCEndpoint")
    assert [each["Properties"]["VpcEndpointType"] for each in endpoints.values()] == ["Interface"]


# Bounds


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"nat": None}, f"nat must be given without vpc: Nat.none(), {WAYS_OUT}, got neither"),
        ({"nat": "single"}, f"nat must be Nat.none(), {WAYS_OUT}, got 'single'"),
        ({"zones": 1}, "zones must be 2 to 3, got 1"),
        ({"zones": "2"}, "zones must be an int, 2 to 3, got '2'"),
        (
            {"zones": 3},
            "zones must be 2 where the stack does not name both account and region, got 3",
        ),
        ({"cidr": 16}, "cidr must be a range such as '10.0.0.0/16', got 16"),
        (
            {"cidr": "10.0.0.1/16"},
            "cidr must be a range such as '10.0.0.0/16', got 10.0.0.1/16 has host bits set",
        ),
        ({"cidr": "10.0.0.0/8"}, "prefix length of cidr must be 16 to 28, got 8"),
        (
            {"cidr": "10.0.0.0/25"},
            ("cidr must be /24 or larger for 3 subnets in each of 3 zones, got '10.0.0.0/25'"),
        ),
        (
            {"cidr": Token.as_string({"Ref": "Range"})},
            "cidr must be known at synthesis, got a token",
        ),
        (
            {"flow_logs": "ALL"},
            (
                "flow_logs must be a FlowLogTrafficType such as FlowLogTrafficType.ALL, or False, "
                "got 'ALL'"
            ),
        ),
        ({"ipv6": 1}, "ipv6 must be True or False, got 1"),
        ({"explain_cost": "yes"}, "explain_cost must be True or False, got 'yes'"),
        ({"prices": {}}, "prices must be a NetworkPrices, got {}"),
        (
            {"egress": [443]},
            "egress must be a list of ports such as [Port.tcp(443), Port.tcp(587)], got 443 in it",
        ),
        (
            {"egress": 443},
            "egress must be a list of ports such as [Port.tcp(443), Port.tcp(587)], got 443",
        ),
        (
            {"subnets": ec2.SubnetSelection(subnet_group_name="Data")},
            "subnets must be beside vpc, got subnets alone",
        ),
        (
            {"nat": Nat.instance()},
            (
                "machine_image of Nat.instance() must be given where the stack does not name both "
                "account and region, got none: the CDK looks the newest up in the account"
            ),
        ),
    ],
)
def test_what_no_network_can_have_is_refused(
    stack: Stack, props: dict[str, Any], message: str
) -> None:
    assert refusal(lambda: LambdaNetwork(stack, "Network", **({"nat": Nat.none()} | props))) == (
        message
    )
    assert stack.node.children == []


def test_the_smallest_range_that_is_not_refused_is_synthesized(app: App) -> None:
    for nat in (Nat.none(), Nat.single()):
        stack = Stack(app, f"Scene-{nat.kind}", env=IRELAND)
        made = LambdaNetwork(stack, "Network", nat=nat, cidr="10.0.0.0/24", zones=3)

        assert {each.size for each in made.addresses} == {16}


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (
            lambda: Nat("fast"),  # type: ignore[arg-type]
            f"nat must be Nat.none(), {WAYS_OUT}, got a Nat of kind 'fast'",
        ),
        (
            lambda: Nat.instance(5),  # type: ignore[arg-type]
            "instance_type must be a string such as 't4g.nano', got 5",
        ),
        (lambda: Nat.instance(""), "instance_type must be a string such as 't4g.nano', got none"),
        (
            lambda: Nat.instance(machine_image="ami-0a1b2c3d"),  # type: ignore[arg-type]
            (
                "machine_image must be an IMachineImage such as MachineImage.generic_linux(...), "
                "got 'ami-0a1b2c3d'"
            ),
        ),
    ],
)
def test_a_nat_that_is_none_is_refused(build: Callable[[], Nat], message: str) -> None:
    assert refusal(build) == message


def test_equal_nats_compare_equal() -> None:
    assert Nat.per_zone() == Nat.per_zone()
    assert Nat.per_zone() != Nat.single()
    assert {Nat.none(), Nat.none()} == {Nat.none()}


def test_nat_instances_say_what_they_need_installed(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cdk_fck_nat", None)

    assert refusal(lambda: network(stack, Nat.instance(machine_image=image()))) == (
        "Nat.instance() must have cdk-fck-nat, got no such package: "
        "pip install 'lambda-keel[nat-instance]'"
    )
    assert stack.node.children == []


# Cost and addresses


@pytest.mark.parametrize(
    ("nat", "props", "total"),
    [
        (Nat.none(), {}, 0),
        (Nat.none(), {"endpoints": ["sqs", "sns"]}, 4 * 0.011 * 730),
        (Nat.single(), {}, (0.048 + 0.005) * 730),
        (Nat.per_zone(), {}, 2 * (0.048 + 0.005) * 730),
    ],
    ids=["none", "two endpoints", "single", "per zone"],
)
def test_a_network_says_what_it_costs_a_month(
    app: App, nat: Nat, props: dict[str, Any], total: float
) -> None:
    made = LambdaNetwork(Stack(app, "Scene", env=IRELAND), "Network", nat=nat, **props)

    assert made.monthly_cost.total == round(total, 2)
    assert made.monthly_cost.region == "eu-west-1"


def test_the_cost_of_nat_instances_is_told_where_their_price_is_known(app: App) -> None:
    virginia = Environment(account="123456789012", region="us-east-1")
    here = LambdaNetwork(Stack(app, "Here", env=virginia), "Network", nat=Nat.instance())
    there = LambdaNetwork(Stack(app, "There", env=IRELAND), "Network", nat=Nat.instance())

    assert here.monthly_cost.total == round((0.0042 + 0.005) * 730, 2)
    assert there.monthly_cost.total is None
    assert str(there.monthly_cost).startswith("at least 3.65 USD a month")


def test_endpoints_that_are_to_come_are_counted(app: App) -> None:
    stack = Stack(app, "Scene", env=IRELAND)
    made = network(stack)
    code = lambda_.Code.from_inline("def handler(event, context): ...")
    function = VersionedFunction(
        stack, "Detector", code=code, handler="index.handler", network=made
    )
    before = made.monthly_cost.total
    publish(function)

    assert before == 0
    assert made.monthly_cost.total == round(2 * 0.011 * 730, 2)
    assert [each.endpoints for each in made.addresses] == [1, 1]


def test_without_a_region_the_cost_is_unknown_unless_prices_are_given(stack: Stack) -> None:
    ours = NetworkPrices(as_of="2026-11-21", nat_gateway_hour=0.03, public_ipv4_hour=0.005)
    unknown = LambdaNetwork(stack, "Unknown", nat=Nat.single())
    known = LambdaNetwork(stack, "Known", nat=Nat.single(), prices=ours)

    assert unknown.monthly_cost.total is None
    assert "a region known at deployment only, 730 h, no traffic, no prices known" in str(
        unknown.monthly_cost
    )
    assert known.monthly_cost.total == round(0.035 * 730, 2)


def test_cost_and_addresses_are_told_at_synthesis_when_one_asks(
    app: App, make_function: MakeFunction
) -> None:
    loud, quiet = Stack(app, "Loud", env=IRELAND), Stack(app, "Quiet", env=IRELAND)
    made = LambdaNetwork(loud, "Network", nat=Nat.single(), explain_cost=True)
    LambdaNetwork(quiet, "Network", nat=Nat.single())
    make_function(scope=loud, network=made)

    told = [
        each.entry.data for each in Annotations.from_stack(loud).find_info("*", Match.any_value())
    ]
    assert told == [
        (
            "costs 38.69 USD a month (eu-west-1, 730 h, no traffic, list prices of 2026-05-01): "
            "1 x NAT gateway at 0.048 USD/h: 35.04 USD, and 0.048 USD/GB; "
            "1 x public IPv4 address at 0.005 USD/h: 3.65 USD [ack: keel:monthly-cost]"
        ),
        (
            "FunctionsSubnet1 10.0.48.0/20: 4090 of 4091 addresses left (1 for functions); "
            "FunctionsSubnet2 10.0.64.0/20: 4090 of 4091 addresses left (1 for functions) "
            "[ack: keel:addresses]"
        ),
    ]
    assert Annotations.from_stack(quiet).find_info("*", Match.any_value()) == []


def test_an_endpoint_is_in_one_subnet_of_each_zone(stack: Stack, resources: Resources) -> None:
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Wide",
        vpc_id="vpc-1a2b3c4d",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        private_subnet_ids=["subnet-1a", "subnet-1b", "subnet-2a", "subnet-2b"],
        private_subnet_names=["Old", "New"],
    )
    made = LambdaNetwork(stack, "Network", vpc=vpc, endpoints=["sqs"])

    [endpoint] = resources("AWS::EC2::VPCEndpoint").values()
    assert len(endpoint["SubnetIds"]) == 2
    assert [each.endpoints for each in made.addresses].count(1) == 2
    assert len(made.addresses) == 4


def test_functions_with_the_same_groups_share_an_interface(
    stack: Stack, make_function: MakeFunction
) -> None:
    made = network(stack)
    own = ec2.SecurityGroup.from_security_group_id(stack, "Own", "sg-0a1b2c3d")
    make_function("One", network=made)
    make_function("Two", network=made)
    make_function("Three", network=made, security_groups=[own])
    make_function("Four", network=made, security_groups=[own])

    assert [each.functions for each in made.addresses] == [2, 2]


def test_subnets_of_a_vpc_that_is_there_say_their_addresses_where_they_are_known(
    stack: Stack, vpc: ec2.IVpc
) -> None:
    known = ec2.Vpc.from_vpc_attributes(
        stack,
        "Known",
        vpc_id="vpc-1a2b3c4d",
        availability_zones=["eu-west-1a"],
        private_subnet_ids=["subnet-3a"],
        private_subnet_ipv4_cidr_blocks=["10.0.0.0/28"],
    )

    assert [each.left for each in LambdaNetwork(stack, "A", vpc=vpc).addresses] == [None, None]
    assert [each.left for each in LambdaNetwork(stack, "B", vpc=known).addresses] == [11]


def test_interfaces_that_do_not_fit_are_refused_at_synthesis(
    app: App, stack: Stack, make_function: MakeFunction
) -> None:
    known = ec2.Vpc.from_vpc_attributes(
        stack,
        "Known",
        vpc_id="vpc-1a2b3c4d",
        availability_zones=["eu-west-1a"],
        private_subnet_ids=["subnet-3a"],
        private_subnet_ipv4_cidr_blocks=["10.0.0.0/28"],
    )
    services = ["sqs", "sns", "kms", "ssm", "sts", "events", "lambda", "states", "logs", "xray"]
    made = LambdaNetwork(stack, "Network", vpc=known, endpoints=services)
    own = ec2.SecurityGroup.from_security_group_id(stack, "Own", "sg-0a1b2c3d")
    make_function("One", network=made)
    make_function("Two", network=made, security_groups=[own])

    with pytest.raises(RuntimeError) as refused:
        app.synth()

    assert (
        "PrivateSubnet1: subnet must have 12 addresses for the interfaces in it, got 11 "
        "(16 less the 5 that AWS keeps); take a larger cidr, or share security groups"
    ) in str(refused.value)
