from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policies.template.resource import Resource
    from tests.policies.conftest import TemplateOf

FUNCTION = "AWS::Lambda::Function"


def resource(template_of: TemplateOf, logical_id: str, path: str | None = None) -> Resource:
    metadata: dict[str, Any] = {} if path is None else {"Metadata": {"aws:cdk:path": path}}
    return template_of({logical_id: {"Type": FUNCTION, **metadata}}).resources[logical_id]


@pytest.mark.parametrize(
    "path",
    [
        "App/AWS679f53fac002430cb0da5b7982bd2287/Resource",
        "App/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role/Resource",
        "Stage/App/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource",
        "App/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C512MiB/Resource",
        "App/Nested/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler",
        "App/AWSCDK.TriggerCustomResourceProviderCustomResourceProvider/Role",
        "App/Mine/framework-onEvent/ServiceRole/Resource",
        "App/Mine/waiter-state-machine/Resource",
        "App/Bucket/Notifications/HandlerPolicy/Resource",
        "App/@aws-cdk--aws-dynamodb.ReplicaProvider/OnEventHandler/Resource",
    ],
)
def test_the_cdks_own_is_known_by_its_path(template_of: TemplateOf, path: str) -> None:
    assert resource(template_of, "A", path).is_generated


@pytest.mark.parametrize(
    "logical_id",
    [
        "AWS679f53fac002430cb0da5b7982bd22872D164C4C",
        "BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691",
        "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F",
        "CustomVpcRestrictDefaultSGCustomResourceProviderRole26592FE0",
        "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A",
        "MineframeworkonEvent4D295293",
        "MinewaiterstatemachineE94761737",
        "CapDrainECSHookFunctionA6F9FE62",
    ],
)
def test_without_paths_it_is_known_by_its_logical_id(
    template_of: TemplateOf, logical_id: str
) -> None:
    assert resource(template_of, logical_id).is_generated


@pytest.mark.parametrize(
    ("logical_id", "path"),
    [
        pytest.param("Own30425842", "App/Own/Resource", id="a function of the app"),
        pytest.param("Own", None, id="a function of a plain template"),
        pytest.param("LogRetention", None, id="a name that begins alike"),
        pytest.param("MyCustomS3AutoDeleteObjects", None, id="a name that goes on alike"),
        pytest.param(
            "CustomMineCustomResourceProviderHandler833DF543",
            "App/Custom::MineCustomResourceProvider/Handler",
            id="the provider of a custom resource of one's own",
        ),
        pytest.param(
            "SingletonLambda11111111222233334444555555555555B1C46844",
            "App/SingletonLambda11111111222233334444555555555555/Resource",
            id="a singleton of one's own",
        ),
        pytest.param(
            "MineframeworkonEvent4D295293", "App/Mineframework/onEvent", id="the path decides"
        ),
    ],
)
def test_what_the_user_wrote_is_the_users(
    template_of: TemplateOf, logical_id: str, path: str | None
) -> None:
    assert not resource(template_of, logical_id, path).is_generated


@pytest.mark.parametrize(
    ("type_name", "generated"),
    [
        ("AWS::CDK::Metadata", True),
        ("Custom::S3AutoDeleteObjects", True),
        ("Custom::LogRetention", True),
        ("Custom::Mine", False),
        ("AWS::CloudFormation::CustomResource", False),
    ],
)
def test_a_custom_resource_is_the_cdks_by_its_type(
    template_of: TemplateOf, type_name: str, *, generated: bool
) -> None:
    assert template_of({"A": {"Type": type_name}}).resources["A"].is_generated is generated


def test_what_a_nested_stack_of_the_cdk_holds_is_the_cdks(template_of: TemplateOf) -> None:
    nested = template_of({"OnEventHandler42BEBAE0": {"Type": FUNCTION}})
    handler = nested.resources["OnEventHandler42BEBAE0"]
    stack = resource(
        template_of, "awscdkawsdynamodbReplicaProviderNestedStackawscdkawsdynamodbReplic18E3F12D"
    )

    assert not handler.is_generated
    nested.parent = stack
    assert handler.is_generated
