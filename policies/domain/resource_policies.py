"""How large a statement makes a function's resource-based policy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the longest source, principal, id and function name come to, and some to spare.
LONGEST_STATEMENT_BYTES: Final = 2_000

# Of no region's functions is the ARN shorter before the name.
_SHORTEST_ARN: Final = "arn:aws:lambda:eu-west-1:123456789012:function:"


def statement_bytes(
    *,
    statement_id: str,
    principal: str,
    action: str,
    function_name: str,
    conditions: Mapping[str, str],
) -> int:
    """The size of a statement as Lambda keeps it, in bytes, from texts that may be cut short.

    Args:
        statement_id: What CloudFormation makes of the logical id, or the part of it that is known.
        principal: The service, account or ARN.
        action: What it allows.
        function_name: The function's name, empty where it is not known.
        conditions: The values that must match, by their condition key.
    """
    statement: dict[str, Any] = {
        "Sid": statement_id,
        "Effect": "Allow",
        "Principal": {"Service": principal},
        "Action": action,
        "Resource": f"{_SHORTEST_ARN}{function_name}",
    }
    if conditions:
        statement["Condition"] = {"ArnLike": dict(conditions)}
    return len(json.dumps(statement, separators=(",", ":"), ensure_ascii=False).encode())
