"""What the CDK itself accepts in silence, and we refuse or leave no way to write.

Each test is one hazard: it names what happens after the deployment otherwise, and holds the message
by which a user meets it here, or the reason why nobody can.
"""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import App, CfnOutput, CfnParameter, Duration, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Annotations, Match, Template
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_sqs import Queue

from constructs_lib import (
    AlarmPolicy,
    AsyncInvocation,
    ConstructError,
    Promotion,
    Provisioned,
    Release,
    Rollout,
    VersionedFunction,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]

TENTH_TO_SIXTH = Rollout.split(10, to=Promotion.pinned("6"))


def refusal(of: Callable[[], object]) -> str:
    with pytest.raises(ConstructError) as refused:
        of()
    return str(refused.value)


def test_an_alias_with_weights_and_provisioned_concurrency(make_function: MakeFunction) -> None:
    """Lambda refuses the alias, in the middle of the deployment."""
    function = make_function()

    assert (
        refusal(
            lambda: function.release("live", rollout=TENTH_TO_SIXTH, provisioned=Provisioned(5))
        )
        == "provisioned concurrency must be on an alias of one version, got 5 beside weights"
    )


def test_an_alias_with_two_additional_versions() -> None:
    """Lambda knows one: a split takes a single version."""
    assert list(inspect.signature(Rollout.split).parameters) == ["percentage", "to"]


def test_an_alias_to_latest() -> None:
    """It can be shifted, weighted or provisioned in the template, and never by Lambda."""
    assert refusal(lambda: Promotion.pinned("$LATEST")) == (
        "version must be the number of a published version such as '7', got '$LATEST'"
    )


def test_two_deployment_groups_on_one_alias(make_function: MakeFunction) -> None:
    """The last one wins, and the alarms of the other stop nothing."""
    function = make_function()
    function.release("live")

    assert refusal(lambda: function.release("live", rollout=Rollout.all_at_once())) == (
        "alias name must be unique on a function, got 'live' twice"
    )


def test_codedeploy_on_an_alias_with_weights(stack: Stack, make_function: MakeFunction) -> None:
    """CodeDeploy refuses to shift it: one rollout is either a split or a way to shift."""
    make_function().release("live", rollout=TENTH_TO_SIXTH)

    [alias] = Template.from_stack(stack).find_resources("AWS::Lambda::Alias").values()
    assert "RoutingConfig" in alias["Properties"]
    assert "UpdatePolicy" not in alias


def test_a_split_of_a_version_with_itself(make_function: MakeFunction) -> None:
    """Lambda refuses the alias: the version is already included."""
    function = make_function()

    assert (
        refusal(
            lambda: function.release(
                "live", promotion=Promotion.pinned("6"), rollout=TENTH_TO_SIXTH
            )
        )
        == "split must be between two versions, got version 6 twice"
    )


def test_a_version_that_is_deleted_when_the_next_one_is_published(
    stack: Stack, make_function: MakeFunction
) -> None:
    """There is nothing to roll back to, and a pinned release fails."""
    make_function()
    Release.around(
        lambda_.Function(
            stack,
            "Legacy",
            code=lambda_.Code.from_inline("def handler(event, context): ..."),
            handler="index.handler",
            runtime=lambda_.Runtime.PYTHON_3_14,
        ),
        "live",
    )

    versions = Template.from_stack(stack).find_resources("AWS::Lambda::Version").values()
    assert [version["UpdateReplacePolicy"] for version in versions] == ["Retain"] * 2


def test_a_version_whose_description_is_the_build_s() -> None:
    """A new description of the same code fails the deployment: there is no prop for one."""
    props = set(inspect.signature(VersionedFunction.__init__).parameters)

    assert {"build", "description"} <= props
    assert not {"current_version_options", "version_description"} & props


def test_a_value_of_the_deployment_in_the_environment(
    stack: Stack, make_function: MakeFunction
) -> None:
    """It reaches $LATEST, and no version: whoever synthesizes is told."""
    limit = CfnParameter(stack, "Limit").value_as_string
    make_function(environment={"LIMIT": limit})

    [told] = Annotations.from_stack(stack).find_warning("*", Match.any_value())
    assert str(told.entry.data).startswith(
        "environment value of LIMIT is known at deployment only: a change of it alone publishes "
        "no version"
    )


def test_a_function_that_is_its_own_hook(make_function: MakeFunction) -> None:
    """It takes CodeDeploy's question for an event, and the rollout waits an hour for an answer."""
    function = make_function()

    assert refusal(lambda: function.release("live", before=function)) == (
        "before must be a function of its own, got the released one"
    )


def test_a_hook_that_cannot_know_which_version_it_tries(make_function: MakeFunction) -> None:
    """Shared by two releases it would try the version of one, and report on both."""
    smoke, function = make_function("Smoke"), make_function()
    function.release("BETA", before=smoke)

    assert refusal(lambda: function.release("PROD", before=smoke)) == (
        "before must serve one release, got a hook of BETA"
    )


def test_an_alarm_that_is_slower_than_the_bake(make_function: MakeFunction) -> None:
    """All traffic has moved when it fires."""
    function = make_function()

    assert refusal(
        lambda: function.release(
            "live",
            rollout=Rollout.canary(10, bake=Duration.minutes(5)),
            alarm=AlarmPolicy(datapoints_to_alarm=5),
        )
    ) == (
        "rollout must take at least 360 s for its alarm (5 x 60 s to fire and 60 s of margin), "
        "got 300 s (canary of 10 % for 5 min)"
    )


def test_an_alarm_on_the_version_by_the_cdk_s_own_metric(
    make_function: MakeFunction, resources: Resources
) -> None:
    """`Version.metric_errors` has dimensions that Lambda does not publish: ours has all three."""
    make_function().release("live")

    [alarm] = resources("AWS::CloudWatch::Alarm").values()
    names = [dimension["Name"] for dimension in alarm["Dimensions"]]
    assert names == ["ExecutedVersion", "FunctionName", "Resource"]


def test_a_version_exported_to_another_stack() -> None:
    """The name of the export changes with the code, and CloudFormation keeps what is in use."""

    def exports(memory_mb: int) -> str:
        app = App(builtin_cloud_formation_validation=False)
        producer, consumer = Stack(app, "Producer"), Stack(app, "Consumer")
        function = VersionedFunction(
            producer,
            "Detector",
            code=lambda_.Code.from_inline("def handler(event, context): ..."),
            handler="index.handler",
            memory_mb=memory_mb,
        )
        alias = function.release("live").alias
        CfnOutput(consumer, "Live", value=alias.function_arn)
        return json.dumps(Template.from_stack(producer).to_json()["Outputs"])

    assert exports(256) == exports(512)
    assert "CurrentVersion" not in exports(256)


def test_an_alias_that_is_replaced_with_every_version() -> None:
    """`version.add_alias` makes it part of the version: ours is part of the function."""

    def alias_id(memory_mb: int) -> str:
        stack = Stack(App(builtin_cloud_formation_validation=False), "Scene")
        code = lambda_.Code.from_inline("def handler(event, context): ...")
        VersionedFunction(
            stack, "Detector", code=code, handler="index.handler", memory_mb=memory_mb
        ).release("live")
        [logical_id] = Template.from_stack(stack).find_resources("AWS::Lambda::Alias")
        return logical_id

    assert alias_id(256) == alias_id(512)


def test_codedeploy_applications_by_the_dozen(
    make_function: MakeFunction, resources: Resources
) -> None:
    """One for each group, as the CDK makes them, runs into CodeDeploy's throttling."""
    for n in range(3):
        make_function(f"Detector{n}").release("live")

    assert len(resources("AWS::CodeDeploy::DeploymentGroup")) == 3
    assert len(resources("AWS::CodeDeploy::Application")) == 1


def test_a_stopped_rollout_that_is_not_rolled_back(
    make_function: MakeFunction, resources: Resources
) -> None:
    """The CDK's default rolls back failures and alarms: whoever stops by hand keeps the share."""
    make_function().release("live")

    [group] = resources("AWS::CodeDeploy::DeploymentGroup").values()
    assert "DEPLOYMENT_STOP_ON_REQUEST" in group["AutoRollbackConfiguration"]["Events"]


def test_provisioned_concurrency_above_the_reserved(make_function: MakeFunction) -> None:
    """Lambda refuses it, in the middle of the deployment."""
    function = make_function(reserved_concurrency=4)

    assert refusal(lambda: function.release("live", provisioned=Provisioned(5))) == (
        "provisioned concurrency must be at most the 4 that the function reserves, got 5 over its "
        "aliases and versions"
    )


def test_scaling_above_the_reserved(make_function: MakeFunction) -> None:
    """Nobody sees at the deployment that the peak is never reached."""
    function = make_function(reserved_concurrency=10)

    assert refusal(lambda: function.release("live", provisioned=Provisioned(5, up_to=20))) == (
        "what live may scale to must be at most the 10 that the function reserves, got 20"
    )


def test_two_versions_in_a_reservation_for_one(make_function: MakeFunction) -> None:
    """The new version starts cold or is throttled while its alarm decides about it."""
    function = make_function(reserved_concurrency=9)

    assert refusal(lambda: function.release("live", provisioned=Provisioned(5))) == (
        "reserved concurrency should be at least 10 while CodeDeploy shifts live with 5 "
        "provisioned, got 9"
    )


def test_a_fixed_amount_beside_scaling(make_function: MakeFunction, resources: Resources) -> None:
    """Each deployment sets back what scaling has set: one of them writes it, never both."""
    make_function("Fixed").release("live", provisioned=Provisioned(5))
    make_function("Scaled").release("live", provisioned=Provisioned(5, up_to=20))

    aliases = resources("AWS::Lambda::Alias")
    fixed = [name for name, each in aliases.items() if "ProvisionedConcurrencyConfig" in each]
    [target] = resources("AWS::ApplicationAutoScaling::ScalableTarget")
    assert [name[:5] for name in fixed] == ["Fixed"]
    assert target.startswith("Scaled")


def test_provisioned_concurrency_that_is_scaled_to_zero() -> None:
    """The next deployment does not find it, and fails, but only outside office hours."""
    assert refusal(lambda: Provisioned(0, up_to=5)) == "concurrency must be at least 1, got 0"
    assert refusal(lambda: Provisioned(5, schedule={"cron(0 18 ? * MON-FRI *)": 0})) == (
        "concurrency from cron(0 18 ? * MON-FRI *) must be at least 1, got 0"
    )


def test_a_version_provisioned_by_two_aliases(make_function: MakeFunction) -> None:
    """Lambda refuses the second one."""
    function = make_function()
    function.release("BETA", provisioned=Provisioned(1))

    assert refusal(lambda: function.release("PROD", provisioned=Provisioned(5))) == (
        "a version must have at most 1 provisioned concurrency, got 2 on the latest version: "
        "BETA, PROD"
    )


def test_provisioned_concurrency_of_a_version_with_snapstart(make_function: MakeFunction) -> None:
    """Lambda takes one of them: the CDK warns of something else."""
    function = make_function(snap_start=True)

    assert refusal(lambda: function.release("live", provisioned=Provisioned(5))) == (
        "provisioned concurrency must not be set on a version with SnapStart, got 5"
    )


def test_a_failure_destination_that_the_alias_does_not_have(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    """`on_failure` of the CDK's function is for $LATEST: what comes by the alias is dropped."""
    lost = Queue(stack, "Lost")
    make_function().release("live", invocation=AsyncInvocation(on_failure=lost))

    [config] = resources("AWS::Lambda::EventInvokeConfig").values()
    [alias] = resources("AWS::Lambda::Alias")
    assert {"Ref": alias} in config["Qualifier"]["Fn::Select"][1]["Fn::Split"]
    props = set(inspect.signature(VersionedFunction.__init__).parameters)
    assert not {"on_failure", "on_success", "retry_attempts", "max_event_age"} & props


def test_dead_letters_in_a_fifo_queue(stack: Stack, make_function: MakeFunction) -> None:
    """Lambda has no message group to send, and refuses the function."""
    fifo = Queue(stack, "Lost", fifo=True)

    assert refusal(lambda: make_function(dead_letters=fifo)) == (
        "a destination must be a standard queue, got the FIFO queue"
    )
    assert refusal(lambda: AsyncInvocation(on_failure=fifo)) == (
        "a destination must be a standard queue, got the FIFO queue"
    )


def test_a_function_that_takes_its_own_failures(make_function: MakeFunction) -> None:
    """Lambda refuses it; an alias of it under another name is the same function."""
    function = make_function()
    live = function.release("live")

    assert refusal(
        lambda: function.release("next", invocation=AsyncInvocation(on_failure=live))
    ) == ("on_failure must be another function, got the function itself")


def test_an_environment_of_more_than_4_kb(make_function: MakeFunction) -> None:
    """Lambda refuses the function, in the middle of the deployment."""
    assert refusal(lambda: make_function(environment={"BIG": "x" * 4087})) == (
        "environment must be at most 4096 bytes, got 4097 bytes"
    )


def test_a_layer_of_the_other_architecture(stack: Stack, make_function: MakeFunction) -> None:
    """The handler cannot import it: every invocation fails."""
    layer = lambda_.LayerVersion(
        stack,
        "Shared",
        code=lambda_.Code.from_bucket_v2(
            Bucket.from_bucket_name(stack, "Artifacts", "artifacts"), "layer.zip"
        ),
        compatible_architectures=[lambda_.Architecture.X86_64],
    )

    assert refusal(lambda: make_function(layers=[layer])) == (
        "layers must be for arm64, the function's architecture, got Shared for x86_64"
    )


def test_logs_of_every_function_in_the_account(
    make_function: MakeFunction, resources: Resources
) -> None:
    """The managed policy lets a function write to all log groups: ours writes to its own."""
    make_function().release("live")

    [policy] = resources("AWS::IAM::Policy").values()
    [group] = resources("AWS::Logs::LogGroup")
    [logs] = [
        statement["Resource"]
        for statement in policy["PolicyDocument"]["Statement"]
        if "logs:PutLogEvents" in statement["Action"]
    ]
    assert logs == {"Fn::GetAtt": [group, "Arn"]}
