"""The settings of a function that are on or off, known or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from policies.template.resource import Resource
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.template.values import Value

# The value of SnapStart.ApplyOn that turns it on.
ON_VERSIONS: Final = "PublishedVersions"
# Of docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html, on 2026-11-21.
DEFAULT_LOG_FORMAT: Final = "Text"
# The value of RuntimeManagementConfig.UpdateRuntimeOn that ends all updates.
PINNED: Final = "Manual"
# What a dynamic reference begins with.
RESOLVE: Final = "{{resolve:"


class FunctionSettings(Resource):
    """What a function turns on; a setting that is absent has Lambda's default."""

    __slots__ = ()

    @property
    def uses_capacity_provider(self) -> bool | Unresolved:
        """Whether it runs on Lambda Managed Instances."""
        return self._has("CapacityProviderConfig")

    @property
    def has_snapstart(self) -> bool | Unresolved:
        """Whether its published versions start from a snapshot."""
        applies_on = self.text("SnapStart", "ApplyOn")
        return applies_on if isinstance(applies_on, Unresolved) else applies_on == ON_VERSIONS

    @property
    def isolates_tenants(self) -> bool | Unresolved:
        """Whether each tenant gets execution environments of its own."""
        return self._has("TenancyConfig", "TenantIsolationMode")

    @property
    def file_systems(self) -> list[Value] | Unresolved:
        """The file systems it mounts."""
        systems = self.items("FileSystemConfigs")
        return [] if systems is None else systems

    @property
    def log_format(self) -> str | Unresolved:
        """Text or JSON; Lambda Managed Instances always write JSON."""
        stated = self.text("LoggingConfig", "LogFormat")
        if stated is None and self.uses_capacity_provider is not False:
            return Unresolved("what a capacity provider writes")
        return DEFAULT_LOG_FORMAT if stated is None else stated

    @property
    def pins_runtime(self) -> bool:
        """True when it certainly stays on one version of its runtime."""
        return self.text("RuntimeManagementConfig", "UpdateRuntimeOn") == PINNED

    @property
    def resolved_services(self) -> dict[str, list[str]]:
        """The services that CloudFormation asks for each variable: ssm, secretsmanager and so on.

        Read from what stands in the template, for the value is known at deployment only.
        """
        variables = self.raw.get("Properties", {})
        for step in ("Environment", "Variables"):
            variables = variables.get(step) if isinstance(variables, dict) else None
        asked = variables if isinstance(variables, dict) else {}
        return {str(key): list(_services(raw)) for key, raw in asked.items()}

    def _has(self, *path: str) -> bool | Unresolved:
        value = self.value(*path)
        return value if isinstance(value, Unresolved) else value is not None


def _services(raw: Any) -> Iterator[str]:
    """The services of the dynamic references below; a stack, for templates may nest deeply."""
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield from (part.partition(":")[0] for part in value.split(RESOLVE)[1:])
        elif isinstance(value, (list, dict)):
            waiting += value.values() if isinstance(value, dict) else value
