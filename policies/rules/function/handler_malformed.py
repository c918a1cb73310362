"""The handler is written as Lambda does not accept it.

A handler is up to 128 characters without white space. A trailing blank or line break, as YAML's
block scalars leave one, is enough to fail the deployment.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index. handler
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_HANDLER
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "handler-malformed",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    handler = function.handler
    if not isinstance(handler, str):
        return
    problem = FUNCTION_HANDLER.violation(len(handler))
    if problem:
        fix = f"shorten it to {FUNCTION_HANDLER.maximum} characters or fewer"
        yield Finding(function, problem, fix, at="Handler")
    elif not handler or any(map(str.isspace, handler)):
        problem = f"handler must be one word without white space, got {handler!r}"
        fix = "write it without blanks and line breaks, such as index.handler"
        yield Finding(function, problem, fix, at="Handler")
