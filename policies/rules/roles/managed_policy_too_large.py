"""A managed policy is larger than IAM takes.

A managed policy has at most 6,144 characters, white space not counted. The deployment fails
otherwise. The rule counts what is known; what the deployment adds, such as the names of resources,
comes on top.

Avoid:

```yaml
Parameters:
  Bills:
    Type: String
    Default: arn:aws:s3:::bills-of-the-company/a-folder-for-each-of-its-tenants/the-tenant/
Resources:
  BillRights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: !Sub
              - "${A}${A}${A}${A}"
              - A: !Sub
                  - "${B}${B}${B}${B}"
                  - B: !Sub "${Bills}${Bills}${Bills}${Bills}${Bills}${Bills}${Bills}"
```

Prefer:

```yaml
Resources:
  BillRights:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: arn:aws:s3:::bills/*
```
"""

from collections.abc import Iterator

from policies.domain.limits import MANAGED_POLICY_SIZE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.policy_size import least_characters
from policies.template.resources.iam_policy import ManagedPolicy


@rule(
    "managed-policy-too-large",
    on=ManagedPolicy,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
)
def check(policy: ManagedPolicy) -> Iterator[Finding]:
    """Judge one managed policy."""
    size = least_characters(policy.value("PolicyDocument"), policy.template)
    problem = MANAGED_POLICY_SIZE.violation(size)
    if problem:
        yield Finding(
            policy,
            f"{problem} or more",
            "cover many ARNs with one wildcard, or divide the statements among two policies",
            at="PolicyDocument",
        )
