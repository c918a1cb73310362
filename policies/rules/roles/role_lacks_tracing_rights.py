"""A function traces its invocations, and its role may not send traces to X-Ray.

Lambda checks when active tracing is turned on that the function's role may send segments, and
refuses the function otherwise.

The rule is silent where a policy is known at deployment only.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      TracingConfig:
        Mode: Active
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
      TracingConfig:
        Mode: Active
```
"""

from collections.abc import Iterator

from policies.domain.needed_rights import TRACING
from policies.engine import Effect, Finding, Severity, rule
from policies.rules.roles import lacking_rights
from policies.template.resources.function import Function


@rule(
    "role-lacks-tracing-rights",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
    given=("TracingConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.traces_actively is True:
        policy = "AWSXRayDaemonWriteAccess"
        yield from lacking_rights(
            function, function, TRACING, at="TracingConfig.Mode", policy=policy
        )
