"""The parts of a network as templates declare them."""

from __future__ import annotations

from typing import Any

import pytest

ZONES = {"A": 0, "B": 1, "C": 2}


class Parts:
    """Resources by what they are for; names are logical ids."""

    def vpc(self, **properties: Any) -> dict[str, Any]:
        return self._of("VPC", {"CidrBlock": "10.0.0.0/16"} | properties)

    def subnet(self, zone: Any = "A", vpc: Any = None, **properties: Any) -> dict[str, Any]:
        number = ZONES.get(zone) if isinstance(zone, str) else None
        named = zone if number is None else {"Fn::Select": [number, {"Fn::GetAZs": ""}]}
        own = {
            "VpcId": vpc or {"Ref": "Vpc"},
            "CidrBlock": "10.0.0.0/24",
            "AvailabilityZone": named,
        }
        return self._of("Subnet", own | properties)

    def table(self) -> dict[str, Any]:
        return self._of("RouteTable", {"VpcId": {"Ref": "Vpc"}})

    def associated(self, subnet: Any, table: Any) -> dict[str, Any]:
        own = {"SubnetId": _named(subnet), "RouteTableId": _named(table)}
        return self._of("SubnetRouteTableAssociation", own)

    def route(self, table: Any, **target: Any) -> dict[str, Any]:
        own = {"RouteTableId": _named(table), "DestinationCidrBlock": "0.0.0.0/0"}
        return self._of("Route", own | target)

    def internet_gateway(self) -> dict[str, Any]:
        return self._of("InternetGateway", {})

    def nat(self, subnet: Any, **properties: Any) -> dict[str, Any]:
        return self._of("NatGateway", {"SubnetId": _named(subnet)} | properties)

    def endpoint(self, service: Any, **properties: Any) -> dict[str, Any]:
        own = {"VpcId": {"Ref": "Vpc"}, "ServiceName": service}
        return self._of("VPCEndpoint", own | properties)

    def group(self, **properties: Any) -> dict[str, Any]:
        return self._of("SecurityGroup", {"GroupDescription": "what may be reached"} | properties)

    def function(self, subnets: Any, groups: Any = None, **vpc_config: Any) -> dict[str, Any]:
        listed = [_named(each) for each in subnets] if isinstance(subnets, list) else subnets
        config = {"SubnetIds": listed, "SecurityGroupIds": groups or ["sg-01"]} | vpc_config
        properties = {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "VpcConfig": config}
        return {"Type": "AWS::Lambda::Function", "Properties": properties}

    def role(self, *actions: str, **statement: Any) -> dict[str, Any]:
        granted = {"Effect": "Allow", "Action": list(actions), "Resource": "*"} | statement
        document = {"Statement": [granted]}
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
        properties = {
            "AssumeRolePolicyDocument": {"Statement": [trust | {"Action": "sts:AssumeRole"}]},
            "Policies": [{"PolicyName": "own", "PolicyDocument": document}],
        }
        return {"Type": "AWS::IAM::Role", "Properties": properties}

    def _of(self, kind: str, properties: dict[str, Any]) -> dict[str, Any]:
        return {"Type": f"AWS::EC2::{kind}", "Properties": properties}


def _named(name: Any) -> Any:
    """A Ref of a logical id; an id that exists already, or anything else, as it is."""
    is_logical = isinstance(name, str) and name[:1].isupper()
    return {"Ref": name} if is_logical else name


@pytest.fixture
def parts() -> Parts:
    """What makes the resources of a network."""
    return Parts()
