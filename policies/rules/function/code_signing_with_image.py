"""Code signing is set for a function from an image.

Signing profiles sign .zip archives. Lambda refuses a code signing configuration on an image: "code
signing is not supported for functions created with container images". Images are signed and checked
in ECR.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
      CodeSigningConfigArn: !Ref Signing
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

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.function_code import IMAGE
from policies.template.resources.function import Function


@rule(
    "code-signing-with-image",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
    given=("CodeSigningConfigArn",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.code.package_type == IMAGE and is_set(function.value("CodeSigningConfigArn")):
        yield Finding(
            function,
            "code signing must be for .zip archives, got it with package type Image",
            "drop CodeSigningConfigArn; sign the image in ECR",
            at="CodeSigningConfigArn",
        )
