"""Every difference between a release as AWS SAM makes it and as we do, and why it is one."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.constructs_lib.sam_oracle import QUEUE, Difference

_AWS: Final = "arn:aws:iam::aws:policy"
_ANY: Final = "arn:${AWS::Partition}:iam::aws:policy"
_POLICY: Final = "AWS::IAM::Policy"
_TAG: Final = "Properties.Tags[0]"
_STATEMENT: Final = "Properties.Policies[0].PolicyDocument.Statement[0]"


class Reason(NamedTuple):
    """Why some differences are there."""

    text: str
    differences: tuple[Difference, ...]


REASONS: Final = (
    Reason(
        "A version stays when its function is replaced or its code changes back, also beyond the "
        "end of the stack; but not when the deployment that made it fails: Lambda would refuse to "
        "publish the same code a second time.",
        (
            Difference("version", "DeletionPolicy", "Retain", "RetainExceptOnCreate"),
            Difference("version", "UpdateReplacePolicy", None, "Retain"),
        ),
    ),
    Reason(
        "The CDK marks versions so that `cdk refactor` does not take a new one for an old one "
        "that was renamed.",
        (Difference("version", "Metadata.aws:cdk:do-not-refactor", None, "True"),),
    ),
    Reason(
        "A rollout without an alarm shifts all traffic to a version that fails. SAM takes alarms "
        "that you write; ours is there by default, and watches the new version alone.",
        (
            Difference("alarm", "", None, "AWS::CloudWatch::Alarm"),
            Difference(
                "deployment group",
                "Properties.AlarmConfiguration.Alarms[0].Name",
                None,
                "${alarm}",
            ),
            Difference("deployment group", "Properties.AlarmConfiguration.Enabled", None, "True"),
        ),
    ),
    Reason(
        "SAM leaves the log group to Lambda, whose groups keep everything for ever and belong to "
        "no stack. Ours has a retention, and outlives the stack, as logs of a failure should.",
        (
            Difference("log group", "", None, "AWS::Logs::LogGroup"),
            Difference("function", "Properties.LoggingConfig.LogGroup", None, "${log group}"),
        ),
    ),
    Reason(
        "Managed policies let the role write to any log group, and read X-Ray's sampling rules. "
        "Ours may write to its own log group, send traces, and send to the destination: all of it "
        "in one policy that the function waits for.",
        (
            Difference(
                "role",
                "Properties.ManagedPolicyArns",
                f"{_AWS}/AWSXrayWriteOnlyAccess, {_AWS}/service-role/AWSLambdaBasicExecutionRole",
                None,
            ),
            Difference(
                "role",
                "Properties.Policies[0].PolicyName",
                "DetectorEventInvokeConfigOnFailureSQSPolicy",
                None,
            ),
            Difference("role", f"{_STATEMENT}.Action", "sqs:SendMessage", None),
            Difference("role", f"{_STATEMENT}.Effect", "Allow", None),
            Difference("role", f"{_STATEMENT}.Resource", QUEUE, None),
            Difference("role's policy", "", None, _POLICY),
            Difference("function", "DependsOn", None, "role, role's policy"),
        ),
    ),
    Reason(
        "Ours may invoke the hooks of this stack's releases and tell their topics, and nothing "
        "else. SAM's policy allows every function named CodeDeployHook_*, so that hooks need that "
        "name, and every topic. The alias, whose update starts a rollout, waits for the right.",
        (
            Difference(
                "CodeDeploy's role",
                "Properties.ManagedPolicyArns",
                f"{_AWS}/service-role/AWSCodeDeployRoleForLambda",
                f"{_ANY}/service-role/AWSCodeDeployRoleForLambdaLimited",
            ),
            Difference("CodeDeploy's right to call the hook", "", None, _POLICY),
            Difference("CodeDeploy's right to tell the topic", "", None, _POLICY),
            Difference("alias", "DependsOn", None, "CodeDeploy's right to call the hook"),
        ),
    ),
    Reason(
        "Someone who finds the role in the console should learn whose it is.",
        (
            Difference(
                "CodeDeploy's role",
                "Properties.Description",
                None,
                "CodeDeploy shifts the traffic of this stack's Lambda aliases",
            ),
        ),
    ),
    Reason(
        "Our hook is told which version it is to try, may invoke that one, and may report to "
        "CodeDeploy. With SAM you write all three.",
        (
            Difference(
                "hook", "Properties.Environment.Variables.NEW_VERSION_ARN", None, "${version}"
            ),
            Difference("hook's policy", "", None, _POLICY),
            Difference("hook", "DependsOn", None, "hook's policy, hook's role"),
        ),
    ),
    Reason(
        "The hook here is a plain function of the CDK: this is the CDK's doing, not ours.",
        (
            Difference("hook's log group", "", None, "AWS::Logs::LogGroup"),
            Difference(
                "hook's role",
                "Properties.ManagedPolicyArns",
                f"{_AWS}/service-role/AWSLambdaBasicExecutionRole",
                f"{_ANY}/service-role/AWSLambdaBasicExecutionRole",
            ),
        ),
    ),
    Reason(
        "The same name, read from the alias's ARN: the configuration waits for the alias by that, "
        "where SAM says so.",
        (
            Difference(
                "async configuration",
                "Properties.Qualifier",
                "live",
                "part 7 of ${alias} at each :",
            ),
            Difference("async configuration", "DependsOn", "alias", None),
        ),
    ),
    Reason(
        "SAM signs what it makes. A stack made by the CDK has the CDK's metadata for that.",
        tuple(
            Difference(resource, f"{_TAG}.{part}", text, None)
            for resource in ("function", "role", "hook", "hook's role")
            for part, text in (("Key", "lambda:createdBy"), ("Value", "SAM"))
        ),
    ),
)
