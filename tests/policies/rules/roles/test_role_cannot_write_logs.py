from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_cannot_write_logs import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene

WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"]
GROUP = {"Type": "AWS::Logs::LogGroup"}


def test_what_the_role_lacks_is_named(judge: Judge, scene: Scene) -> None:
    [finding] = judge(rule, scene(scene.grant("logs:PutLogEvents"), managed=[]))

    assert finding.message == (
        "role of Bill must allow logs:CreateLogStream and logs:PutLogEvents on its log group, "
        "got BillRole without logs:CreateLogStream"
    )
    assert finding.fix == (
        "attach service-role/AWSLambdaBasicExecutionRole to BillRole, or allow "
        "logs:CreateLogStream on its log group in a policy of BillRole"
    )
    assert finding.at == "Role"


def test_creating_the_log_group_is_not_demanded(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(scene.grant(WRITE), managed=[])) == []


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param("arn:aws:logs:*:*:*", id="any group"),
        pytest.param("arn:aws:logs:eu-west-1:*:log-group:/aws/lambda/*", id="of functions"),
        pytest.param("arn:aws:logs:*:*:log-group:/aws/lambda/bill:*", id="its own"),
        pytest.param({"Fn::GetAtt": ["Group", "Arn"]}, id="a group of the template"),
        pytest.param(
            {"Fn::Sub": "arn:aws:logs:${AWS::Region}:*:log-group:/aws/lambda/${Bill}:*"},
            id="by its name",
        ),
    ],
)
def test_rights_on_a_group_that_may_be_its_own_are_enough(
    judge: Judge, scene: Scene, resource: Any
) -> None:
    named = {"FunctionName": "bill"}
    resources = scene(scene.grant(WRITE, resource), managed=[], function=named, Group=GROUP)

    assert judge(rule, resources) == []


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param("arn:aws:logs:*:*:log-group:/aws/lambda-insights:*", id="of Insights"),
        pytest.param("arn:aws:logs:*:*:log-group:/aws/lambda/report:*", id="another's"),
    ],
)
def test_rights_on_another_group_are_none(judge: Judge, scene: Scene, resource: Any) -> None:
    named = {"FunctionName": "bill"}

    assert len(judge(rule, scene(scene.grant(WRITE, resource), managed=[], function=named))) == 1


def test_the_group_that_is_configured_counts(judge: Judge, scene: Scene) -> None:
    own = scene.grant(WRITE, "arn:aws:logs:*:*:log-group:/shop/*")

    shop = {"LoggingConfig": {"LogGroup": "/shop/bill"}}
    assert judge(rule, scene(own, managed=[], function=shop)) == []
    here = {"LoggingConfig": {"LogGroup": {"Ref": "Group"}}}
    assert judge(rule, scene(own, managed=[], function=here, Group=GROUP)) == []
    other = {"LoggingConfig": {"LogGroup": "/office/bill"}}
    assert len(judge(rule, scene(own, managed=[], function=other))) == 1


def test_the_policy_for_insights_alone_is_not_enough(judge: Judge, scene: Scene) -> None:
    insights = "arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy"

    assert len(judge(rule, scene(managed=[insights], function={"FunctionName": "bill"}))) == 1


def test_a_role_of_which_something_is_unknown_is_left_alone(judge: Judge, scene: Scene) -> None:
    assert judge(rule, scene(managed=[{"Ref": "Unknown"}])) == []
    assert judge(rule, scene(managed=[], function={"Role": {"Ref": "Unknown"}})) == []
