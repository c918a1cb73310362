from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_kafka_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

CLUSTER = {"Type": "AWS::MSK::Cluster"}
ARN = {"Fn::GetAtt": ["Cluster", "Arn"]}
NETWORK = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
]
FIND = ["kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"]


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant([*NETWORK, FIND[0]]), Cluster=CLUSTER, Mapping=scene.polling(ARN))

    [finding] = judge(rule, resources)

    assert finding.message.startswith(
        "role of Bill must allow kafka:DescribeClusterV2 or kafka:DescribeCluster, "
        "kafka:GetBootstrapBrokers, ec2:CreateNetworkInterface, "
    )
    assert finding.message.endswith("on Cluster, got BillRole without kafka:GetBootstrapBrokers")
    assert finding.fix.startswith("attach service-role/AWSLambdaMSKExecutionRole to BillRole")


@pytest.mark.parametrize(
    ("actions", "properties"),
    [
        pytest.param([*NETWORK, *FIND], {}, id="all of it"),
        pytest.param([*NETWORK, "kafka:DescribeCluster", FIND[1]], {}, id="the older action"),
        pytest.param(["kafka:*", "ec2:*"], {}, id="more than that"),
        pytest.param(
            [], {"EventSourceArn": None, "SelfManagedEventSource": {}}, id="a Kafka of one's own"
        ),
        pytest.param([], {"EventSourceArn": {"Ref": "Unknown"}}, id="a source unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any, properties: Any) -> None:
    mapping = scene.polling(ARN, **properties)

    assert judge(rule, scene(scene.grant(actions), Cluster=CLUSTER, Mapping=mapping)) == []


def test_the_managed_policy_for_it_is_enough(judge: Judge, scene: Scene) -> None:
    managed = ["arn:aws:iam::aws:policy/service-role/AWSLambdaMSKExecutionRole"]

    assert judge(rule, scene(managed=managed, Cluster=CLUSTER, Mapping=scene.polling(ARN))) == []
