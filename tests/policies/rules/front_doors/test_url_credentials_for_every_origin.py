from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_credentials_for_every_origin import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(auth: Any = "NONE", *permissions: dict[str, Any], **url: Any) -> dict[str, Any]:
    """A URL of Hook, and permissions by what differs from the URL's first grant."""
    said = {"TargetFunctionArn": {"Ref": "Hook"}, "AuthType": auth, **url}
    resources: dict[str, Any] = {
        "Hook": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "hook"}},
        "V1": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Hook"}}},
        "Live": {
            "Type": "AWS::Lambda::Alias",
            "Properties": {"FunctionName": {"Ref": "Hook"}, "FunctionVersion": "1", "Name": "live"},
        },
        "Url": {"Type": "AWS::Lambda::Url", "Properties": said},
    }
    for number, permission in enumerate(permissions):
        properties = {
            "FunctionName": {"Ref": "Hook"},
            "Action": "lambda:InvokeFunctionUrl",
            "Principal": "*",
            **permission,
        }
        resources[f"P{number}"] = {"Type": "AWS::Lambda::Permission", "Properties": properties}
    return resources


def cors(**settings: Any) -> dict[str, Any]:
    return scene("AWS_IAM", Cors=settings)


@pytest.mark.parametrize(
    "origins", [["*"], ["https://shop.example.com", "*"]], ids=["alone", "beside another"]
)
def test_every_page_may_send_credentials(judge: Judge, origins: list[str]) -> None:
    [finding] = judge(rule, cors(AllowCredentials=True, AllowOrigins=origins))

    assert finding.message == (
        "origins that may send credentials must be named, got * with AllowCredentials true"
    )
    assert finding.fix == ("name the origins in AllowOrigins, or set AllowCredentials to false")
    assert finding.at == "Cors.AllowOrigins"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(cors(AllowCredentials=False, AllowOrigins=["*"]), id="no credentials"),
        pytest.param(cors(AllowOrigins=["*"]), id="none by default"),
        pytest.param(cors(AllowCredentials=True, AllowOrigins=["https://a.example"]), id="named"),
        pytest.param(cors(AllowCredentials=UNKNOWN, AllowOrigins=["*"]), id="credentials unknown"),
        pytest.param(cors(AllowCredentials=True, AllowOrigins=UNKNOWN), id="origins unknown"),
        pytest.param(scene("AWS_IAM"), id="no CORS"),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []
