"""Code is inline for a runtime that takes none.

CloudFormation zips the text of Code.ZipFile into a file named index, which only Node.js and Python
can run. It refuses every other runtime at deployment.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: ruby3.4
      Handler: index.handler
      Code:
        ZipFile: |
          def handler(event:, context:) = 'ok'
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

from policies.domain.limits import FUNCTION_INLINE_FAMILIES, FUNCTION_RUNTIME_FAMILIES
from policies.domain.runtime_floors import runtime_family
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.resources.function import Function


@rule(
    "inline-code-on-unsupported-runtime",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
    supersedes=("cfn-lint::E3677",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime = function.runtime
    if not isinstance(runtime, str) or not is_set(function.code.inline):
        return
    family = runtime_family(runtime)
    if family in FUNCTION_RUNTIME_FAMILIES and family not in FUNCTION_INLINE_FAMILIES:
        yield Finding(
            function,
            f"inline code must be for {FUNCTION_INLINE_FAMILIES.bounds}, got it for {runtime}",
            "put the code into an archive in S3, or change the runtime",
            at="Code.ZipFile",
        )
