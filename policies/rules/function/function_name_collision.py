"""Two functions of one account and region have the same name.

Lambda knows a function by its name alone: the second stack that brings the name fails with "already
exists", long after it passed every check by itself. A stage that is deployed twice into one account
and a name that does not hold the stage's are the usual cause. All stacks and stages of the assembly
that go to the same account and region are compared.

Avoid:

```yaml
Resources:
  Invoices:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing
  Reminders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing
```

Prefer:

```yaml
Resources:
  Invoices:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing-invoices
  Reminders:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing-reminders
```

Or drop FunctionName: the name that CloudFormation makes is its own in every stack.
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.environment import Environment
from policies.template.resources.function import Function


@rule(
    "function-name-collision",
    on=Environment,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-common.html",
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge one account and region."""
    bearers: dict[str, Function] = {}
    for function in environment.resources(Function):
        name = function.name
        if not isinstance(name, str) or function.is_certain is not True:
            continue
        first = bearers.setdefault(name, function)
        if first is function:
            continue
        elsewhere = first.template is not function.template
        place = f" in {first.template.path.name}" if elsewhere else ""
        yield Finding(
            function,
            f"function name {name} must be of one function only in an account and region, got it "
            f"also on {first.logical_id}{place}",
            "drop FunctionName, or put what tells them apart (stage, stack) into it",
            at="FunctionName",
        )
