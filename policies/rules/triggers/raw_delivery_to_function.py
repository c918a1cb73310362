"""A subscription of a function asks for raw message delivery.

SNS delivers without its envelope to SQS, Firehose and HTTP endpoints only. For the protocol
`lambda` it refuses the attribute, and the deployment fails.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: arn:aws:lambda:eu-west-1:123456789012:function:bill
      RawMessageDelivery: true
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SNS::Topic
  ToBill:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: lambda
      Endpoint: arn:aws:lambda:eu-west-1:123456789012:function:bill
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.subscription import Subscription


@rule(
    "raw-delivery-to-function",
    on=Subscription,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html",
    given=("RawMessageDelivery",),
)
def check(subscription: Subscription) -> Iterator[Finding]:
    """Judge one subscription."""
    if subscription.protocol == "lambda" and subscription.is_raw is True:
        yield Finding(
            subscription,
            "raw message delivery must be off for protocol lambda, got true",
            "remove RawMessageDelivery and read the message from Records[].Sns.Message",
            at="RawMessageDelivery",
        )
