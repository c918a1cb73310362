"""A tag is one that AWS does not accept.

Keys are 1 to 128 characters, values up to 256; keys that begin with `aws:` belong to AWS, and each
key stands once. A refused tag fails the whole function.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Tags:
        - Key: aws:team
          Value: billing
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Tags:
        - Key: team
          Value: billing
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.limits import FUNCTION_TAG_KEY, FUNCTION_TAG_VALUE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

_RESERVED: Final = "aws:"


@rule(
    "tags-refused",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-tag.html",
    given=("Tags",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    keys: set[str] = set()
    for tag in function.elements("Tags"):
        key, value = tag.text("Key"), tag.text("Value")
        if isinstance(key, str):
            problem = FUNCTION_TAG_KEY.violation(len(key)) or _key_problem(key, keys)
            if problem:
                yield Finding(function, problem, "rename the tag or drop it", at=f"{tag.at}.Key")
            keys.add(key)
        if isinstance(value, str):
            problem = FUNCTION_TAG_VALUE.violation(len(value))
            if problem:
                fix = f"shorten it to {FUNCTION_TAG_VALUE.maximum} characters or fewer"
                yield Finding(function, problem, fix, at=f"{tag.at}.Value")


def _key_problem(key: str, before: set[str]) -> str | None:
    if key.lower().startswith(_RESERVED):
        return f"tag key must not begin with aws:, which AWS keeps for itself, got {key!r}"
    return f"tag key must stand once, got {key!r} again" if key in before else None
