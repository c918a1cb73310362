"""Messages of devices that a rule of AWS IoT selects call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_iot as iot
from aws_cdk import aws_lambda as lambda_

from constructs_lib.dead_letters import let_encrypt
from constructs_lib.errors import ConstructError, require_type, require_type_if_given
from constructs_lib.pseudo_parameters import account
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.lost_events import lost_events, require_dead_letters
from constructs_lib.triggers.trigger import require_free_place, require_name

if TYPE_CHECKING:
    from aws_cdk import aws_sqs as sqs

    from constructs_lib.release import Release

_VERSION: Final = "2016-03-23"
_IOT: Final = "iot.amazonaws.com"


@dataclass(frozen=True, eq=False)
class IotTrigger:
    """Messages that the SQL of a rule selects call the release.

    AWS IoT calls asynchronously, and drops a message that it cannot deliver unless the rule says
    where to: here to the release's queue for lost events. What the function fails on ends there as
    well, where neither the release has an AsyncInvocation nor the function dead letters.

    Args:
        sql: What to select: `SELECT * FROM 'sensors/+/readings' WHERE temperature > 100`.
        description: For the console.
        enabled: Whether it calls.
        dead_letters: A standard queue for what could not be delivered; by default the release's
            queue for lost events.
        name: Tells the rules of a release apart. It is part of the construct's id: a release's
            first needs none.

    Raises:
        ConstructError: The SQL selects nothing, or a queue is not for dead letters; when attached,
            that the name is taken.

    See: https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html
    """

    sql: str
    _: KW_ONLY
    description: str | None = None
    enabled: bool = True
    dead_letters: sqs.IQueue | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        require_type("sql", self.sql, str, "a string such as \"SELECT * FROM 'readings'\"")
        if not self.sql.strip().upper().startswith("SELECT"):
            raise ConstructError(f"sql must begin with SELECT, got {self.sql!r}")
        require_type_if_given("description", self.description, str, "a string")
        require_type("enabled", self.enabled, bool, "True or False")
        require_dead_letters("dead_letters", self.dead_letters)
        require_name(self.name)

    @property
    def construct_id(self) -> str:
        """The rule's place below the alias."""
        return "Iot" if self.name is None else f"Iot-{self.name}"

    def attach(self, release: Release) -> None:
        """The rule is made, and may call the alias."""
        require_free_place(release, self)
        keep_failures(release)
        arn = release.alias.function_arn
        lost = self.dead_letters or lost_events(release)
        role = iam.Role(
            release.alias,
            f"{self.construct_id}-Role",
            assumed_by=iam.ServicePrincipal(
                _IOT, conditions={"StringEquals": {"aws:SourceAccount": account()}}
            ),
        )
        iam.Grant.add_to_principal(
            grantee=role, actions=["sqs:SendMessage"], resource_arns=[lost.queue_arn]
        )
        let_encrypt(self.dead_letters, role)
        rule = iot.CfnTopicRule(
            release.alias,
            self.construct_id,
            topic_rule_payload=iot.CfnTopicRule.TopicRulePayloadProperty(
                sql=self.sql,
                aws_iot_sql_version=_VERSION,
                description=self.description,
                rule_disabled=not self.enabled,
                actions=[
                    iot.CfnTopicRule.ActionProperty(
                        lambda_=iot.CfnTopicRule.LambdaActionProperty(function_arn=arn)
                    )
                ],
                error_action=iot.CfnTopicRule.ActionProperty(
                    sqs=iot.CfnTopicRule.SqsActionProperty(
                        queue_url=lost.queue_url, role_arn=role.role_arn
                    )
                ),
            ),
        )
        lambda_.CfnPermission(
            release.alias,
            f"{self.construct_id}-Permission",
            action="lambda:InvokeFunction",
            function_name=arn,
            principal=_IOT,
            source_account=account(),
            source_arn=rule.attr_arn,
        )
