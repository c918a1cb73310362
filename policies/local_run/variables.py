"""The environment variables of a local run: Lambda's own, the template's, and the user's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from policies.domain.limits import ENVIRONMENT_RESERVED_KEYS
from policies.local_run.refusal import RefusedRunError
from policies.template.function_settings import DEFAULT_LOG_FORMAT
from policies.template.values import Unresolved, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.local_run.identity import Identity
    from policies.local_run.package import Folders
    from policies.template.resources.function import Function

# What Lambda gives on demand, in an account of nobody: the defaults of
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, read 2026-11-21.
_SEARCH_PATHS: Final = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH")
# What the run itself stands on.
FIXED: Final = frozenset(
    {"_HANDLER", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT"}
)
_PREFIX: Final = "AWS_"
_DEFAULT_LEVEL: Final = "INFO"


class Variables(NamedTuple):
    """All variables of the process, and why some of the template's are not among them."""

    values: dict[str, str]
    unresolved: dict[str, str]


def variables_of(
    function: Function,
    identity: Identity,
    folders: Folders,
    runtime: str,
    given: Mapping[str, str],
    *,
    with_credentials: bool,
) -> Variables:
    """What the handler finds in its environment.

    Nothing of the user's own environment, and of the user's AWS configuration only what
    `with_credentials` asks for; later wins: Lambda's defaults, the template, the user, and what
    Lambda lets nobody set.

    Args:
        function: Whose they are.
        identity: What it is called as.
        folders: Where its code and layers are.
        runtime: Where what the runtime provides is.
        given: What the user gives.
        with_credentials: Whether the user's AWS configuration is passed on.

    Raises:
        RefusedRunError: No process can be given one of them.
    """
    told, unresolved = _of_template(function)
    values = {
        **_defaults(folders),
        **_lambdas(function, identity, folders, runtime),
        **(_users() if with_credentials else _nobodys()),
        **{key: _moved(key, text, folders) for key, text in told.items()},
        **given,
    }
    for key, text in values.items():
        _require_passable(key, text)
    missing = {key: why for key, why in unresolved.items() if key not in given}
    return Variables(values, missing)


def _require_passable(key: str, text: str) -> None:
    try:
        is_passable = key and "=" not in key and b"\0" not in os.fsencode(key + text)
    except ValueError:  # half of a surrogate pair
        is_passable = False
    if not is_passable:
        raise RefusedRunError(f"{key!r} is a variable that no process can be given")


def _of_template(function: Function) -> tuple[dict[str, str], dict[str, str]]:
    variables = function.environment_variables
    if isinstance(variables, Unresolved):
        return {}, {"Environment": variables.reason}
    told: dict[str, str] = {}
    unresolved: dict[str, str] = {}
    for key, value in variables.items():
        text = as_text(value)
        if key in ENVIRONMENT_RESERVED_KEYS:
            continue  # Lambda refuses it, and a rule says so
        if isinstance(text, str):
            told[key] = text
        else:
            unresolved[key] = text.reason
    return told, unresolved


def _defaults(folders: Folders) -> dict[str, str]:
    own = os.environ.get("PATH", os.defpath)
    return {
        "HOME": str(folders.temporary),
        "LANG": "en_US.UTF-8",
        "LD_LIBRARY_PATH": f"{folders.task}:{folders.task}/lib:{folders.opt}/lib",
        "PATH": f"{own}:{folders.opt}/bin",
        "TMPDIR": str(folders.temporary),
        "TZ": ":UTC",
        # Where the daemon of X-Ray would be; what the SDK sends it, nobody gets.
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
        "_AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1",
        "_AWS_XRAY_DAEMON_PORT": "2000",
    }


def _lambdas(
    function: Function, identity: Identity, folders: Folders, runtime: str
) -> dict[str, str]:
    values = {
        "_HANDLER": identity.handler,
        "AWS_DEFAULT_REGION": identity.region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{identity.runtime}",
        "AWS_LAMBDA_FUNCTION_NAME": identity.name,
        "AWS_LAMBDA_FUNCTION_VERSION": identity.version,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": identity.log_group,
        "AWS_LAMBDA_LOG_STREAM_NAME": identity.log_stream,
        "AWS_REGION": identity.region,
        "LAMBDA_RUNTIME_DIR": runtime,
        "LAMBDA_TASK_ROOT": str(folders.task),
    }
    memory = function.memory_mb
    if isinstance(memory, int):
        values["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = str(memory)
    log_format = function.log_format
    if isinstance(log_format, str) and log_format != DEFAULT_LOG_FORMAT:
        level = function.text("LoggingConfig", "ApplicationLogLevel")
        values["AWS_LAMBDA_LOG_FORMAT"] = log_format
        values["AWS_LAMBDA_LOG_LEVEL"] = level if isinstance(level, str) else _DEFAULT_LEVEL
    return values


def _nobodys() -> dict[str, str]:
    """What keeps an SDK from finding credentials in files or at an instance's metadata."""
    return {
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def _users() -> dict[str, str]:
    """The user's own AWS variables, and the home in which the files of credentials are."""
    own = {
        key: value
        for key, value in os.environ.items()
        if key.startswith(_PREFIX) and not key.startswith("AWS_LAMBDA_")
    }
    for region in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        own.pop(region, None)  # the stack's holds
    return {**own, "HOME": os.path.expanduser("~")}  # noqa: PTH111 - a variable's value is text


def _moved(key: str, text: str, folders: Folders) -> str:
    """A search path with the folders of Lambda as they are called here."""
    if key not in _SEARCH_PATHS:
        return text
    return ":".join(_here(place, folders) for place in text.split(":"))


def _here(place: str, folders: Folders) -> str:
    for theirs, ours in (("/var/task", folders.task), ("/opt", folders.opt)):
        if place == theirs or place.startswith(f"{theirs}/"):
            return f"{ours}{place[len(theirs) :]}"
    return place
