"""Patterns, ready to match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policies.domain.filters import grammar
from policies.domain.filters.alternatives import Matcher
from policies.domain.filters.errors import EventError
from policies.domain.filters.explain import explained
from policies.domain.filters.json_text import read_event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.domain.filters.explain import Miss
    from policies.domain.filters.fields import Parsed


class Pattern(Matcher):
    """A filter pattern that AWS accepts.

    It matches as EventBridge does: see `compile_pattern`.

    Attributes:
        text: The pattern as it was written.
        parsed: Its fields, for analysis.
    """

    __slots__ = ("parsed", "text")

    def __init__(self, text: str, parsed: Parsed) -> None:
        super().__init__([fields.values() for fields in parsed.alternatives])
        self.text = text
        self.parsed = parsed

    def __repr__(self) -> str:
        return f"Pattern({self.text!r})"

    def matches_json(self, text: str) -> bool:
        """True when the event's JSON text fits the pattern.

        Numbers that float64 cannot hold and repeated keys, which a dict has lost, count here.

        Raises:
            EventError: the text is no JSON object, or it is nested too deep.
        """
        event = read_event(text)
        if not isinstance(event, dict):
            raise EventError("an event must be a JSON object")
        return self.matches(event)

    def explain(self, event: Mapping[str, object]) -> Miss | None:
        """Which path fails first, what it wants and what is there; None when the event matches.

        Raises:
            EventError: as `matches`.
        """
        return None if self.matches(event) else explained(self.parsed.alternatives, event)


def compile_pattern(text: str) -> Pattern:
    """The pattern, ready to match as AWS matches it.

    Fields are ANDed, the values in an array ORed; keys and strings are exact; numbers compare by
    value; only leaves exist; fields below one array have to hold in one of its elements.

    Args:
        text: The pattern's JSON.

    Raises:
        PatternError: AWS refuses the pattern, with the reason that AWS does not give.

    See:
        https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
    """
    return Pattern(text, grammar.parse(text))
