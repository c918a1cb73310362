"""What Lambda accepts as the environment of a function, and how it measures it."""

import json
from collections.abc import Mapping

from policies.domain import limits
from policies.domain.credentials import credential_in


def measured_bytes(variables: Mapping[str, str]) -> int:
    """The size Lambda compares with its limit: the compact JSON of the whole map, in UTF-8.

    Quotes, colons, commas and escapes count. The service's own error message quotes the measured
    text ("String measured: {...}"), which is how the measure is known.
    """
    text = json.dumps(dict(variables), separators=(",", ":"), ensure_ascii=False)
    return len(text.encode("utf-8", "surrogatepass"))


def key_problem(key: str) -> str | None:
    """Why Lambda refuses the key, or None when it takes it."""
    return reserved_key_problem(key) or malformed_key_problem(key)


def reserved_key_problem(key: str) -> str | None:
    """What to say of a key that Lambda sets itself, None for any other."""
    if key in limits.ENVIRONMENT_RESERVED_KEYS:
        return f"environment key {key} is reserved by Lambda"
    return None


def malformed_key_problem(key: str) -> str | None:
    """What to say of a key that is no name to Lambda, None for one that is."""
    shortest = limits.ENVIRONMENT_KEY_LENGTH.minimum or 0
    # CloudFormation's own schema has the expression without anchors: `1BAD` and `A-B` pass there.
    if len(key) >= shortest and key[0].isalpha() and key.isascii() and _is_word(key):
        return None
    return (
        f"environment key must be a letter, then {shortest - 1} or more letters, digits "
        f"or underscores, got {key!r}"
    )


def credential_problem(key: str, value: str) -> str | None:
    """What to say of a value that certainly holds a credential, None for any other.

    What is longer than all variables together may be is never deployed, and too long to search.
    """
    kind = credential_in(value) if limits.ENVIRONMENT_SIZE.admits(len(value)) else None
    return f"environment must hold no credentials, got {kind} in {key}" if kind else None


def secure_string_problem(key: str, value: str) -> str | None:
    """What to say of a literal that CloudFormation does not resolve for functions, None otherwise.

    See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
    """
    if "{{resolve:ssm-secure:" not in value:
        return None
    return f"secure strings must not be resolved into a function, got ssm-secure in {key}"


def _is_word(key: str) -> bool:
    return key.replace("_", "a").isalnum()
