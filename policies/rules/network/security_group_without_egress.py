"""No security group of the function lets a connection out.

A function opens connections and never gets one: what its security groups let in makes no
difference, what they let out is all that counts. Without a rule for outgoing traffic it reaches
neither the database in its VPC nor a service through an endpoint, and waits until it times out.
Groups made with `allowAllOutbound: false` (CDK) or with the rule to 127.0.0.1/32 that replaces the
default are like that until somebody adds a rule.

Avoid:

```yaml
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what Quote may reach
      VpcId: vpc-0a1b2c3d
      SecurityGroupEgress:
        - CidrIp: 127.0.0.1/32
          IpProtocol: "-1"
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Group.GroupId]
        SubnetIds: [subnet-01, subnet-02]
```

Prefer:

```yaml
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: what Quote may reach
      VpcId: vpc-0a1b2c3d
      SecurityGroupEgress:
        - CidrIp: 10.0.0.0/16
          IpProtocol: tcp
          FromPort: 5432
          ToPort: 5432
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [!GetAtt Group.GroupId]
        SubnetIds: [subnet-01, subnet-02]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.references import identified
from policies.template.resources.function import Function
from policies.template.resources.security_group import SecurityGroup


@rule(
    "security-group-without-egress",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    given=("VpcConfig",),
    beside=("AWS::EC2::SecurityGroup",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    ids = function.security_groups
    groups = [identified(each, SecurityGroup) for each in ids] if isinstance(ids, list) else []
    closed = [group.logical_id for group in groups if group is not None and group.lets_nothing_out]
    if closed and len(closed) == len(groups):
        yield Finding(
            function,
            "security groups must let the function's connections out, "
            f"got none that does: {', '.join(closed)}",
            f"add a rule to SecurityGroupEgress of {closed[0]} for what the function connects to",
            at="VpcConfig.SecurityGroupIds",
        )
