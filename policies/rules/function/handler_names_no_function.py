"""The handler names a file, but no function in it.

Node.js and Python take a handler apart into a file without its ending and a function. Lambda does
not look inside when it deploys: every invocation fails, with "bad handler" or with a module that
cannot be found. Handlers with a wrapper or layers are not judged, for those may read it in their
own way.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.py
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
```
"""

from collections.abc import Iterator

from policies.domain.handlers import names_no_function
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "handler-names-no-function",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime, handler = function.runtime, function.handler
    if not isinstance(runtime, str) or not isinstance(handler, str):
        return
    if function.reads_handler_itself is not False or not names_no_function(handler, runtime):
        return
    yield Finding(
        function,
        f"handler of {runtime} must be a file without its ending and a function, got {handler!r}",
        "write it as file.function: app.handler for the function handler of the file app",
        at="Handler",
    )
