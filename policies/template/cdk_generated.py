"""What the CDK makes for its own purposes, which nobody but its authors can change.

Named as aws-cdk-lib 2.275 names them; the names are part of logical ids, so they stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from policies.template.resource import Resource

# Providers of custom resources, which CDK puts into the stack once.
_PROVIDERS: Final = (
    "AWSCDK.TriggerCustomResourceProvider",
    "AWSCDKCfnUtilsProvider",
    "Custom::AWSCDKOpenIdConnectProvider",
    "Custom::CrossAccountZoneDelegation",
    "Custom::CrossRegionExportReader",
    "Custom::CrossRegionExportWriter",
    "Custom::CrossRegionStringParameterReader",
    "Custom::DeleteExistingRecordSet",
    "Custom::ECRAutoDeleteImages",
    "Custom::S3AutoDeleteObjects",
    "Custom::SyntheticsAutoDeleteUnderlyingResources",
    "Custom::VpcRestrictDefaultSG",
)
# Functions that a stack has once, by a UUID of CDK's own.
_SINGLETONS: Final = (
    "AWS679f53fac002430cb0da5b7982bd2287",
    "AWSb4cf1abd4e4f4bc699441af7ccd9ec37",
    "BucketNotificationsHandler050a0587b7544547bf325f094a3db834",
    "CrossRegionAwsSdk8a0c93f3dbef4b71ac137aaf2048ce7e",
    "Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C",
    "EvalServiceRolef4f556a4ef7a49cd8036c5b0567376fd",
    "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a",
    "SingletonLambda224e77f9a32e4b4dac32983477abba16",
    "SingletonLambda8693BB64968944B69AAFB0CC9EB8757C",
)
# Nested stacks of providers.
_NESTED: Final = (
    "@aws-cdk--aws-dynamodb.ReplicaProvider",
    "@aws-cdk--aws-eks.ClusterResourceProvider",
    "@aws-cdk--aws-eks.KubectlProvider",
    "@aws-cdk--aws-glue-alpha.PartitionIndexProvider",
)
_AT_THE_ROOT: Final = (
    *(f"{provider}CustomResourceProvider" for provider in _PROVIDERS),
    *_SINGLETONS,
    *_NESTED,
)
# Within a construct of the user's, one step of the path or several: the framework around their own
# handlers, and hooks.
_INSIDE: Final = (
    "AwsCliLayer",
    "CertificateRequestorFunction",
    "DrainECSHook",
    "Notifications/HandlerPolicy",
    "framework-isComplete",
    "framework-onEvent",
    "framework-onTimeout",
    "waiter-state-machine",
)
_TYPES: Final = frozenset(
    {
        "AWS::CDK::Metadata",
        "Custom::AWS",
        "Custom::AWSCDKCfnJson",
        "Custom::AWSCDKCfnJsonStringify",
        "Custom::AWSCDKOpenIdConnectProvider",
        "Custom::CDKBucketDeployment",
        "Custom::CloudwatchLogResourcePolicy",
        "Custom::CrossAccountZoneDelegation",
        "Custom::CrossRegionExportReader",
        "Custom::CrossRegionExportWriter",
        "Custom::CrossRegionStringParameterReader",
        "Custom::DeleteExistingRecordSet",
        "Custom::DescribeCognitoUserPoolClient",
        "Custom::DynamoDBReplica",
        "Custom::ECRAutoDeleteImages",
        "Custom::LogRetention",
        "Custom::S3AutoDeleteObjects",
        "Custom::S3BucketNotifications",
        "Custom::SyntheticsAutoDeleteUnderlyingResources",
        "Custom::Trigger",
        "Custom::UserPoolCloudFrontDomainName",
        "Custom::VpcRestrictDefaultSG",
    }
)


def _slug(name: str) -> str:
    """The part of a logical id that CDK makes of a construct's id."""
    return "".join(filter(str.isalnum, name))


_ROOT_SLUGS: Final = tuple(map(_slug, _AT_THE_ROOT))
_INSIDE_SLUGS: Final = tuple(map(_slug, _INSIDE))


def is_generated(resource: Resource) -> bool:
    """True for what CDK makes unasked: providers of custom resources and what belongs to them."""
    if resource.type in _TYPES:
        return True
    parent = resource.template.parent
    if parent is not None and is_generated(parent):
        return True
    path = resource.construct_path
    if path is None:
        logical_id = resource.logical_id
        return logical_id.startswith(_ROOT_SLUGS) or any(
            slug in logical_id for slug in _INSIDE_SLUGS
        )
    inside = any(f"/{steps}/" in f"{path}/" for steps in _INSIDE)
    return inside or any(step.startswith(_AT_THE_ROOT) for step in path.split("/"))
