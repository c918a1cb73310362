from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.network.security_group_without_egress import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.network.conftest import Parts

GROUP = {"Fn::GetAtt": ["Group", "GroupId"]}
# CDK's and the documentation's way to write that nothing goes out.
CLOSED = [
    {"CidrIp": "255.255.255.255/32", "IpProtocol": "icmp", "FromPort": 252, "ToPort": 86},
    {"CidrIp": "127.0.0.1/32", "IpProtocol": "-1"},
]
OPEN = {"CidrIp": "10.0.0.0/16", "IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}


def scene(parts: Parts, egress: Any, groups: Any = None, **others: Any) -> dict[str, Any]:
    own = {} if egress is None else {"SecurityGroupEgress": egress}
    return {
        "Group": parts.group(**own),
        "Score": parts.function(["subnet-01"], groups or [GROUP]),
    } | others


def beside(group: Any) -> dict[str, Any]:
    return {
        "Rule": {"Type": "AWS::EC2::SecurityGroupEgress", "Properties": OPEN | {"GroupId": group}}
    }


@pytest.mark.parametrize("egress", [CLOSED, CLOSED[:1], CLOSED[1:]], ids=["both", "CDK", "docs"])
def test_rules_to_nowhere_let_nothing_out(judge: Judge, parts: Parts, egress: Any) -> None:
    [finding] = judge(rule, scene(parts, egress))

    assert finding.message == (
        "security groups must let the function's connections out, got none that does: Group"
    )
    assert finding.fix == (
        "add a rule to SecurityGroupEgress of Group for what the function connects to"
    )
    assert finding.at == "VpcConfig.SecurityGroupIds"
    assert finding.resource.logical_id == "Score"


def test_a_rule_beside_another_group_does_not_help(judge: Judge, parts: Parts) -> None:
    other = {"Other": parts.group()} | beside({"Fn::GetAtt": ["Other", "GroupId"]})

    assert len(judge(rule, scene(parts, CLOSED, **other))) == 1


@pytest.mark.parametrize(
    ("egress", "groups"),
    [
        pytest.param(None, None, id="no rules, which is everything"),
        pytest.param([], None, id="an empty list, which is no rules"),
        pytest.param([*CLOSED, OPEN], None, id="one that leads somewhere"),
        pytest.param([{"DestinationSecurityGroupId": "sg-01"}], None, id="to another group"),
        pytest.param([{"CidrIp": {"Ref": "Unknown"}}], None, id="to some addresses"),
        pytest.param({"Ref": "Unknown"}, None, id="rules known at deployment only"),
        pytest.param(CLOSED, [GROUP, "sg-01"], id="another group adds its rules"),
        pytest.param(CLOSED, {"Ref": "Unknown"}, id="groups known at deployment only"),
    ],
)
def test_silent(judge: Judge, parts: Parts, egress: Any, groups: Any) -> None:
    assert judge(rule, scene(parts, egress, groups)) == []


@pytest.mark.parametrize("group", [GROUP, {"Ref": "Unknown"}], ids=["this group", "some group"])
def test_a_rule_may_stand_beside_its_group(judge: Judge, parts: Parts, group: Any) -> None:
    assert judge(rule, scene(parts, CLOSED, **beside(group))) == []
