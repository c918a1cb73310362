"""The ARN of what a function writes its logs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.log_groups import DEFAULT_PREFIX
from policies.template.values import PseudoParameter, as_text, joined

if TYPE_CHECKING:
    from policies.template.resources.function import Function
    from policies.template.values import Unresolved

_PARTITION: Final = PseudoParameter("AWS::Partition")
_REGION: Final = PseudoParameter("AWS::Region")
_ACCOUNT: Final = PseudoParameter("AWS::AccountId")
# Lambda names a stream by the date, the version and the environment.
_STREAM: Final = ":log-stream:any"


def log_stream_arn(function: Function) -> str | Unresolved:
    """The ARN of a log stream in the function's log group."""
    configured = function.value("LoggingConfig", "LogGroup")
    own = function.identifier("")
    default: list[str | Unresolved] = [DEFAULT_PREFIX, *(own or ())]
    group = joined(default) if configured is None else as_text(configured)
    return joined(
        ["arn:", _PARTITION, ":logs:", _REGION, ":", _ACCOUNT, ":log-group:", group, _STREAM]
    )
