"""The checks of a function's environment that do not wait for the deployment."""

from __future__ import annotations

from collections.abc import Mapping

from constructs_lib.errors import ConstructError, require, require_type, seen
from constructs_lib.tokens import known_part
from policies.domain import limits
from policies.domain.environment_variables import (
    credential_problem,
    key_problem,
    measured_bytes,
    secure_string_problem,
)


def require_environment(environment: Mapping[str, str]) -> None:
    """Lambda takes every key, and the whole fits even if each token turns out empty.

    Raises:
        ConstructError: A key is malformed or reserved, a value is no string, a credential or a
            secure string that nobody resolves, or the environment is certain to be too large.
    """
    require_type("environment", environment, Mapping, "a mapping of strings to strings")
    for key, value in environment.items():
        require_type("environment key", key, str, "a string")
        require(key_problem(key))
        if not isinstance(value, str):
            # Numbers are the usual slip; jsii would answer with the type of the whole struct.
            raise ConstructError(f"environment value of {key} must be a string, got {seen(value)}")
        require(credential_problem(key, value) or secure_string_problem(key, value))
    if not limits.ENVIRONMENT_SIZE.admits(measured_bytes(environment)):
        known = {key: known_part(value) for key, value in environment.items()}
        require(limits.ENVIRONMENT_SIZE.violation(measured_bytes(known)))
