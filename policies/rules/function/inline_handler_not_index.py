"""The handler names another file than the one inline code becomes.

CloudFormation writes the text of Code.ZipFile into index.js or index.py, so the handler begins with
`index.`. Any other file is not in the package: the deployment succeeds and every invocation fails.
Functions with layers or a wrapper are not judged: those may bring the file. Where the text only
keeps the place of code that another tool uploads, acknowledge this.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      Code:
        ZipFile: |
          def handler(event, context):
              return 'ok'
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      Code:
        ZipFile: |
          def handler(event, context):
              return 'ok'
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.handlers import (
    module_and_function,
    names_no_function,
    takes_inline_code,
)
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.resources.function import Function

_FILE: Final = "index"


@rule(
    "inline-handler-not-index",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime, handler = function.runtime, function.handler
    if not is_set(function.code.inline) or function.reads_handler_itself is not False:
        return
    if not isinstance(runtime, str) or not isinstance(handler, str):
        return
    if not takes_inline_code(runtime) or names_no_function(handler, runtime):
        return
    module, called = module_and_function(handler, runtime)
    if module != _FILE:
        yield Finding(
            function,
            f"handler of inline code must be in the file {_FILE}, got {handler!r}",
            f"set Handler to {_FILE}.{called}",
            at="Handler",
        )
