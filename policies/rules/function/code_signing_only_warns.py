"""A code signing configuration lets unsigned code through.

Without `Enforce`, code that nobody signed is deployed all the same and counted in a metric. That is
how to begin; it protects nothing until it is changed.

Avoid:

```yaml
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-west-1:123456789012:/signing-profiles/billing/abcdefghij
```

Prefer:

```yaml
Resources:
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-west-1:123456789012:/signing-profiles/billing/abcdefghij
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: Enforce
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.code_signing_config import DEFAULT_POLICY, CodeSigningConfig


@rule(
    "code-signing-only-warns",
    on=CodeSigningConfig,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
)
def check(config: CodeSigningConfig) -> Iterator[Finding]:
    """Judge one code signing configuration."""
    if config.policy == DEFAULT_POLICY:
        yield Finding(
            config,
            f"untrusted artifacts must be refused to protect anything, got {DEFAULT_POLICY}",
            "set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce",
            at="CodeSigningPolicies.UntrustedArtifactOnDeployment",
        )
