from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.url import Url
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def url(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> Url:
        resources = {
            "Report": {"Type": "AWS::Lambda::Function"},
            "It": {"Type": Url.type_name, "Properties": properties},
        }
        return template_of(resources).of(Url)[0]

    return made


def test_the_settings_of_a_url(url: Any, unknown: Any) -> None:
    cors = {
        "AllowCredentials": True,
        "AllowOrigins": ["*"],
        "AllowMethods": ["GET"],
        "MaxAge": 60,
    }
    said = url(AuthType="NONE", InvokeMode="BUFFERED", Cors=cors)

    assert (said.auth_type, said.invoke_mode) == ("NONE", "BUFFERED")
    assert (said.allows_credentials, said.preflight_age_seconds) == (True, 60)
    assert (said.allowed_origins, said.allowed_methods) == (["*"], ["GET"])
    assert url().allowed_origins is None
    assert isinstance(url(Cors=unknown).allows_credentials, Unresolved)


@pytest.mark.parametrize(
    ("properties", "qualifier", "at"),
    [
        ({}, None, "TargetFunctionArn"),
        ({"Qualifier": "live"}, "live", "Qualifier"),
        (
            {"TargetFunctionArn": {"Fn::Sub": "${Report.Arn}:live"}},
            "live",
            "TargetFunctionArn",
        ),
    ],
    ids=["none", "its own property", "in the ARN"],
)
def test_the_qualifier_stands_beside_the_function_or_in_its_arn(
    url: Any, properties: dict[str, Any], qualifier: str | None, at: str
) -> None:
    said = url(**{"TargetFunctionArn": {"Ref": "Report"}, **properties})

    assert said.function.logical_id == "Report"
    assert said.target.qualifier == qualifier
    assert said.qualifier_at == at


def test_an_unknown_qualifier_is_none_of_the_known(url: Any, unknown: Any) -> None:
    said = url(TargetFunctionArn={"Ref": "Report"}, Qualifier=unknown)

    assert isinstance(said.target.qualifier, Unresolved)
    assert said.target.alias is None
