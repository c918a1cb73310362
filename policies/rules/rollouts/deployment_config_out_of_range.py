"""The steps of a deployment configuration are more than CodeDeploy takes.

A step moves 1 to 99 % of the traffic, and from the first step to the last may pass 2880 minutes,
two days. A linear rollout of 1 % has 99 intervals: at an hour each it would take four days. The
creation of the configuration fails.

Avoid:

```yaml
Resources:
  Slow:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      ComputePlatform: Lambda
      TrafficRoutingConfig:
        Type: TimeBasedLinear
        TimeBasedLinear:
          LinearPercentage: 1
          LinearInterval: 60
```

Prefer:

```yaml
Resources:
  Slow:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      ComputePlatform: Lambda
      TrafficRoutingConfig:
        Type: TimeBasedLinear
        TimeBasedLinear:
          LinearPercentage: 5
          LinearInterval: 60
```
"""

from collections.abc import Iterator

from policies.domain.limits import ROLLOUT_DURATION, ROLLOUT_PERCENTAGE
from policies.domain.rollouts import longest_interval
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.deployment_config import LINEAR, DeploymentConfig
from policies.template.resources.deployment_group import LAMBDA


@rule(
    "deployment-config-out-of-range",
    on=DeploymentConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html",
)
def check(config: DeploymentConfig) -> Iterator[Finding]:
    """Judge one deployment configuration."""
    shift = config.shift
    if shift is None or config.compute_platform != LAMBDA:
        return
    share, interval = shift.percentage, shift.interval_minutes
    if isinstance(share, int):
        yield from out_of_bounds(config, ROLLOUT_PERCENTAGE, share, at=shift.percentage_at)
    limit = ROLLOUT_DURATION._replace(label="interval")
    if config.routing == LINEAR and isinstance(share, int) and ROLLOUT_PERCENTAGE.admits(share):
        limit = longest_interval(share)
    if isinstance(interval, int):
        yield from out_of_bounds(config, limit, interval, at=shift.interval_at)
