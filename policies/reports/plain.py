"""Text that nothing from a template can steer."""

from typing import Final

# What a GitHub runner takes for a command wherever it stands in a line of a job's output; where a
# line starts with two colons it does so too, so that no line of a report starts with such a text.
# Source: Runner.Common/ActionCommand.cs of github.com/actions/runner.
_COMMAND: Final = "##["


def plain(text: str) -> str:
    """The text with what is not printable spelled out: names and reasons come from templates."""
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    return shown.replace(_COMMAND, "#\\x23[")


def harmless_json(text: str) -> str:
    """The same JSON, with nothing in it that a runner takes for a command."""
    return text.replace(_COMMAND, "#\\u0023[")
