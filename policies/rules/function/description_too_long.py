"""A description is longer than Lambda accepts.

Functions, versions, aliases, layers and code signing configurations take 256 characters.
Descriptions that are generated (a commit message, a list of changes) pass every review and fail at
deployment.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Description: >-
        Turns every order of the web shop into an invoice, sends it to the customer and to the
        bookkeeping of the country it was placed in, and writes what it did to the ledger, so that
        reminders, refunds and the yearly statement can all be made from the same source later on.
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Description: Turns orders into invoices
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_DESCRIPTION
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias
from policies.template.resources.code_signing_config import CodeSigningConfig
from policies.template.resources.function import Function
from policies.template.resources.layer_version import LayerVersion
from policies.template.resources.version import Version
from policies.template.values import known_text


@rule(
    "description-too-long",
    on=(Function, Version, Alias, LayerVersion, CodeSigningConfig),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("Description",),
)
def check(
    described: Function | Version | Alias | LayerVersion | CodeSigningConfig,
) -> Iterator[Finding]:
    """Judge one description."""
    description = described.description
    if description is None:
        return
    length = len(known_text(description))
    problem = FUNCTION_DESCRIPTION.violation(length)
    if problem:
        fix = f"shorten it to {FUNCTION_DESCRIPTION.maximum} characters or fewer"
        yield Finding(described, problem, fix, at="Description")
