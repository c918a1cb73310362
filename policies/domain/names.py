"""What Lambda accepts as the name of an alias, and of the function behind it."""

import re
from collections.abc import Sequence
from typing import Final

from policies.domain import limits

_NAME: Final = r"[A-Za-z0-9_-]+"
_VERSION_NUMBER: Final = r"[1-9][0-9]*"
# arn, partition, lambda, region, account, layer, name, version.
LAYER_ARN_PARTS: Final = 8
_MOUNT_PATH: Final = r"/mnt/[A-Za-z0-9_.-]+"
_LOG_GROUP_NAME: Final = r"[A-Za-z0-9_./#-]+"


def name_problem(name: str) -> str | None:
    """Why Lambda refuses the name of an alias, or None when it takes it.

    A name of digits only is refused because it would read as a version.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
    """
    if not limits.ALIAS_NAME.admits(len(name)):
        return limits.ALIAS_NAME.violation(len(name))
    if not re.fullmatch(_NAME, name) or name.isdecimal():
        return (
            f"alias name must be letters, digits, underscores and hyphens, not only digits, "
            f"got {name!r}"
        )
    return None


def version_number_problem(version: str, *, label: str = "version") -> str | None:
    """Why it is no number of a published version, or None when it may be one.

    Lambda counts a function's versions from 1 and never uses a number again.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
    """
    if not re.fullmatch(_VERSION_NUMBER, version):
        return f"{label} must be the number of a published version such as '7', got {version!r}"
    return None


def function_name_problem(name: str, *, label: str = "") -> str | None:
    """Why Lambda refuses the name of a function, or None when it takes it.

    The API takes an ARN in its place; a function that is being made has none yet.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    """
    if not limits.FUNCTION_NAME.admits(len(name)):
        return limits.FUNCTION_NAME.violation(len(name), label=label)
    if not re.fullmatch(_NAME, name):
        subject = label or limits.FUNCTION_NAME.label
        return f"{subject} must be letters, digits, underscores and hyphens, got {name!r}"
    return None


def mount_path_problem(path: str) -> str | None:
    """Why Lambda refuses to mount a file system there, or None when it takes the path.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_FileSystemConfig.html
    """
    if not re.fullmatch(_MOUNT_PATH, path):
        return f"mount path must be /mnt/ and one name, got {path!r}"
    return limits.FUNCTION_MOUNT_PATH.violation(len(path))


def log_group_name_problem(name: str) -> str | None:
    """Why Lambda refuses the name of a log group, or None when it takes it.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_LoggingConfig.html
    """
    if not limits.FUNCTION_LOG_GROUP_NAME.admits(len(name)):
        return limits.FUNCTION_LOG_GROUP_NAME.violation(len(name))
    if not re.fullmatch(_LOG_GROUP_NAME, name):
        return f"log group name must be letters, digits and .-_/#, got {name!r}"
    return None


def layer_problem(parts: Sequence[str]) -> str | None:
    """Why Lambda refuses to attach a layer, or None when it may take it.

    Args:
        parts: What stands between the colons, empty where it is not known.

    See: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    """
    if parts[0] == "arn" and "awslayer" in parts:
        return None
    version = parts[-1] if len(parts) == LAYER_ARN_PARTS else None
    if parts[0] in ("arn", "") and (version == "" or (version or "").isdecimal()):
        return None
    seen = ":".join(part or "*" for part in parts)
    return f"layer must be the ARN of a version, which ends in a number, got {seen}"
