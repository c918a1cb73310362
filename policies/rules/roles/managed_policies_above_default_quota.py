"""A role has more managed policies than an account allows by default.

An account lets 10 managed policies be attached to a role, unless its quota was raised. The
deployment fails at the eleventh.

Avoid:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::123456789012:policy/bill-1
        - arn:aws:iam::123456789012:policy/bill-2
        - arn:aws:iam::123456789012:policy/bill-3
        - arn:aws:iam::123456789012:policy/bill-4
        - arn:aws:iam::123456789012:policy/bill-5
        - arn:aws:iam::123456789012:policy/bill-6
        - arn:aws:iam::123456789012:policy/bill-7
        - arn:aws:iam::123456789012:policy/bill-8
        - arn:aws:iam::123456789012:policy/bill-9
        - arn:aws:iam::123456789012:policy/bill-10
        - arn:aws:iam::123456789012:policy/bill-11
```

Prefer:

```yaml
Resources:
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
        - arn:aws:iam::123456789012:policy/bill
```
"""

from collections.abc import Iterator

from policies.domain.limits import DEFAULT_MANAGED_POLICIES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.iam_policy import ManagedPolicy
from policies.template.resources.role import Role


@rule(
    "managed-policies-above-default-quota",
    on=Role,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
)
def check(role: Role) -> Iterator[Finding]:
    """Judge one role."""
    listed = certain_elements(role.managed_policies)
    related = role.template.environment.related_in_account
    found = related((ManagedPolicy,), "roles", role)
    attached = {policy for policy in found if policy.is_certain is True}
    count = len(listed) + len(attached.difference(role.own_managed_policies))
    problem = DEFAULT_MANAGED_POLICIES.violation(count)
    if problem:
        yield Finding(
            role,
            problem,
            "write what the function needs into one policy, or ask AWS for a higher quota",
            at="ManagedPolicyArns",
        )
