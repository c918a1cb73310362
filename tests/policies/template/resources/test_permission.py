from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.permission import Permission
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def permission(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Permission:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": Permission.type_name, "Properties": properties},
        }
        return template_of(resources).of(Permission)[0]

    return made


def test_what_a_statement_says(permission: Any, unknown: Any) -> None:
    said = permission(
        Action="lambda:InvokeFunction",
        Principal=123456789012,
        SourceArn="arn:aws:s3:::photos",
        SourceAccount="123456789012",
        EventSourceToken="token",
        FunctionUrlAuthType="NONE",
        InvokedViaFunctionUrl="true",
    )

    assert (said.action, said.principal) == ("lambda:InvokeFunction", "123456789012")
    assert (said.source_arn, said.source_account) == ("arn:aws:s3:::photos", "123456789012")
    assert (said.event_source_token, said.url_auth_type) == ("token", "NONE")
    assert said.is_by_url_only is True
    assert isinstance(permission(Principal=unknown).principal, Unresolved)


def test_the_function_is_known_when_it_is_here(permission: Any, unknown: Any) -> None:
    assert permission(FunctionName={"Ref": "Report"}).function.logical_id == "Report"
    assert permission(FunctionName="elsewhere").function is None
    assert permission(FunctionName=unknown).target is None


@pytest.mark.parametrize("name", ["SourceArn", "SourceAccount", "PrincipalOrgID"])
def test_anything_that_narrows_the_service_is_a_source(
    permission: Any, unknown: Any, name: str
) -> None:
    assert permission(**{name: unknown}).has_source
    assert not permission().has_source


@pytest.mark.parametrize(
    "properties",
    [
        {"Action": "lambda:InvokeFunctionUrl"},
        {"FunctionUrlAuthType": "AWS_IAM"},
        {"InvokedViaFunctionUrl": True},
    ],
    ids=["action", "type", "by URL only"],
)
def test_a_grant_of_a_url_is_known_by_any_of_its_marks(
    permission: Any, properties: dict[str, Any]
) -> None:
    assert permission(**properties).is_of_url
    assert not permission(Action="lambda:InvokeFunction").is_of_url
