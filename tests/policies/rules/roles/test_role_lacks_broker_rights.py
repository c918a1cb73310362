from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_lacks_broker_rights import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

BROKER = {"Type": "AWS::AmazonMQ::Broker"}
ARN = {"Fn::GetAtt": ["Broker", "Arn"]}


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    resources = scene(scene.grant("ec2:*"), Broker=BROKER, Mapping=scene.polling(ARN))

    [finding] = judge(rule, resources)

    assert finding.message.endswith("on Broker, got BillRole without mq:DescribeBroker")
    assert finding.fix == "allow mq:DescribeBroker on Broker in a policy of BillRole"


@pytest.mark.parametrize(
    ("actions", "source"),
    [
        pytest.param(["mq:DescribeBroker", "ec2:*"], ARN, id="all of it"),
        pytest.param(["mq:*", "ec2:*NetworkInterface*", "ec2:Describe*"], ARN, id="by wildcards"),
        pytest.param([], {"Ref": "Unknown"}, id="a source unknown"),
    ],
)
def test_silent(judge: Judge, scene: Scene, actions: Any, source: Any) -> None:
    assert (
        judge(rule, scene(scene.grant(actions), Broker=BROKER, Mapping=scene.polling(source))) == []
    )
