"""A function that is published has environment variables that only the deployment knows.

A version locks the environment it is published with. SAM and CDK publish a new one when the
template changes; the value of a parameter, an import or a secret is not in the template. Such a
value changes $LATEST and nothing else: callers of the alias go on with the old one until the code
changes next time, at an hour when nobody connects the two.

Avoid:

```yaml
Parameters:
  Endpoint:
    Type: String
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ENDPOINT: !Ref Endpoint
  QuoteVersion1:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    Properties:
      FunctionName: !Ref Quote
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ENDPOINT: https://quotes.example.com
  QuoteVersion1:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    Properties:
      FunctionName: !Ref Quote
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import PseudoParameter, Reference, Text, Unresolved, Value


@rule(
    "version-blind-to-deployed-values",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
    beside=("AWS::Lambda::Version",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    versions = [version for version in function.versions if not version.is_published_once]
    if not isinstance(variables, dict) or not versions:
        return
    keys = [key for key, value in variables.items() if _may_change_alone(value)]
    if keys:
        yield Finding(
            function,
            "environment of a published version should be in the template, got values known at "
            f"deployment only: {', '.join(keys)}",
            "read them at run time, or put their values into the description of the version",
            at=f"Environment.Variables.{keys[0]}",
        )


def _may_change_alone(value: Value) -> bool:
    """True for what is neither in the template nor made of its resources."""
    if isinstance(value, Text):
        return any(_may_change_alone(part) for part in value.parts)
    return isinstance(value, Unresolved) and not isinstance(value, (Reference, PseudoParameter))
