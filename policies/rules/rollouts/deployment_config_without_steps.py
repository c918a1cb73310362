"""A deployment configuration names a way of shifting traffic and leaves out its steps.

TimeBasedCanary needs the block TimeBasedCanary, TimeBasedLinear the block TimeBasedLinear. With the
block of the other, or with none, the configuration is invalid and its creation fails.

Avoid:

```yaml
Resources:
  Careful:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      ComputePlatform: Lambda
      TrafficRoutingConfig:
        Type: TimeBasedCanary
        TimeBasedLinear:
          LinearPercentage: 20
          LinearInterval: 5
```

Prefer:

```yaml
Resources:
  Careful:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      ComputePlatform: Lambda
      TrafficRoutingConfig:
        Type: TimeBasedLinear
        TimeBasedLinear:
          LinearPercentage: 20
          LinearInterval: 5
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.deployment_config import CANARY, LINEAR, DeploymentConfig
from policies.template.resources.deployment_group import LAMBDA


@rule(
    "deployment-config-without-steps",
    on=DeploymentConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoutingConfig.html",
)
def check(config: DeploymentConfig) -> Iterator[Finding]:
    """Judge one deployment configuration."""
    routing = config.routing
    if routing in (CANARY, LINEAR) and config.shift is None and config.compute_platform == LAMBDA:
        yield Finding(
            config,
            f"routing {routing} must come with a block {routing}, got none",
            f"add {routing} with its percentage and interval, or set Type to the block that is "
            "there",
            at="TrafficRoutingConfig",
        )
