"""The token that tells an Alexa skill from others stands in the template.

The token is the skill's id, and Alexa itself sends that of the skill that calls: to know it is not
enough to call the function. Where an audit counts it among the secrets all the same, let
CloudFormation fetch it from Secrets Manager or take it as a parameter with NoEcho.

Avoid:

```yaml
Resources:
  Lights:
    Type: AWS::Lambda::Function
  Skill:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Lights
      Action: lambda:InvokeFunction
      Principal: alexa-appkit.amazon.com
      EventSourceToken: amzn1.ask.skill.0000
```

Prefer:

```yaml
Resources:
  Lights:
    Type: AWS::Lambda::Function
  Skill:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Lights
      Action: lambda:InvokeFunction
      Principal: alexa-appkit.amazon.com
      EventSourceToken: "{{resolve:secretsmanager:skill:SecretString:token}}"
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import Permission


@rule(
    "event-source-token-in-plain-text",
    on=Permission,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html",
    supersedes=("cfn-nag::F45",),
    given=("EventSourceToken",),
)
def check(permission: Permission) -> Iterator[Finding]:
    """Judge one permission."""
    token = permission.event_source_token
    # What is known is a literal or a parameter's default: both stand in the template.
    if isinstance(token, str):
        yield Finding(
            permission,
            "event source token must not stand in the template, got it in plain text",
            "set EventSourceToken to a {{resolve:secretsmanager:...}} reference",
            at="EventSourceToken",
        )
