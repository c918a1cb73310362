"""A user pool gives up on its trigger before the function does.

Cognito waits 5 s for the answer of a trigger, tries three times and then fails the sign-up or
sign-in. A longer timeout of the function does not help: it works on for nobody, up to three times
at once, and what it does it may do three times.

Avoid:

```yaml
Resources:
  Welcome:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 30
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        PostConfirmation: !GetAtt Welcome.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Welcome
      Action: lambda:InvokeFunction
      Principal: cognito-idp.amazonaws.com
      SourceArn: !GetAtt Pool.Arn
```

Prefer:

```yaml
Resources:
  Welcome:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 5
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      LambdaConfig:
        PostConfirmation: !GetAtt Welcome.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Welcome
      Action: lambda:InvokeFunction
      Principal: cognito-idp.amazonaws.com
      SourceArn: !GetAtt Pool.Arn
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_TIMEOUT, USER_POOL_TRIGGER_TIMEOUT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.user_pool import UserPool


@rule(
    "user-pool-trigger-timeout-above-limit",
    on=UserPool,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html",
    given=("LambdaConfig",),
)
def check(pool: UserPool) -> Iterator[Finding]:
    """Judge one user pool."""
    for call in pool.calls:
        function = call.target.function
        timeout = function.timeout_seconds
        is_sender = "Sender." in call.at  # which Cognito does not wait for
        if is_sender or not isinstance(timeout, int) or not call.target.has_current_configuration:
            continue
        if not USER_POOL_TRIGGER_TIMEOUT.admits(timeout) and not function.broken(
            FUNCTION_TIMEOUT, timeout
        ):
            wanted = USER_POOL_TRIGGER_TIMEOUT.quantity(USER_POOL_TRIGGER_TIMEOUT.maximum)
            yield Finding(
                function,
                f"timeout of a trigger of {pool.logical_id} must be at most {wanted}, got "
                f"{timeout} s",
                f"set Timeout to {wanted} or less, and hand long work to a queue",
                at="Timeout",
            )
