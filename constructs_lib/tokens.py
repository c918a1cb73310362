"""What is known at synthesis of a text that holds tokens."""

from aws_cdk import Token, Tokenization


def known_part(text: str) -> str:
    """The text with every token taken for empty: what is too long then is certainly too long."""
    for token in Tokenization.reverse_string(text).tokens:
        text = text.replace(Token.as_string(token), "")
    return text
