"""Metric math, as far as alarms on a release use it: arithmetic, comparisons, IF, FILL and a few.

See: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from __future__ import annotations

import math
import operator
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Values: TypeAlias = Mapping[str, float | None]
    Compute: TypeAlias = Callable[[Values], float | None]

_TOKEN: Final = re.compile(
    r"\s*(?:([0-9]+(?:\.[0-9]*)?|\.[0-9]+)|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^(),<>\[\]]))"
)
_COMPARISONS: Final = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
_OVER_SERIES: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "SUM": math.fsum,
    "AVG": lambda values: math.fsum(values) / len(values),
    "MIN": min,
    "MAX": max,
}
_OF_ONE: Final[dict[str, Callable[[float], float]]] = {
    "ABS": abs,
    "CEIL": math.ceil,
    "FLOOR": math.floor,
}
# Each level and each operator is a call inside a call; Python could not follow more.
_DEEPEST: Final = 50
_MOST_PARTS: Final = 400


class _Part(NamedTuple):
    """A part of an expression: what computes it, and whether it is a number for all time."""

    compute: Compute
    is_scalar: bool = False


class MathExpression:
    """An expression over the values that metrics have in one period.

    Args:
        text: `100 * errors / invocations`, `IF(invocations > 20, errors / invocations, 0)`.

    Raises:
        ValueError: The simulation cannot compute it. It does not know functions that look at more
            than one period, nor bands of anomaly detection.
    """

    __slots__ = ("_compute", "ids")

    def __init__(self, text: str) -> None:
        reader = _Reader(text)
        self._compute = reader.whole()
        self.ids = frozenset(reader.ids)

    def value(self, values: Values) -> float | None:
        """Its value where the metrics have these; None where it has no data point."""
        return self._compute(values)


class _Reader:
    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        if len(self._tokens) > _MOST_PARTS:
            raise ValueError(
                f"expression must have at most {_MOST_PARTS} parts, got {len(self._tokens)}"
            )
        self._at = 0
        self._depth = 0
        self.ids: set[str] = set()

    def whole(self) -> Compute:
        part = self._either()
        if self._at < len(self._tokens):
            raise ValueError(f"expression must end after a value, got {self._seen()}")
        return part.compute

    def _either(self) -> _Part:
        part = self._both()
        while self._takes("OR", "||"):
            part = _logical(any, part, self._both())
        return part

    def _both(self) -> _Part:
        part = self._compared()
        while self._takes("AND", "&&"):
            part = _logical(all, part, self._compared())
        return part

    def _compared(self) -> _Part:
        part = self._sum()
        while sign := self._takes(*_COMPARISONS):
            part = _judged(_COMPARISONS[sign], part, self._sum())
        return part

    def _sum(self) -> _Part:
        part = self._product()
        while sign := self._takes("+", "-"):
            part = _combined(operator.add if sign == "+" else operator.sub, part, self._product())
        return part

    def _product(self) -> _Part:
        part = self._power()
        while sign := self._takes("*", "/"):
            part = _combined(operator.mul if sign == "*" else _divided, part, self._power())
        return part

    def _power(self) -> _Part:
        part = self._signed()
        if self._takes("^"):
            return _combined(_raised, part, self._power())
        return part

    def _signed(self) -> _Part:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError(f"expression must not be nested deeper than {_DEEPEST}")
        try:
            if self._takes("-"):
                return _mapped(operator.neg, self._signed())
            return self._operand()
        finally:
            self._depth -= 1

    def _operand(self) -> _Part:
        if self._takes("("):
            part = self._either()
            self._need(")")
            return part
        text = self._next()
        if text[0].isdigit() or text[0] == ".":
            number = float(text)
            return _Part(lambda _: number, is_scalar=True)
        if not (text[0].isalpha() or text[0] == "_"):
            raise ValueError(f"expression must go on with a value, got {text!r}")
        if self._takes("("):
            part = self._function(text)
            self._need(")")
            return part
        self.ids.add(text)
        return _Part(lambda values: values.get(text))

    def _function(self, name: str) -> _Part:
        if name in _OVER_SERIES:
            return self._over_series(name)
        arguments = [self._either()]
        while self._takes(","):
            arguments.append(self._either())
        if name in _OF_ONE and len(arguments) == 1:
            return _mapped(_OF_ONE[name], arguments[0])
        if name == "FILL" and len(arguments) == 2:  # noqa: PLR2004 - a series and its filler
            return _filled(*arguments)
        if name == "IF" and len(arguments) in (2, 3):
            return _chosen(*arguments)
        raise ValueError(f"{name} with {len(arguments)} arguments is not simulated")

    def _over_series(self, name: str) -> _Part:
        if not self._takes("["):
            raise ValueError(
                f"{name} is simulated over a list of series only, such as {name}([a, b])"
            )
        parts = [self._either()]
        while self._takes(","):
            parts.append(self._either())
        self._need("]")
        computed = _OVER_SERIES[name]

        def compute(values: Values) -> float | None:
            found = [part.compute(values) for part in parts]
            if all(value is None for value in found):
                return None
            return computed([value or 0.0 for value in found])

        return _Part(compute)

    def _takes(self, *texts: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at] in texts:
            self._at += 1
            return self._tokens[self._at - 1]
        return ""

    def _need(self, text: str) -> None:
        if not self._takes(text):
            raise ValueError(f"expression must go on with {text!r}, got {self._seen()}")

    def _next(self) -> str:
        if self._at == len(self._tokens):
            raise ValueError("expression must go on with a value, got its end")
        self._at += 1
        return self._tokens[self._at - 1]

    def _seen(self) -> str:
        return repr(self._tokens[self._at]) if self._at < len(self._tokens) else "its end"


def _tokens(text: str) -> list[str]:
    found, end = [], 0
    while match := _TOKEN.match(text, end):
        found.append(match[match.lastindex or 0])
        end = match.end()
    if text[end:].strip():
        raise ValueError(f"expression must be metric math, got {text[end:].strip()[:40]!r}")
    return found


def _combined(f: Callable[[float, float], float | None], left: _Part, right: _Part) -> _Part:
    """Both parts computed with; no data where no series has any, else 0 for the one without."""

    def compute(values: Values) -> float | None:
        a, b = left.compute(values), right.compute(values)
        series = [value for value, part in ((a, left), (b, right)) if not part.is_scalar]
        if (a is None or b is None) and all(value is None for value in series):
            return None
        return f(a or 0.0, b or 0.0)

    return _Part(compute, left.is_scalar and right.is_scalar)


def _judged(judge: Callable[[float, float], bool], left: _Part, right: _Part) -> _Part:
    return _combined(lambda a, b: float(judge(a, b)), left, right)


def _logical(judge: Callable[[Sequence[bool]], bool], left: _Part, right: _Part) -> _Part:
    return _combined(lambda a, b: float(judge([bool(a), bool(b)])), left, right)


def _mapped(f: Callable[[float], float], part: _Part) -> _Part:
    def compute(values: Values) -> float | None:
        value = part.compute(values)
        return None if value is None else f(value)

    return _Part(compute, part.is_scalar)


def _filled(series: _Part, filler: _Part) -> _Part:
    def compute(values: Values) -> float | None:
        value = series.compute(values)
        return filler.compute(values) if value is None else value

    return _Part(compute)


def _chosen(condition: _Part, met: _Part, unmet: _Part | None = None) -> _Part:
    """One of two parts; no data where the condition has none, or where there is no second part."""

    def compute(values: Values) -> float | None:
        holds = condition.compute(values)
        chosen = met if holds else unmet
        if holds is None or chosen is None:
            return None
        return chosen.compute(values) or 0.0

    return _Part(compute)


def _divided(a: float, b: float) -> float | None:
    """CloudWatch drops a data point that is divided by zero."""
    return a / b if b else None


def _raised(a: float, b: float) -> float | None:
    try:
        raised = a**b
    except (OverflowError, ZeroDivisionError):
        return None
    return None if isinstance(raised, complex) else raised
