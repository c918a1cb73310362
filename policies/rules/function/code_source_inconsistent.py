"""The code comes from nowhere, or from two places at once.

A function's code is inline text, an object in S3 (bucket and key), or an image in ECR. Lambda
refuses none of them, two of them, half an object and empty text.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        ZipFile: 'exports.handler = async () => 1'
      Runtime: nodejs24.x
      Handler: index.handler
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        S3Key: billing.zip
      Runtime: nodejs24.x
      Handler: index.handler
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.resources.function import Function


@rule(
    "code-source-inconsistent",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    code = function.code
    problem = None
    sources = code.certain_sources
    if len(sources) > 1:
        problem = f"code must come from one source, got {' and '.join(sources)}"
    elif code.has_no_source:
        problem = "code must come from ZipFile, S3Bucket and S3Key, or ImageUri, got none of them"
    elif code.inline == "":
        problem = "inline code must not be empty, got no text in ZipFile"
    elif is_set(code.bucket) and code.key is None:
        problem = "code in S3 must have a bucket and a key, got no S3Key"
    elif is_set(code.key) and code.bucket is None:
        problem = "code in S3 must have a bucket and a key, got no S3Bucket"
    if problem:
        fix = "state one source: ZipFile, S3Bucket with S3Key, or ImageUri"
        yield Finding(function, problem, fix, at="Code")
