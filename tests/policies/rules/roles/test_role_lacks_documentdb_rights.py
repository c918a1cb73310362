from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_documentdb_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

CLUSTER = {"Type": "AWS::DocDB::DBCluster"}
ARN = {"Fn::Sub": "arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:${Orders}"}


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    resources = scene(
        scene.grant(["ec2:Describe*", "rds:DescribeDBClusters"]),
        Orders=CLUSTER,
        Mapping=scene.polling(ARN),
    )

    [finding] = judge(rule, resources)

    assert finding.message.endswith(
        "got BillRole without ec2:CreateNetworkInterface and ec2:DeleteNetworkInterface"
    )


@pytest.mark.parametrize(
    ("actions", "source"),
    [
        pytest.param(["rds:DescribeDB*", "ec2:*"], ARN, id="all of it"),
        pytest.param([], {"Ref": "Unknown"}, id="a source unknown"),
        pytest.param([], "arn:aws:sqs:eu-west-1:123456789012:orders", id="another source"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any, source: Any) -> None:
    assert (
        judge(rule, scene(scene.grant(actions), Orders=CLUSTER, Mapping=scene.polling(source)))
        == []
    )
