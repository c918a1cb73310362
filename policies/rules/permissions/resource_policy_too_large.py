"""The permissions of a function add up to more than its policy may hold.

Lambda keeps a function's permissions in one policy of at most 20 KB; an alias has its own. Each
method of a REST API that the CDK builds adds two statements, so some thirty methods on one function
are enough, and the deployment fails at a permission nobody touched. Let one permission cover all
methods: SourceArn may hold wildcards.

What is added up is the least that CloudFormation can make of the template; names that only the
deployment knows count as nothing.

Avoid:

```yaml
Resources:
  { Shop: { Type: AWS::Lambda::Function, Properties: { FunctionName: shop } },
    P1: &p { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Shop,
      Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com,
      SourceArn: "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/live/GET/orders/*" } },
    P2: *p, P3: *p, P4: *p, P5: *p, P6: *p, P7: *p, P8: *p, P9: *p, P10: *p, P11: *p, P12: *p,
    P13: *p, P14: *p, P15: *p, P16: *p, P17: *p, P18: *p, P19: *p, P20: *p, P21: *p, P22: *p,
    P23: *p, P24: *p, P25: *p, P26: *p, P27: *p, P28: *p, P29: *p, P30: *p, P31: *p, P32: *p,
    P33: *p, P34: *p, P35: *p, P36: *p, P37: *p, P38: *p, P39: *p, P40: *p, P41: *p, P42: *p,
    P43: *p, P44: *p, P45: *p, P46: *p, P47: *p, P48: *p, P49: *p, P50: *p, P51: *p, P52: *p,
    P53: *p, P54: *p, P55: *p, P56: *p, P57: *p, P58: *p, P59: *p, P60: *p, P61: *p, P62: *p,
    P63: *p, P64: *p, P65: *p, P66: *p, P67: *p, P68: *p, P69: *p, P70: *p, P71: *p, P72: *p,
    P73: *p, P74: *p, P75: *p, P76: *p, P77: *p, P78: *p, P79: *p, P80: *p, P81: *p, P82: *p,
    P83: *p, P84: *p, P85: *p, P86: *p, P87: *p, P88: *p, P89: *p, P90: *p }
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Shop
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*
```
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from policies.domain.limits import PERMISSION_POLICY_SIZE
from policies.domain.resource_policies import LONGEST_STATEMENT_BYTES, statement_bytes
from policies.engine import Effect, Finding, Severity, rule
from policies.template.environment import Environment
from policies.template.resources.permission import Permission
from policies.template.values import as_text, known_text


@rule(
    "resource-policy-too-large",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    beside=("AWS::Lambda::Permission",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the policies of one account and region: of functions, their aliases and versions."""
    policies: defaultdict[Any, list[Permission]] = defaultdict(list)
    for permission in environment.resources(Permission):
        target = permission.target
        if target and permission.is_certain is True:
            policies[target].append(permission)
    for target, permissions in policies.items():
        if PERMISSION_POLICY_SIZE.admits(len(permissions) * LONGEST_STATEMENT_BYTES):
            continue
        problem = PERMISSION_POLICY_SIZE.violation(sum(map(_least_bytes, permissions)))
        if problem:
            yield Finding(
                permissions[-1],
                f"{problem} or more, of {len(permissions)} permissions on {target.label}",
                "let one permission cover many sources: end its SourceArn with a wildcard",
            )


def _least_bytes(permission: Permission) -> int:
    """The size of the statement that the deployment makes, as far as it is known."""
    function = permission.function
    conditions = {"AWS:SourceArn": "SourceArn", "AWS:SourceAccount": "SourceAccount"}
    return statement_bytes(
        statement_id=permission.logical_id,
        principal=_known(permission, "Principal"),
        action=_known(permission, "Action"),
        function_name=known_text(function.name or "") if function else "",
        conditions={
            key: _known(permission, name)
            for key, name in conditions.items()
            if permission.value(name) is not None
        },
    )


def _known(permission: Permission, name: str) -> str:
    return known_text(as_text(permission.value(name)))
