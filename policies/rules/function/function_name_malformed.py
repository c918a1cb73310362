"""The function's name is one that Lambda does not accept.

A name is 1 to 64 letters, digits, hyphens and underscores. A name that is put together from the
stack's name grows with it, so the deployment that fails is often the one of a new environment. The
parts that are known already are judged: what only the deployment adds makes it longer still.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing.invoices
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: billing-invoices
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_NAME
from policies.domain.names import function_name_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import known_start
from policies.template.resources.function import Function
from policies.template.values import Text, Unresolved


@rule(
    "function-name-malformed",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("FunctionName",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    name = function.name
    if name is None or known_start(name).startswith("arn:"):
        return  # the API takes an ARN in its place
    problem = function_name_problem(name) if isinstance(name, str) else _partly_known(name)
    if problem:
        longest = FUNCTION_NAME.maximum
        fix = f"name it with {longest} or fewer letters, digits, hyphens and underscores"
        yield Finding(function, problem, fix, at="FunctionName")


def _partly_known(name: Unresolved) -> str | None:
    if not FUNCTION_NAME.admits(max(len(name.known_text), FUNCTION_NAME.minimum or 0)):
        seen = FUNCTION_NAME.quantity(len(name.known_text))
        return f"{FUNCTION_NAME.label} must be {FUNCTION_NAME.bounds}, got at least {seen}"
    # What is not known may be empty or of any length, but it takes no character away.
    return function_name_problem(name.known_text) if isinstance(name, Text) else None
