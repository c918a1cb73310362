from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.front_doors.url_without_grant import check as rule

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


BY_URL = {"FunctionUrlAuthType": "NONE"}
INVOKE = {"Action": "lambda:InvokeFunction", "InvokedViaFunctionUrl": True}


def test_a_public_url_without_grants_answers_nobody(judge: Judge) -> None:
    [finding] = judge(rule, scene())

    assert finding.message == (
        "lambda:InvokeFunctionUrl and lambda:InvokeFunction must be granted to * with AuthType "
        "NONE, got neither"
    )
    assert finding.fix == (
        "add an AWS::Lambda::Permission on Hook for each, Principal *, with FunctionUrlAuthType "
        "NONE and InvokedViaFunctionUrl true, or set AuthType to AWS_IAM"
    )
    assert finding.at == "AuthType"


@pytest.mark.parametrize(
    "permission",
    [
        pytest.param({"FunctionName": {"Ref": "Live"}}, id="on an alias that is not the URL's"),
        pytest.param({"Principal": "123456789012"}, id="for an account"),
        pytest.param({"FunctionUrlAuthType": "AWS_IAM"}, id="for URLs of another kind"),
    ],
)
def test_a_grant_that_does_not_fit_is_none(judge: Judge, permission: dict[str, Any]) -> None:
    assert len(judge(rule, scene("NONE", permission))) == 1


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene("NONE", BY_URL, INVOKE), id="both: url-public"),
        pytest.param(scene("NONE", BY_URL), id="one: url-grant-incomplete"),
        pytest.param(scene("NONE", {"Action": "lambda:*"}), id="everything"),
        pytest.param(scene("AWS_IAM"), id="signed requests"),
        pytest.param(scene(UNKNOWN), id="kind unknown"),
        pytest.param(scene("NONE", {"Principal": UNKNOWN}), id="principal unknown"),
        pytest.param(scene("NONE", {"Action": UNKNOWN}), id="action unknown"),
        pytest.param(scene("NONE", {"FunctionName": UNKNOWN}), id="whose, is not known"),
        pytest.param(scene("NONE", TargetFunctionArn=UNKNOWN), id="function unknown"),
        pytest.param(
            scene("NONE", {"FunctionName": {"Ref": "Live"}}, Qualifier="live"), id="on its alias"
        ),
    ],
)
def test_silent(judge: Judge, resources: dict[str, Any]) -> None:
    assert judge(rule, resources) == []


def test_a_macro_may_add_the_grants(judge: Judge) -> None:
    assert judge(rule, scene(), Transform="Permissions") == []
