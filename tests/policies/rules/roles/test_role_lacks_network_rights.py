from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_network_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

INSIDE = {"VpcConfig": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]}}
ALL = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
]
CONDITIONS = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}


@pytest.mark.parametrize("missing", ALL)
def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene, missing: str) -> None:
    allowed = [action for action in ALL if action != missing]

    [finding] = judge(rule, scene(scene.grant(allowed), function=INSIDE))

    assert finding.message == (
        "role of Bill must allow ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces and "
        f"ec2:DeleteNetworkInterface, got BillRole without {missing}"
    )
    assert finding.fix.startswith("attach service-role/AWSLambdaVPCAccessExecutionRole to BillRole")
    assert finding.at == "VpcConfig"


@pytest.mark.parametrize(
    "managed",
    [
        "service-role/AWSLambdaVPCAccessExecutionRole",
        "service-role/AWSLambdaENIManagementAccess",
        "AmazonEC2FullAccess",
        "NobodyKnowsIt",
    ],
)
def test_a_managed_policy_that_may_have_the_rights_is_enough(
    judge: Judge, scene: Scene, managed: str
) -> None:
    arn = f"arn:aws:iam::aws:policy/{managed}"

    assert judge(rule, scene(managed=[arn], function=INSIDE)) == []


@pytest.mark.parametrize(
    "config",
    [
        pytest.param(None, id="none"),
        pytest.param({"SubnetIds": []}, id="no subnets"),
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param(
            {"Fn::If": ["Perhaps", INSIDE["VpcConfig"], {"Ref": "AWS::NoValue"}]}, id="perhaps"
        ),
    ],
)
def test_a_function_that_is_not_in_a_vpc_for_certain_needs_no_rights(
    judge: Judge, scene: Scene, config: Any
) -> None:
    resources = scene(function={"VpcConfig": config})

    assert judge(rule, resources, Conditions=CONDITIONS) == []
