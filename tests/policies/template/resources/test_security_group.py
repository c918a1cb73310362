from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.security_group import SecurityGroup

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf

NOWHERE = {"CidrIp": "127.0.0.1/32", "IpProtocol": "-1"}


@pytest.fixture
def group(template_of: TemplateOf) -> Any:
    def made(beside: Any = None, **properties: Any) -> SecurityGroup:
        resources = {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": properties}}
        if beside is not None:
            rule = {"GroupId": beside, "IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
            kind = "AWS::EC2::SecurityGroupEgress"
            resources["Rule"] = {"Type": kind, "Properties": rule}
        return template_of(resources).of(SecurityGroup)[0]

    return made


def test_a_group_lets_out_what_no_rule_forbids(group: Any, unknown: Any) -> None:
    assert not group().lets_nothing_out
    assert not group(SecurityGroupEgress=[]).lets_nothing_out
    assert not group(SecurityGroupEgress=unknown).lets_nothing_out
    assert not group(SecurityGroupEgress=[unknown]).lets_nothing_out
    assert not group(SecurityGroupEgress=[NOWHERE, {"CidrIpv6": "::/0"}]).lets_nothing_out


def test_a_group_whose_only_rule_leads_nowhere_lets_nothing_out(group: Any) -> None:
    assert group(SecurityGroupEgress=[NOWHERE]).lets_nothing_out
    assert group(SecurityGroupEgress=NOWHERE).lets_nothing_out


def test_a_rule_beside_the_group_lets_something_out(group: Any, unknown: Any) -> None:
    for named in ({"Ref": "Group"}, {"Fn::GetAtt": ["Group", "GroupId"]}, unknown):
        assert not group(named, SecurityGroupEgress=[NOWHERE]).lets_nothing_out
