"""A setting has a value that Lambda does not know.

Lambda takes these settings from closed lists and compares them letter by letter: `json` is not
`JSON`, `ACTIVE` is not `Active`. The deployment fails at this function.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogFormat: json
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogFormat: JSON
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain import limits
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import Unresolved

_SETTINGS: Final = (
    (limits.FUNCTION_PACKAGE_TYPES, ("PackageType",)),
    (limits.FUNCTION_TRACING_MODES, ("TracingConfig", "Mode")),
    (limits.FUNCTION_LOG_FORMATS, ("LoggingConfig", "LogFormat")),
    (limits.FUNCTION_APPLICATION_LOG_LEVELS, ("LoggingConfig", "ApplicationLogLevel")),
    (limits.FUNCTION_SYSTEM_LOG_LEVELS, ("LoggingConfig", "SystemLogLevel")),
    (limits.FUNCTION_RECURSION_MODES, ("RecursiveLoop",)),
    (limits.FUNCTION_RUNTIME_UPDATE_MODES, ("RuntimeManagementConfig", "UpdateRuntimeOn")),
    (limits.FUNCTION_STORAGE_MODES, ("Code", "S3ObjectStorageMode")),
    (limits.FUNCTION_TENANCY_MODES, ("TenancyConfig", "TenantIsolationMode")),
    (limits.SNAPSTART_APPLY_ON, ("SnapStart", "ApplyOn")),
)
_DIRECT_READS: Final = ("S3FilesConfig", "DirectS3Read")


@rule(
    "function-setting-unknown",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    written = function.property_names
    for allowed, path in _SETTINGS:
        if path[0] in written:
            yield from _judged(function, allowed, function.text(*path), ".".join(path))
    for system in function.elements("FileSystemConfigs"):
        reads = system.text(*_DIRECT_READS)
        at = ".".join((system.at, *_DIRECT_READS))
        yield from _judged(function, limits.FUNCTION_DIRECT_READS, reads, at)


def _judged(
    function: Function, allowed: limits.Allowed, value: str | Unresolved | None, at: str
) -> Iterator[Finding]:
    if isinstance(value, str) and value not in allowed:
        message = f"{allowed.label} must be {allowed.bounds}, got {value!r}"
        yield Finding(
            function, message, f"set {at} to {allowed.nearest(value) or allowed.bounds}", at
        )
