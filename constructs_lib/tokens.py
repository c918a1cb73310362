"""What is known at synthesis of a value that is a token or holds some."""

import math
from typing import Final

from aws_cdk import Token, Tokenization

# How the CDK marks a token in a string; to ask it would be a round trip for each.
TOKEN_MARK: Final = "${Token["  # noqa: S105 - no password


def is_token(value: object) -> bool:
    """Only the deployment knows the value, or a part of it.

    Tokens pass for strings and for floats. Of anything else the CDK must not be asked: what jsii
    cannot send it, NaN for one, ends its process.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, str | float) and Token.is_unresolved(value)


def known_part(text: str) -> str:
    """The text with every token taken for empty: what is too long then is certainly too long."""
    for token in Tokenization.reverse_string(text).tokens:
        text = text.replace(Token.as_string(token), "")
    return text
