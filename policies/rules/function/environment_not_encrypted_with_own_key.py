"""The environment is encrypted with a key of AWS.

Lambda encrypts the variables with its own key, which everybody who may read the function's
configuration can use. With a key of your own, reading takes a permission on that key as well, and
its use is in CloudTrail.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          STAGE: production
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab
      Environment:
        Variables:
          STAGE: production
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "environment-not-encrypted-with-own-key",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
    given=("Environment",),
    supersedes=("checkov::CKV_AWS_173",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if isinstance(variables, dict) and variables and function.value("KmsKeyArn") is None:
        yield Finding(
            function,
            "environment should be encrypted with a key of your own, got the key of AWS",
            "set KmsKeyArn to the ARN of a customer managed key",
            at="KmsKeyArn",
        )
