"""A credential stands in the environment in clear text.

The template, its history, the stack's events, every published version and
`GetFunctionConfiguration` show the value to whoever may read them, and no rotation reaches it. What
is found has the form its issuer gave it (AWS and Google keys, tokens of GitHub, GitLab, Slack, npm
and PyPI, private keys, passwords in URLs): revoke it, it has been read.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DATABASE: postgres://billing:gPz7Kq2vLr@db.internal:5432/ledger
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DATABASE_SECRET: !Ref Database
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString: {}
```

Read the secret in the function, with the AWS Parameters and Secrets extension or Powertools.
"""

from collections.abc import Iterator

from policies.domain.environment_variables import credential_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "secret-in-environment",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
    supersedes=("checkov::CKV_AWS_45",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key, value in variables.items():
        problem = credential_problem(key, value) if isinstance(value, str) else None
        if problem:
            yield Finding(
                function,
                problem,
                "revoke it, keep its successor in Secrets Manager and pass the secret's ARN",
                at=f"Environment.Variables.{key}",
            )
