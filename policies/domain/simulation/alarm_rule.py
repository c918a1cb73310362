"""What a composite alarm asks: the rule expression, read once and asked every minute.

See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from policies.domain.simulation.alarm_evaluation import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    States: TypeAlias = Mapping[str, State]
    Holds: TypeAlias = Callable[[States], bool]

_TOKEN: Final = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))')
_ARN: Final = re.compile(r"arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)")
# A rule may have 500 elements; nobody nests so deep, and Python could not follow.
_DEEPEST: Final = 100
_WHOLE: Final = 100


class _Token(NamedTuple):
    text: str
    is_quoted: bool = False


class AlarmRule:
    """A rule expression over the states of other alarms.

    Args:
        text: `ALARM(a) AND NOT OK("b")`, `AT_LEAST(2, ALARM, (a, b, c))`.
        known_as: The names by which states are given, for alarms that the text names otherwise.

    Raises:
        ValueError: The text is no rule expression.
    """

    __slots__ = ("_holds", "names")

    def __init__(self, text: str, known_as: Mapping[str, str] = MappingProxyType({})) -> None:
        reader = _Reader(text, known_as)
        self._holds = reader.whole()
        self.names = tuple(dict.fromkeys(reader.names))

    def holds(self, states: States) -> bool:
        """Whether the composite alarm is in the state ALARM; an alarm that nobody knows is OK."""
        return self._holds(states)


class _Reader:
    def __init__(self, text: str, known_as: Mapping[str, str]) -> None:
        self._tokens = _tokens(text)
        self._known_as = known_as
        self._at = 0
        self._depth = 0
        self.names: list[str] = []

    def whole(self) -> Holds:
        holds = self._any()
        if self._at < len(self._tokens):
            raise ValueError(f"alarm rule must end after an expression, got {self._seen()}")
        return holds

    def _any(self) -> Holds:
        parts = [self._all()]
        while self._takes("OR"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else lambda states: any(part(states) for part in parts)

    def _all(self) -> Holds:
        parts = [self._single()]
        while self._takes("AND"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else lambda states: all(part(states) for part in parts)

    def _single(self) -> Holds:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"alarm rule must not be nested deeper than {_DEEPEST}")
        try:
            return self._operand()
        finally:
            self._depth -= 1

    def _operand(self) -> Holds:
        if self._takes("NOT"):
            negated = self._single()
            return lambda states: not negated(states)
        if self._takes("("):
            inner = self._any()
            self._need(")")
            return inner
        for constant in (True, False):
            if self._takes(str(constant).upper()):
                return lambda _, constant=constant: constant  # type: ignore[misc]  # bound now
        if self._takes("AT_LEAST"):
            return self._at_least()
        wanted = self._state()
        self._need("(")
        name = self._name()
        self._need(")")
        return lambda states: states.get(name, State.OK) is wanted

    def _at_least(self) -> Holds:
        self._need("(")
        amount = self._next().text
        self._need(",")
        is_negated = self._takes("NOT")
        wanted = self._state()
        self._need(",")
        self._need("(")
        names = [self._name()]
        while self._takes(","):
            names.append(self._name())
        self._need(")")
        self._need(")")
        least = _least(amount, len(names))
        return lambda states: (
            sum((states.get(name, State.OK) is wanted) is not is_negated for name in names) >= least
        )

    def _state(self) -> State:
        for state in State:
            if self._takes(state):
                return state
        raise ValueError(
            "alarm rule must go on with ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE "
            f"or a parenthesis, got {self._seen()}"
        )

    def _name(self) -> str:
        token = self._next()
        if not token.is_quoted and token.text in ("(", ")", ","):
            raise ValueError(f"alarm rule must name an alarm, got {token.text!r}")
        arn = _ARN.fullmatch(token.text)
        name = arn[1] if arn else token.text
        self.names.append(name)
        return self._known_as.get(name, name)

    def _takes(self, text: str) -> bool:
        if self._at == len(self._tokens):
            return False
        token = self._tokens[self._at]
        is_next = not token.is_quoted and token.text.upper() == text
        self._at += is_next
        return is_next

    def _need(self, text: str) -> None:
        if not self._takes(text):
            raise ValueError(f"alarm rule must go on with {text!r}, got {self._seen()}")

    def _next(self) -> _Token:
        if self._at >= len(self._tokens):
            raise ValueError("alarm rule must name an alarm, got its end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _seen(self) -> str:
        return repr(self._tokens[self._at].text) if self._at < len(self._tokens) else "its end"


def _tokens(text: str) -> list[_Token]:
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            break
        quoted, mark, word = match.groups()
        is_quoted = quoted is not None
        text_of = re.sub(r"\\(.)", r"\1", quoted) if is_quoted else mark or word
        found.append(_Token(text_of, is_quoted))
        end = match.end()
    if text[end:].strip():
        raise ValueError(f"alarm rule has a quote without an end: {text[end:].strip()[:40]!r}")
    return found


def _least(amount: str, names: int) -> int:
    """How many of the alarms are meant by a number or a percentage of them."""
    number = amount.removesuffix("%")
    if not re.fullmatch(r"[0-9]{1,4}", number):
        raise ValueError(f"AT_LEAST must have a number or a percentage, got {amount!r}")
    return -(-int(number) * names // _WHOLE) if amount.endswith("%") else int(number)
