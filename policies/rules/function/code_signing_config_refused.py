"""A code signing configuration is one that Lambda does not accept.

It lists 1 to 20 versions of signing profiles, and its policy is `Warn` or `Enforce`, spelled so.
Functions that refer to it wait for it: the deployment fails before any of them.

Avoid:

```yaml
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns: [!GetAtt Profile.ProfileVersionArn]
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: Block
  Profile:
    Type: AWS::Signer::SigningProfile
    Properties:
      PlatformId: AWSLambda-SHA384-ECDSA
```

Prefer:

```yaml
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns: [!GetAtt Profile.ProfileVersionArn]
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: Enforce
  Profile:
    Type: AWS::Signer::SigningProfile
    Properties:
      PlatformId: AWSLambda-SHA384-ECDSA
```
"""

from collections.abc import Iterator

from policies.domain.limits import CODE_SIGNING_POLICIES, CODE_SIGNING_PUBLISHERS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.code_signing_config import CodeSigningConfig


@rule(
    "code-signing-config-refused",
    on=CodeSigningConfig,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateCodeSigningConfig.html",
)
def check(config: CodeSigningConfig) -> Iterator[Finding]:
    """Judge one code signing configuration."""
    policy, publishers = config.policy, config.publishers
    if isinstance(policy, str) and policy not in CODE_SIGNING_POLICIES:
        at = "CodeSigningPolicies.UntrustedArtifactOnDeployment"
        choices = CODE_SIGNING_POLICIES.bounds
        yield Finding(
            config,
            f"{CODE_SIGNING_POLICIES.label} must be {choices}, got {policy!r}",
            f"set {at} to {CODE_SIGNING_POLICIES.nearest(policy) or choices}",
            at=at,
        )
    if isinstance(publishers, list):
        problem = CODE_SIGNING_PUBLISHERS.violation(len(certain_elements(publishers)))
        if problem:
            yield Finding(
                config,
                problem,
                f"list {CODE_SIGNING_PUBLISHERS.bounds} signing profile versions",
                at="AllowedPublishers.SigningProfileVersionArns",
            )
