"""A rule hands its target an input that EventBridge refuses.

Input is JSON: a text needs quotation marks of its own. It excludes InputPath and InputTransformer,
which take the input from the event, and they exclude each other. The deployment fails with what
CloudFormation reports of it.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          Input: nightly
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          Input: '{"run": "nightly"}'
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Bill
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

import json
from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.resources.event_rule import EventRule

_INPUTS: Final = ("Input", "InputPath", "InputTransformer")


@rule(
    "target-input-refused",
    on=EventRule,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html",
    given=("Targets",),
)
def check(event_rule: EventRule) -> Iterator[Finding]:
    """Judge one rule."""
    for target in event_rule.targets:
        given = [name for name in _INPUTS if is_set(target.value(name))]
        if len(given) > 1:
            yield Finding(
                event_rule,
                f"input of a target must be one of {', '.join(_INPUTS)}, got {' and '.join(given)}",
                f"keep one of {' and '.join(given)}",
                at=f"{target.at}.{given[1]}",
            )
        text = target.text("Input")
        if isinstance(text, str) and text.strip() and not _is_json(text):
            yield Finding(
                event_rule,
                f"input of a target must be JSON, got text that starts with {text.split()[0]}",
                "write it as JSON, a text in quotation marks of its own",
                at=f"{target.at}.Input",
            )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
