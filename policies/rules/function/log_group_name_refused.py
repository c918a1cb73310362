"""The log group is given as something that is no name.

LoggingConfig.LogGroup takes the name of a log group: 1 to 512 letters, digits and `.-_/#`. The
usual slip is its ARN, from GetAtt, whose colons Lambda refuses; `!Ref` gives the name.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogGroup: !GetAtt Logs.Arn
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogGroup: !Ref Logs
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
```
"""

from collections.abc import Iterator

from policies.domain.names import log_group_name_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import Reference


@rule(
    "log-group-name-refused",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html",
    given=("LoggingConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    group = function.text("LoggingConfig", "LogGroup")
    problem = None
    if isinstance(group, str):
        problem = log_group_name_problem(group)
    elif isinstance(group, Reference) and group.attribute == "Arn":
        problem = f"log group must be given by its name, got the ARN of {group.resource.logical_id}"
    if problem:
        yield Finding(
            function,
            problem,
            "give its name: !Ref of the log group, or text such as /billing/invoices",
            at="LoggingConfig.LogGroup",
        )
