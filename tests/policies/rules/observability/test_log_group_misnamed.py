from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.log_group_misnamed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def logs(name: Any = None, days: Any = None, **properties: Any) -> dict[str, Any]:
    given = {"LogGroupName": name, "RetentionInDays": days, **properties}
    kept = {key: value for key, value in given.items() if value is not None}
    return {"Type": "AWS::Logs::LogGroup", "Properties": kept}


def function(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("/aws/lambda/Bill", id="the logical id"),
        pytest.param({"Fn::Sub": "aws/lambda/${Bill}"}, id="no slash"),
        pytest.param({"Fn::Sub": "/aws/Lambda/${Bill}"}, id="another case"),
        pytest.param({"Fn::Sub": "/aws/lambda${Bill}"}, id="no slash in between"),
    ],
)
def test_a_group_that_stays_empty_is_found(judge: Judge, name: Any) -> None:
    [finding] = judge(rule, {"Bill": function(), "Logs": logs(name)})

    assert finding.message == (
        "name of the log group must be /aws/lambda/${Bill} to be that of Bill, got another"
    )
    assert finding.fix == "set LogGroupName to !Sub /aws/lambda/${Bill}"
    assert finding.at == "LogGroupName"
    assert finding.resource.logical_id == "Logs"


def test_a_function_with_a_name_is_not_found_by_its_logical_id(judge: Judge) -> None:
    named = function(FunctionName="bill")

    assert len(judge(rule, {"Bill": named, "Logs": logs("/aws/lambda/Bill")})) == 1


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        pytest.param({}, {"Fn::Sub": "/aws/lambda/${Bill}"}, id="right"),
        pytest.param({"FunctionName": "bill"}, "/aws/lambda/bill", id="right by name"),
        pytest.param({"FunctionName": "Bill"}, "/aws/lambda/Bill", id="named as its logical id"),
        pytest.param({"FunctionName": {"Ref": "Unknown"}}, "/aws/lambda/Bill", id="name unknown"),
        pytest.param({}, "/aws/lambda/elsewhere", id="of a function that is elsewhere"),
        pytest.param({}, {"Fn::Sub": "/own/${Bill}"}, id="a name of one's own"),
        pytest.param({}, {"Fn::Sub": "/aws/lambda/${Bill}/extra"}, id="one beside it"),
        pytest.param({}, {"Ref": "Unknown"}, id="unknown"),
        pytest.param({}, None, id="made up"),
        pytest.param(
            {"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}}, "/aws/lambda/Bill", id="written to"
        ),
        pytest.param(
            {"LoggingConfig": {"LogGroup": "/aws/lambda/Bill"}},
            "/aws/lambda/Bill",
            id="written to by name",
        ),
        pytest.param(
            {"LoggingConfig": {"LogGroup": {"Fn::ImportValue": "x"}}},
            "/aws/lambda/Bill",
            id="perhaps written to",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any], name: Any) -> None:
    assert judge(rule, {"Bill": function(**properties), "Logs": logs(name)}) == []
