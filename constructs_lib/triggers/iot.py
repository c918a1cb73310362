"""Messages of devices that a rule of AWS IoT selects call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

from aws_cdk import Aws
from aws_cdk import aws_iot as iot
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.triggers.async_failures import keep_failures
from constructs_lib.triggers.trigger import require_free_place, require_name

if TYPE_CHECKING:
    from constructs_lib.release import Release

_VERSION = "2016-03-23"


@dataclass(frozen=True, eq=False)
class IotTrigger:
    """Messages that the SQL of a rule selects call the release.

    AWS IoT calls asynchronously. What the function fails on ends in the release's queue for lost
    events, where neither the release has an AsyncInvocation nor the function dead letters.

    Args:
        sql: What to select: `SELECT * FROM 'sensors/+/readings' WHERE temperature > 100`.
        description: For the console.
        enabled: Whether it calls.
        name: Tells the rules of a release apart. It is part of the construct's id: a release's
            first needs none.

    Raises:
        ConstructError: The SQL selects nothing; when attached, that the name is taken.

    See: https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html
    """

    sql: str
    _: KW_ONLY
    description: str | None = None
    enabled: bool = True
    name: str | None = None

    def __post_init__(self) -> None:
        require_type("sql", self.sql, str, "a string such as \"SELECT * FROM 'readings'\"")
        if not self.sql.strip().upper().startswith("SELECT"):
            raise ConstructError(f"sql must begin with SELECT, got {self.sql!r}")
        require_type("enabled", self.enabled, bool, "True or False")
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
            ),
        )
        lambda_.CfnPermission(
            release.alias,
            f"{self.construct_id}-Permission",
            action="lambda:InvokeFunction",
            function_name=arn,
            principal="iot.amazonaws.com",
            source_account=Aws.ACCOUNT_ID,
            source_arn=rule.attr_arn,
        )
