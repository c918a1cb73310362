from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib import ConstructError, Release, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

NETWORK = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
]


@pytest.fixture
def vpc(stack: Stack) -> ec2.IVpc:
    return ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0a1b2c3d",
        availability_zones=["eu-west-1a"],
        private_subnet_ids=["subnet-0a1b2c3d"],
        isolated_subnet_ids=["subnet-1a2b3c4d"],
    )


def security_groups(stack: Stack, count: int) -> list[ec2.ISecurityGroup]:
    return [
        ec2.SecurityGroup.from_security_group_id(stack, f"Group{n}", f"sg-0a1b2c3{n}")
        for n in range(count)
    ]


def test_the_role_may_make_network_interfaces_and_nothing_else_for_that(
    vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(vpc=vpc)

    [role] = resources("AWS::IAM::Role").values()
    [policy] = resources("AWS::IAM::Policy").values()
    actions = [
        action for each in policy["PolicyDocument"]["Statement"] for action in each["Action"]
    ]
    assert "ManagedPolicyArns" not in role
    assert [action for action in actions if action.startswith("ec2:")] == NETWORK
    assert "logs:CreateLogGroup" not in actions


def test_a_function_outside_a_vpc_may_make_none(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function()

    [policy] = resources("AWS::IAM::Policy").values()
    assert "ec2:" not in str(policy)


def test_a_function_is_in_private_subnets_with_a_group_of_its_own(
    vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    make_function(vpc=vpc)

    [group] = resources("AWS::EC2::SecurityGroup")
    [function] = resources("AWS::Lambda::Function").values()
    assert function["VpcConfig"] == {
        "SecurityGroupIds": [{"Fn::GetAtt": [group, "GroupId"]}],
        "SubnetIds": ["subnet-0a1b2c3d"],
    }


def test_other_subnets_and_groups_can_be_said(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
    make_function(vpc=vpc, vpc_subnets=isolated, security_groups=security_groups(stack, 5))

    [function] = resources("AWS::Lambda::Function").values()
    assert function["VpcConfig"]["SubnetIds"] == ["subnet-1a2b3c4d"]
    assert len(function["VpcConfig"]["SecurityGroupIds"]) == 5


def test_a_sixth_security_group_is_refused(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(vpc=vpc, security_groups=security_groups(stack, 6))

    assert str(refused.value) == "security_groups of a function must be at most 5, got 6"


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"vpc": "vpc-0a1b2c3d"},
            "vpc must be an IVpc such as Vpc.from_lookup(...), got 'vpc-0a1b2c3d'",
        ),
        ({"vpc_subnets": "private"}, "vpc_subnets must be beside vpc, got vpc_subnets alone"),
        ({"security_groups": []}, "security_groups must be beside vpc, got security_groups alone"),
    ],
)
def test_what_is_no_access_to_a_vpc_is_refused(
    make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(**props)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("props", "message"),
    [
        (
            {"vpc_subnets": "private"},
            (
                "vpc_subnets must be a SubnetSelection such as "
                "SubnetSelection(subnet_group_name='Lambda'), got 'private'"
            ),
        ),
        (
            {"security_groups": 5},
            "security_groups must be a list of security groups, got 5",
        ),
        (
            {"security_groups": ["sg-0a1b2c3d"]},
            "security_groups must be a list of security groups, got 'sg-0a1b2c3d' in it",
        ),
    ],
)
def test_what_is_not_of_its_type_is_refused(
    vpc: ec2.IVpc, make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(vpc=vpc, **props)

    assert str(refused.value) == message


def test_a_release_connects_as_its_function_does(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    database = ec2.SecurityGroup.from_security_group_id(stack, "Database", "sg-0a1b2c3d")
    function = make_function(vpc=vpc)
    database.connections.allow_from(function.release("live"), ec2.Port.tcp(5432))
    database.connections.allow_from(function, ec2.Port.tcp(5433))

    ingress = resources("AWS::EC2::SecurityGroupIngress").values()
    [group] = resources("AWS::EC2::SecurityGroup")
    assert {each["FromPort"] for each in ingress} == {5432, 5433}
    assert {each["SourceSecurityGroupId"]["Fn::GetAtt"][0] for each in ingress} == {group}


def test_a_release_of_a_function_made_without_us_connects_as_that_does(
    stack: Stack, vpc: ec2.IVpc, resources: Resources
) -> None:
    function = lambda_.Function(
        stack,
        "Legacy",
        code=lambda_.Code.from_inline("def handler(event, context): ..."),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_14,
        vpc=vpc,
    )
    database = ec2.SecurityGroup.from_security_group_id(stack, "Database", "sg-0a1b2c3d")
    database.connections.allow_from(Release.around(function, "live"), ec2.Port.tcp(5432))

    [ingress] = resources("AWS::EC2::SecurityGroupIngress").values()
    assert ingress["FromPort"] == 5432


def test_outside_a_vpc_there_is_nothing_to_connect(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        _ = make_function().release("live").connections

    assert str(refused.value) == "connections must be of a function in a VPC, got no vpc"


def test_a_role_that_may_not_change_gets_no_rights(
    stack: Stack, vpc: ec2.IVpc, make_function: MakeFunction, resources: Resources
) -> None:
    arn = "arn:aws:iam::123456789012:role/detector"
    make_function(vpc=vpc, role=iam.Role.from_role_arn(stack, "Central", arn, mutable=False))

    assert resources("AWS::IAM::Policy") == {}


def test_a_function_in_a_vpc_has_a_security_group(
    vpc: ec2.IVpc, make_function: MakeFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(vpc=vpc, security_groups=[])

    assert str(refused.value) == "security_groups of a function must be at least 1, got none"
