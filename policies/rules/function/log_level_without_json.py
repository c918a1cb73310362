"""A log level is set for a function that logs plain text.

Lambda filters JSON logs by level; it cannot read the level out of plain text, which is the default
format. The deployment fails: "LogLevel is not supported when LogFormat is set to Text".

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        ApplicationLogLevel: WARN
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      LoggingConfig:
        LogFormat: JSON
        ApplicationLogLevel: WARN
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.limits import FUNCTION_LOG_FORMATS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

_FILTERED: Final = "JSON"
_LEVELS: Final = ("ApplicationLogLevel", "SystemLogLevel")


@rule(
    "log-level-without-json",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html",
    given=("LoggingConfig",),
    supersedes=("cfn-lint::E3696",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    log_format = function.log_format
    if log_format == _FILTERED or log_format not in FUNCTION_LOG_FORMATS:
        return
    levels = [level for level in _LEVELS if isinstance(function.text("LoggingConfig", level), str)]
    if levels:
        default = "" if function.value("LoggingConfig", "LogFormat") else " (the default)"
        yield Finding(
            function,
            f"log format must be JSON for {' and '.join(levels)}, got {log_format}{default}",
            f"set LoggingConfig.LogFormat to JSON, or drop {' and '.join(levels)}",
            at=f"LoggingConfig.{levels[0]}",
        )
