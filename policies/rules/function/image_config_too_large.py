"""The settings of the image are larger than Lambda accepts.

Command and EntryPoint take 1,500 arguments each, WorkingDirectory 1,000 characters. What needs more
belongs into the image or into a file that the function reads.

Avoid:

```yaml
Parameters:
  Folder:
    Type: String
    Default: /0123456789012345678901234567890123456789012345678901234567890/
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
      ImageConfig:
        WorkingDirectory: !Sub
          - "${A}${A}${A}${A}"
          - A: !Sub "${Folder}${Folder}${Folder}${Folder}"
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
      ImageConfig:
        WorkingDirectory: /var/task
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_IMAGE_ARGUMENTS, FUNCTION_IMAGE_WORKING_DIRECTORY
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function
from policies.template.values import known_text


@rule(
    "image-config-too-large",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_ImageConfig.html",
    given=("ImageConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for name in ("Command", "EntryPoint"):
        count = len(certain_elements(function.items("ImageConfig", name) or []))
        problem = FUNCTION_IMAGE_ARGUMENTS.violation(count, label=f"arguments of {name}")
        if problem:
            fix = f"list {FUNCTION_IMAGE_ARGUMENTS.maximum} or fewer"
            yield Finding(function, problem, fix, at=f"ImageConfig.{name}")
    length = len(known_text(function.text("ImageConfig", "WorkingDirectory") or ""))
    problem = FUNCTION_IMAGE_WORKING_DIRECTORY.violation(length)
    if problem:
        fix = f"shorten it to {FUNCTION_IMAGE_WORKING_DIRECTORY.maximum} characters or fewer"
        yield Finding(function, problem, fix, at="ImageConfig.WorkingDirectory")
