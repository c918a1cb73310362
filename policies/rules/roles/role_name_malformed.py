"""A role has a name that IAM refuses.

The name of a role has at most 64 characters: letters, digits and `+=,.@_-`. A name put together
from the stack's and the region's may be longer than it looks. CloudFormation makes a fitting one
when the template gives none.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: bill/production
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: bill-production
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

import re
from collections.abc import Iterator
from typing import Final

from policies.domain.limits import ROLE_NAME
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.role import Role
from policies.template.values import known_text

_ALLOWED: Final = re.compile(r"[\w+=,.@-]*", re.ASCII)


@rule(
    "role-name-malformed",
    on=Role,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    if role.name is None or not role.is_for_functions:
        return
    known = known_text(role.name)
    problem = ROLE_NAME.violation(len(known)) if known else None
    if problem is None and not _ALLOWED.fullmatch(known):
        problem = f"role name must be letters, digits and +=,.@_-, got {known!r}"
    if problem is not None:
        yield Finding(
            role, problem, "leave RoleName out, and CloudFormation makes one", at="RoleName"
        )
