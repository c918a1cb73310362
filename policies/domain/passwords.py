"""What is probably a password: told by the name it is kept under, and by what it cannot be else."""

from typing import Final

from policies.domain.credentials import is_placeholder

# What a variable's name ends with when its value is the secret itself.
_PASSWORDS: Final = ("PASSWORD", "PASSWD", "PASSPHRASE")
_TOKENS: Final = ("SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "SECRET_KEY", "ACCESS_KEY")

# Values of switches, and words that say that something else is the secret.
_NO_SECRETS: Final = frozenset(
    {
        "",
        "-",
        "default",
        "disabled",
        "enabled",
        "false",
        "n/a",
        "no",
        "none",
        "null",
        "off",
        "on",
        "optional",
        "passphrase",
        "password",
        "required",
        "secret",
        "tbd",
        "test",
        "todo",
        "token",
        "true",
        "undefined",
        "yes",
    }
)
_SHORTEST_PASSWORD: Final = 4
_SHORTEST_TOKEN: Final = 20


def is_probable_secret(key: str, value: str) -> bool:
    """True for a literal under a key such as DB_PASSWORD that is no name, path, ARN or switch.

    A password may be any word; of a token, whose key is as often followed by the name of a
    secret, only what looks drawn at random counts.
    """
    name = key.upper()
    if value.lower() in _NO_SECRETS or is_placeholder(value) or _is_reference(value):
        return False
    if name.endswith(_PASSWORDS):
        return len(value) >= _SHORTEST_PASSWORD and not _is_name(value)
    return name.endswith(_TOKENS) and _is_random(value)


def _is_reference(value: str) -> bool:
    """True for what tells where a secret is: an ARN, a path, a URL, several words."""
    return (
        value.startswith(("arn:", "/", "ssm:", "secretsmanager:"))
        or "://" in value
        or any(character.isspace() for character in value)
    )


def _is_name(value: str) -> bool:
    """True for lower-case words put together, as secrets and parameters are named."""
    words = value.replace("/", "-").replace("_", "-").replace(".", "-").split("-")
    return len(words) > 1 and all(word.isalpha() and word.islower() for word in words)


def _is_random(value: str) -> bool:
    """True for many letters and digits in one piece, as generators draw them."""
    return (
        len(value) >= _SHORTEST_TOKEN
        and value.isascii()
        and not set("-/.:") & set(value)
        and sum(map(str.isdigit, value)) > 1
        and any(map(str.isalpha, value))
    )
