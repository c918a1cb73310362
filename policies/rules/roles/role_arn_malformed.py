"""A function's Role is the ARN of something else, or of nothing.

Lambda wants the ARN of a role: `arn:aws:iam::`, the 12 digits of the account, `:role/` and the
role's name, with its path where it has one. It refuses the ARN of a policy, a user or an instance
profile, and the deployment fails.

A name in place of an ARN is name-instead-of-arn's to tell.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:policy/bill
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::123456789012:role/bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.role_target import what_is_no_role


@rule(
    "role-arn-malformed",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    wrong = what_is_no_role(function.value("Role"))
    if wrong is not None:
        yield Finding(
            function,
            f"role of a function must be the ARN of a role, got {wrong}",
            "set Role to the Arn of an AWS::IAM::Role, or to arn:aws:iam::<account>:role/<name>",
            at="Role",
        )
