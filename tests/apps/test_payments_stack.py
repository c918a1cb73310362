from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import Acknowledgment, App, Validations
from aws_cdk.assertions import Template
from cdk_nag import ServerlessChecks

from apps.payments.stack import PaymentsStack


@pytest.fixture
def payments(app: App) -> PaymentsStack:
    return PaymentsStack(app, "Payments")


@pytest.fixture
def template(payments: PaymentsStack) -> Template:
    return Template.from_stack(payments)


def aliases(template: Template) -> dict[str, Any]:
    found = template.find_resources("AWS::Lambda::Alias").values()
    return {alias["Properties"]["Name"]: alias for alias in found}


def test_dev_follows_and_the_others_are_promoted_by_a_parameter(template: Template) -> None:
    [version] = [
        logical_id
        for logical_id in template.find_resources("AWS::Lambda::Version")
        if logical_id.startswith("Payments")
    ]
    served = {
        name: alias["Properties"]["FunctionVersion"] for name, alias in aliases(template).items()
    }
    assert served == {
        "DEV": {"Fn::GetAtt": [version, "Version"]},
        "BETA": {"Ref": "BetaVersion"},
        "PROD": {"Ref": "ProdVersion"},
    }


def test_a_new_stack_starts_with_the_first_version_everywhere(template: Template) -> None:
    parameters = template.to_json()["Parameters"]
    defaults = {name: parameters[name]["Default"] for name in ("BetaVersion", "ProdVersion")}

    assert defaults == {"BetaVersion": "1", "ProdVersion": "1"}


def test_each_release_has_its_own_way(template: Template) -> None:
    groups = template.find_resources("AWS::CodeDeploy::DeploymentGroup")
    configs = {
        name: groups[shifted["DeploymentGroupName"]["Ref"]]["Properties"]["DeploymentConfigName"]
        for name, alias in aliases(template).items()
        for shifted in [alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]]
    }
    [custom] = template.find_resources("AWS::CodeDeploy::DeploymentConfig")
    assert configs == {
        "DEV": "CodeDeployDefault.LambdaAllAtOnce",
        "BETA": {"Ref": custom},
        "PROD": "CodeDeployDefault.LambdaCanary10Percent10Minutes",
    }


def test_prod_alone_is_tried_before_it_has_traffic(template: Template) -> None:
    tried = {
        name
        for name, alias in aliases(template).items()
        if "BeforeAllowTrafficHook" in alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    }
    assert tried == {"PROD"}


def test_the_alarm_may_reach_whoever_is_on_call(template: Template) -> None:
    [policy] = template.find_resources("AWS::SNS::TopicPolicy").values()

    allowed = [
        statement["Principal"]
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
    ]
    assert allowed == [{"Service": "cloudwatch.amazonaws.com"}]


def test_the_function_may_write_to_the_tables_and_nothing_else(template: Template) -> None:
    [statements] = [
        policy["Properties"]["PolicyDocument"]["Statement"]
        for logical_id, policy in template.find_resources("AWS::IAM::Policy").items()
        if logical_id.startswith("PaymentsRole")
    ]
    actions = [each["Action"] for each in statements if "dynamodb" in str(each["Action"])]
    assert set(actions) == {"dynamodb:PutItem"}


def test_cfn_lint_has_nothing_to_say(
    template: Template, cfn_lint: Callable[[Template], list[str]]
) -> None:
    assert cfn_lint(template) == []


def test_cdk_nag_has_nothing_else_to_say(app: App, payments: PaymentsStack) -> None:
    Validations.of(payments).acknowledge(
        Acknowledgment(
            id="Serverless::Serverless-LambdaDLQ",
            reason="whoever pays waits for the answer; CodeDeploy calls the smoke test and waits",
        )
    )
    Validations.of(app).add_plugins(ServerlessChecks())

    app.synth()  # raises where a finding is not acknowledged


def test_template(
    template: Template, golden_template: Callable[[str, Mapping[str, Any]], None]
) -> None:
    golden_template("apps/payments/Payments.json", template.to_json())
