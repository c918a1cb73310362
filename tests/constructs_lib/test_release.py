from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import App, CfnParameter, Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template
from constructs import Construct

from constructs_lib import AlarmPolicy, ConstructError, Release, Rollout, VersionedFunction
from policies.domain.rollouts import Canary

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]


def test_the_alias_points_to_the_published_version(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")

    [version] = resources("AWS::Lambda::Version")
    [alias] = resources("AWS::Lambda::Alias").values()
    assert alias["Name"] == "live"
    assert alias["FunctionVersion"] == {"Fn::GetAtt": [version, "Version"]}


def test_codedeploy_moves_the_alias(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")

    [application] = resources("AWS::CodeDeploy::Application")
    [group] = resources("AWS::CodeDeploy::DeploymentGroup")
    Template.from_stack(stack).has_resource(
        "AWS::Lambda::Alias",
        {
            "UpdatePolicy": {
                "CodeDeployLambdaAliasUpdate": {
                    "ApplicationName": {"Ref": application},
                    "DeploymentGroupName": {"Ref": group},
                }
            }
        },
    )


def test_the_default_is_a_canary_of_a_tenth_for_five_minutes(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"


def test_the_alarm_watches_the_errors_of_the_new_version_only(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")

    [function] = resources("AWS::Lambda::Function")
    [version] = resources("AWS::Lambda::Version")
    [alarm] = resources("AWS::CloudWatch::Alarm").values()
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Lambda", "Errors")
    assert {dimension["Name"]: dimension["Value"] for dimension in alarm["Dimensions"]} == {
        "FunctionName": {"Ref": function},
        "Resource": {"Fn::Join": ["", [{"Ref": function}, ":live"]]},
        "ExecutedVersion": {"Fn::GetAtt": [version, "Version"]},
    }


def test_by_default_one_error_in_one_of_five_minutes_alarms(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")

    [alarm] = resources("AWS::CloudWatch::Alarm").values()
    assert alarm["Statistic"] == "Sum"
    assert alarm["Period"] == 60
    assert alarm["Threshold"] == 1
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert alarm["DatapointsToAlarm"] == 1
    assert alarm["EvaluationPeriods"] == 5
    assert alarm["TreatMissingData"] == "notBreaching"


def test_the_alarm_policy_is_followed(make_function: MakeFunction, resources: Resources) -> None:
    make_function().release(
        "live", alarm=AlarmPolicy(errors=20, datapoints_to_alarm=2, evaluation_periods=4)
    )

    [alarm] = resources("AWS::CloudWatch::Alarm").values()
    assert alarm["Threshold"] == 20
    assert alarm["DatapointsToAlarm"] == 2
    assert alarm["EvaluationPeriods"] == 4


def test_an_alarm_a_failure_and_a_stop_roll_back(
    make_function: MakeFunction, resources: Resources
) -> None:
    release = make_function().release("live")

    [alarm] = resources("AWS::CloudWatch::Alarm")
    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert len(release.alarms) == 1
    assert group["AlarmConfiguration"] == {"Alarms": [{"Name": {"Ref": alarm}}], "Enabled": True}
    assert group["AutoRollbackConfiguration"]["Enabled"]
    assert set(group["AutoRollbackConfiguration"]["Events"]) == {
        "DEPLOYMENT_FAILURE",
        "DEPLOYMENT_STOP_ON_ALARM",
        "DEPLOYMENT_STOP_ON_REQUEST",
    }


def test_all_at_once_goes_through_codedeploy_without_an_alarm(
    make_function: MakeFunction, resources: Resources
) -> None:
    release = make_function().release("live", rollout=Rollout.all_at_once())

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert release.alarms == []
    assert resources("AWS::CloudWatch::Alarm") == {}
    assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaAllAtOnce"
    assert group["AlarmConfiguration"] == {"Enabled": False}


def test_a_rollout_codedeploy_has_ready_makes_no_configuration(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live", rollout=Rollout.linear(10, every=Duration.minutes(3)))

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes"
    assert resources("AWS::CodeDeploy::DeploymentConfig") == {}


@pytest.mark.parametrize(
    ("rollout", "routing"),
    [
        (
            lambda: Rollout.canary(25, bake=Duration.hours(1)),
            {
                "Type": "TimeBasedCanary",
                "TimeBasedCanary": {"CanaryPercentage": 25, "CanaryInterval": 60},
            },
        ),
        (
            lambda: Rollout.linear(20, every=Duration.minutes(7)),
            {
                "Type": "TimeBasedLinear",
                "TimeBasedLinear": {"LinearPercentage": 20, "LinearInterval": 7},
            },
        ),
    ],
)
def test_any_other_rollout_is_a_configuration_of_the_stack(
    make_function: MakeFunction,
    resources: Resources,
    rollout: Callable[[], Rollout],
    routing: dict[str, Any],
) -> None:
    make_function().release("live", rollout=rollout())

    [(config, properties)] = resources("AWS::CodeDeploy::DeploymentConfig").items()
    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert group["DeploymentConfigName"] == {"Ref": config}
    assert properties == {"ComputePlatform": "Lambda", "TrafficRoutingConfig": routing}


def test_equal_rollouts_share_a_configuration(
    make_function: MakeFunction, resources: Resources
) -> None:
    for name in ("Detector", "Archiver"):
        make_function(name).release("live", rollout=Rollout.canary(25, bake=Duration.hours(1)))

    assert len(resources("AWS::CodeDeploy::DeploymentConfig")) == 1
    assert len(resources("AWS::CodeDeploy::DeploymentGroup")) == 2


def test_a_stack_has_one_application_and_one_service_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    make_function().release("live")
    nested = make_function("Archiver", scope=Construct(stack, "Archive"))
    nested.release("live")
    nested.release("next")

    assert len(resources("AWS::CodeDeploy::DeploymentGroup")) == 3
    assert len(resources("AWS::CodeDeploy::Application")) == 1
    [service_role] = [
        role
        for role in resources("AWS::IAM::Role").values()
        if role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]
        == {"Service": "codedeploy.amazonaws.com"}
    ]
    assert len(service_role["ManagedPolicyArns"]) == 1


def test_each_stack_has_its_own(app: App, stack: Stack, make_function: MakeFunction) -> None:
    other = Stack(app, "Other")
    make_function().release("live")
    make_function(scope=other).release("live")

    for each in (stack, other):
        Template.from_stack(each).resource_count_is("AWS::CodeDeploy::Application", 1)


def test_a_function_has_as_many_releases_as_names(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    beta = function.release("BETA", rollout=Rollout.all_at_once())
    prod = function.release("PROD")

    aliases = resources("AWS::Lambda::Alias").values()
    assert {alias["Name"] for alias in aliases} == {"BETA", "PROD"}
    assert len({alias["FunctionVersion"]["Fn::GetAtt"][0] for alias in aliases}) == 1
    assert beta.deployment_group is not prod.deployment_group


def test_a_name_is_released_once(make_function: MakeFunction) -> None:
    function = make_function()
    function.release("live")

    with pytest.raises(ConstructError) as refused:
        function.release("live")

    with pytest.raises(ConstructError) as refused_directly:
        Release(function, "live")

    assert str(refused.value) == "alias name must be unique on a function, got 'live' twice"
    assert str(refused_directly.value) == str(refused.value)


def test_releases_are_known_by_their_name(make_function: MakeFunction) -> None:
    function = make_function()
    live = function.release("live")

    assert function.releases == {"live": live}


def test_an_alias_takes_no_other_part_s_place_and_no_other_alias_s(
    make_function: MakeFunction, resources: Resources
) -> None:
    # The parts of a function, ids with a meaning to the CDK, and names that are one to a logical
    # id but for its digest: `-` and `_` are dropped from it, and what is too long is cut.
    names = [
        *("Role", "Logs", "Function", "Release", "Alias", "Errors", "DeploymentGroup"),
        *("Default", "Resource", "LambdaReleases", "__proto__", "constructor"),
        *("a-b", "a_b", "ab", "a-b-", "AB", "aB", "-", "_"),
        *("x" * 128, "x" * 127 + "y", "x" * 127 + "-"),
    ]
    function = make_function()
    for name in names:
        function.release(name)

    aliases = resources("AWS::Lambda::Alias").values()
    assert sorted(alias["Name"] for alias in aliases) == sorted(names)
    assert len(resources("AWS::CodeDeploy::DeploymentGroup")) == len(names)
    assert len(resources("AWS::CloudWatch::Alarm")) == len(names)


def test_a_name_lambda_would_refuse_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("7")

    assert str(refused.value) == (
        "alias name must be letters, digits, underscores and hyphens, not only digits, got '7'"
    )


def test_a_name_known_at_deployment_only_is_refused(
    stack: Stack, make_function: MakeFunction
) -> None:
    parameter = CfnParameter(stack, "Channel")
    function = make_function()

    for name in (parameter.value_as_string, f"live-{parameter.value_as_string}"):
        with pytest.raises(ConstructError) as refused:
            function.release(name)

        assert str(refused.value) == "alias name must be known at synthesis, got a token"


@pytest.mark.parametrize(
    ("props", "message"),
    [
        ({"name": 5}, "alias name must be a string, got 5"),
        ({"name": ["live"]}, "alias name must be a string, got ['live']"),
        (
            {"name": "live", "rollout": "canary"},
            (
                "rollout must be a Rollout such as Rollout.canary(10, bake=Duration.minutes(5)), "
                "got 'canary'"
            ),
        ),
        (
            {"name": "live", "rollout": Canary(10, 5)},
            (
                "rollout must be a Rollout such as Rollout.canary(10, bake=Duration.minutes(5)), "
                "got Canary"
            ),
        ),
        (
            {"name": "live", "alarm": 3},
            "alarm must be an AlarmPolicy such as AlarmPolicy(errors=3), got 3",
        ),
    ],
)
def test_a_prop_of_another_type_is_refused(
    make_function: MakeFunction, props: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release(**props)

    assert str(refused.value) == message


def test_an_alarm_slower_than_the_bake_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release(
            "live", alarm=AlarmPolicy(datapoints_to_alarm=6, evaluation_periods=6)
        )

    assert str(refused.value) == (
        "rollout must take at least 420 s for its alarm (6 x 60 s to fire and 60 s of margin), "
        "got 300 s (canary of 10 % for 5 min)"
    )


def test_an_alarm_on_an_all_at_once_rollout_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("live", rollout=Rollout.all_at_once(), alarm=AlarmPolicy())

    assert str(refused.value) == (
        "rollout must take at least 120 s for its alarm (1 x 60 s to fire and 60 s of margin), "
        "got 0 s (all-at-once rollout)"
    )


def test_a_bake_without_a_minute_to_spare_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function().release("live", rollout=Rollout.canary(10, bake=Duration.minutes(1)))

    assert str(refused.value) == (
        "rollout must take at least 120 s for its alarm (1 x 60 s to fire and 60 s of margin), "
        "got 60 s (canary of 10 % for 1 min)"
    )


def test_two_minutes_of_bake_are_taken(make_function: MakeFunction) -> None:
    release = make_function().release("live", rollout=Rollout.canary(10, bake=Duration.minutes(2)))

    assert len(release.alarms) == 1


def test_what_is_refused_leaves_nothing_behind(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function()
    with pytest.raises(ConstructError):
        function.release("live", rollout=Rollout.all_at_once(), alarm=AlarmPolicy())
    function.release("live")

    assert len(resources("AWS::Lambda::Alias")) == 1


def test_callers_may_invoke_the_alias_and_not_past_it(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    caller = iam.Role(stack, "Caller", assumed_by=iam.AccountRootPrincipal())
    make_function().release("live").grant_invoke(caller)

    [alias] = resources("AWS::Lambda::Alias")
    [statement] = [
        statement
        for policy in resources("AWS::IAM::Policy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Action"] == "lambda:InvokeFunction"
    ]
    assert statement["Resource"] == {"Ref": alias}


def test_a_grant_to_the_release_reaches_the_function_s_role(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    release = make_function().release("live")
    s3.Bucket.from_bucket_name(stack, "Bucket", "readings").grant_read(release)

    [policy] = resources("AWS::IAM::Policy").values()
    assert "s3:GetObject*" in policy["PolicyDocument"]["Statement"][-1]["Action"]


def test_logical_ids_stay_what_they_were_released_as(
    stack: Stack, make_function: MakeFunction
) -> None:
    # Another id here replaces the alias, and every trigger of it, in every stack that is deployed.
    make_function().release("live", rollout=Rollout.canary(25, bake=Duration.hours(1)))

    ids = {
        logical_id
        for logical_id in Template.from_stack(stack).to_json()["Resources"]
        if "live" in logical_id or "Releases" in logical_id
    }
    assert ids == {
        "DetectorReleaselive4B76FDB1",
        "DetectorReleaseliveDeploymentGroupFDDF5A78",
        "DetectorReleaseliveErrorsC9B3F1B8",
        "LambdaReleasesApplication2D48F7B4",
        "LambdaReleasesLambdaCanary25Percent60Minutes58F7946B",
        "LambdaReleasesRole588EAA11",
    }
