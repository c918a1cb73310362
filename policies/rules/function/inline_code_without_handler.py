"""The inline code does not hold the function that the handler names.

Lambda looks for the handler when it is invoked, not when it is deployed: the stack is green and
every invocation fails. Only names that appear nowhere in the text are reported, and only for
functions without layers or a wrapper. Where the text only keeps the place of code that another tool
uploads, acknowledge this.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.main
      Code:
        ZipFile: |
          def lambda_handler(event, context):
              return 'ok'
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.lambda_handler
      Code:
        ZipFile: |
          def lambda_handler(event, context):
              return 'ok'
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.handlers import module_and_function, takes_inline_code
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

# What brings names that do not stand in the text.
_INDIRECT: Final = ("import *", "export *", "globals(", "exec(", "eval(", "__getattr__", "exports[")


@rule(
    "inline-code-without-handler",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime, handler, text = function.runtime, function.handler, function.code.inline
    if not isinstance(runtime, str) or not isinstance(handler, str) or not isinstance(text, str):
        return
    if not text or not takes_inline_code(runtime) or function.reads_handler_itself is not False:
        return
    module, called = module_and_function(handler, runtime)
    name = called.partition(".")[0]
    if module != "index" or not name or name in text or any(word in text for word in _INDIRECT):
        return
    yield Finding(
        function,
        f"handler must be a function of the inline code, got {handler}, which it does not hold",
        f"set Handler to the function that the code defines, or define {name}",
        at="Handler",
    )
