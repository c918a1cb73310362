"""AWS::CodeDeploy::DeploymentGroup."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from policies.template.named_resource import named_resource
from policies.template.resource import Resource
from policies.template.resources.alarm import Alarm
from policies.template.resources.alias import Alias
from policies.template.resources.deployment_application import DeploymentApplication
from policies.template.resources.deployment_config import DeploymentConfig
from policies.template.role_target import role_with_arn
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.domain.rollouts import Strategy
    from policies.template.resources.function import Function
    from policies.template.resources.role import Role
    from policies.template.values import Value

LAMBDA: Final = "Lambda"
_LAMBDA_CONFIG: Final = "CodeDeployDefault.Lambda"


class DeploymentGroup(Resource):
    """How CodeDeploy shifts an alias: the steps, the alarms, the rollback."""

    type_name: ClassVar[str] = "AWS::CodeDeploy::DeploymentGroup"

    # Kept, because every rule about rollouts asks: what costs more than a look into the properties.
    __slots__ = ("_alarm_names", "_alarms", "_is_for_lambda", "_strategy")

    @property
    def name(self) -> str | Unresolved | None:
        """Its name, None when CloudFormation generates one."""
        return self.text("DeploymentGroupName")

    @property
    def application(self) -> DeploymentApplication | None:
        """The application it belongs to, when the assembly holds it."""
        name = self.value("ApplicationName")
        found = named_resource(name, DeploymentApplication.type_name, self.template)
        return found if isinstance(found, DeploymentApplication) else None

    @property
    def role(self) -> Role | None:
        """The role with which CodeDeploy works, when the assembly holds it."""
        return role_with_arn(self.value("ServiceRoleArn"), self.template)

    @property
    def aliases(self) -> list[Alias]:
        """The aliases that it shifts."""
        return self.template.environment.related(Alias, "deployment_group", self)

    @property
    def functions(self) -> list[Function | None]:
        """The function of each alias that it shifts; None for one that nobody knows."""
        return [alias.function for alias in self.aliases]

    @property
    def is_for_lambda(self) -> bool:
        """True when an alias, its application or its configuration tells."""
        if not hasattr(self, "_is_for_lambda"):
            application, config_name = self.application, self.config_name
            self._is_for_lambda = bool(
                (isinstance(config_name, str) and config_name.startswith(_LAMBDA_CONFIG))
                or (application is not None and application.compute_platform == LAMBDA)
                or self.aliases
            )
        return self._is_for_lambda

    @property
    def config_name(self) -> str | Unresolved | None:
        """The name of its deployment configuration."""
        return self.text("DeploymentConfigName")

    @property
    def config(self) -> DeploymentConfig | None:
        """Its deployment configuration, when it is one of the assembly's own."""
        name = self.value("DeploymentConfigName")
        found = named_resource(name, DeploymentConfig.type_name, self.template)
        return found if isinstance(found, DeploymentConfig) else None

    @property
    def strategy(self) -> Strategy | None:
        """How the traffic moves, None when the template does not tell."""
        if not hasattr(self, "_strategy"):
            self._strategy = self._find_strategy()
        return self._strategy

    def _find_strategy(self) -> Strategy | None:
        # What it takes is imported where a group is judged, not at every start.
        from policies.template.rollout import (  # noqa: PLC0415
            custom_strategy,
            predefined_strategy,
        )

        config, name = self.config, self.config_name
        if config is not None:
            return custom_strategy(config)
        return predefined_strategy(name) if isinstance(name, str) else None

    @property
    def shifts_traffic(self) -> bool:
        """True when it certainly moves the traffic in more than one step."""
        strategy = self.strategy
        return strategy is not None and strategy.minutes > 0

    @property
    def has_alarms_enabled(self) -> bool | Unresolved | None:
        """Whether its alarms count; None when the template does not say."""
        return self.boolean("AlarmConfiguration", "Enabled")

    @property
    def ignores_alarm_poll_failures(self) -> bool | Unresolved:
        """Whether a rollout goes on while nobody knows the state of the alarms."""
        ignores = self.boolean("AlarmConfiguration", "IgnorePollAlarmFailure")
        return False if ignores is None else ignores

    @property
    def alarm_names(self) -> list[Value] | Unresolved:
        """The names of its alarms, each resolved."""
        if not hasattr(self, "_alarm_names"):
            self._alarm_names = self._find_alarm_names()
        return self._alarm_names

    def _find_alarm_names(self) -> list[Value] | Unresolved:
        listed = self.items("AlarmConfiguration", "Alarms")
        if listed is None or isinstance(listed, Unresolved):
            return [] if listed is None else listed
        resolve = self.template.intrinsics.resolve
        return [
            resolve(entry.get("Name")) if isinstance(entry, dict) else Unresolved("an alarm")
            for entry in listed
        ]

    @property
    def alarms(self) -> list[Alarm]:
        """Those of its alarms that the assembly holds."""
        if not hasattr(self, "_alarms"):
            names = self.alarm_names if isinstance(self.alarm_names, list) else []
            found = [named_resource(name, Alarm.type_name, self.template) for name in names]
            self._alarms = [alarm for alarm in found if isinstance(alarm, Alarm)]
        return self._alarms

    @property
    def watching_alarms(self) -> list[Alarm]:
        """Its alarms when all of them are known and count; else none."""
        names, alarms = self.alarm_names, self.alarms
        is_all = isinstance(names, list) and len(names) == len(alarms)
        return alarms if is_all and self.has_alarms_enabled is True else []

    @property
    def rolls_back(self) -> bool | Unresolved | None:
        """Whether it rolls back by itself; None when the template does not say."""
        return self.boolean("AutoRollbackConfiguration", "Enabled")

    @property
    def rollback_events(self) -> list[Value] | Unresolved | None:
        """What makes it roll back."""
        return self.items("AutoRollbackConfiguration", "Events")

    @property
    def deployment_type(self) -> str | Unresolved | None:
        """BLUE_GREEN or IN_PLACE."""
        return self.text("DeploymentStyle", "DeploymentType")

    @property
    def deployment_option(self) -> str | Unresolved | None:
        """WITH_TRAFFIC_CONTROL or WITHOUT_TRAFFIC_CONTROL."""
        return self.text("DeploymentStyle", "DeploymentOption")
