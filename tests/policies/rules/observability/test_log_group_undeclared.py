from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.log_group_undeclared import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def logs(name: Any = None, days: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"LogGroupName": name, "RetentionInDays": days, **properties}
    kept = {key: value for key, value in given.items() if value is not None}
    return {"Type": "AWS::Logs::LogGroup", "Properties": kept}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


def test_a_function_without_a_group_is_found(judge: Judge) -> None:
    [finding] = judge(rule, {"Bill": function(), "Others": logs("/own")})

    assert finding.message == (
        "log group must be declared to have a retention, got none for this function"
    )
    assert finding.fix == (
        "declare an AWS::Logs::LogGroup and name it in LoggingConfig, or give it the name "
        "/aws/lambda/ with the function's"
    )
    assert finding.at == "LoggingConfig"
    assert finding.resource.logical_id == "Bill"


@pytest.mark.parametrize(
    ("properties", "group"),
    [
        pytest.param({}, logs({"Fn::Sub": "/aws/lambda/${Bill}"}), id="by Sub"),
        pytest.param({}, logs({"Fn::Join": ["", ["/aws/lambda/", {"Ref": "Bill"}]]}), id="by Join"),
        pytest.param({"FunctionName": "bill"}, logs("/aws/lambda/bill"), id="by name"),
        pytest.param(
            {"FunctionName": {"Fn::Sub": "${Unknown}-bill"}},
            logs({"Fn::Sub": "/aws/lambda/${Unknown}-bill"}),
            id="by a name that is partly known",
        ),
        pytest.param({"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}}, logs(), id="configured"),
        pytest.param({"LoggingConfig": {"LogGroup": "shared"}}, logs(), id="somebody else's"),
        pytest.param({"LoggingConfig": {"Ref": "Unknown"}}, logs(), id="configuration unknown"),
        pytest.param({}, logs({"Ref": "Unknown"}), id="a name that may be its"),
        pytest.param(
            {},
            {
                "Type": "Custom::LogRetention",
                "Properties": {"LogGroupName": {"Fn::Sub": "/aws/lambda/${Bill}"}},
            },
            id="the CDK's custom resource",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any], group: dict[str, Any]) -> None:
    assert judge(rule, {"Bill": function(**properties), "Logs": group}) == []
