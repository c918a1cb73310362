"""The grammar of event patterns: objects, `$or` and arrays of conditions.

It is event-ruler's JsonRuleCompiler's, which EventBridge validates with: duplicate objects merge,
and of two arrays at one path the later one counts, inside `$or` and out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain import limits
from policies.domain.filters.addresses import address
from policies.domain.filters.conditions import Constant, SameAddress, SameNumber, Text
from policies.domain.filters.errors import PatternError
from policies.domain.filters.fields import OR, Field, Parsed, Replacement
from policies.domain.filters.json_text import MAX_PATTERN_DEPTH, read_pattern
from policies.domain.filters.numbers import Number
from policies.domain.filters.operators import as_json, condition

if TYPE_CHECKING:
    from policies.domain.filters.conditions import Condition
    from policies.domain.filters.json_text import Members
    from policies.domain.filters.location import Where

# $or copies the fields around it for every alternative; no pattern that AWS stores comes near.
MOST_COPIES: Final = 100_000

# event-ruler keeps these for itself inside $or, and treats a $or that uses one as a plain field.
RESERVED_IN_OR: Final = frozenset(
    {
        *("exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists"),
        *("wildcard", "numeric", "cidr", "=", "<", "<=", ">", ">=", "regex", "not-wildcard"),
        *("not-equals-ignore-case", "date-after", "date-on-or-after", "date-before"),
        *("date-on-or-before", "in-date-range", "ip-address-in-range", "ip-address-not-in-range"),
    }
)


def parse(text: str) -> Parsed:
    """The pattern's fields.

    Raises:
        PatternError: AWS refuses the pattern.
    """
    value = read_pattern(text)
    if not isinstance(value, tuple):
        raise PatternError(
            f"a pattern must be an object, got {as_json(value)}",
            fix='write {"key": ["value"]}',
        )
    parser = _Parser()
    alternatives = parser.read(value, (), "", [{}], inside_or=False)
    return Parsed(parser.fields, alternatives, parser.replacements)


class _Parser:
    """Reads objects into fields, carrying the alternatives that `$or` has opened so far."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.replacements: list[Replacement] = []
        self._copies = 0

    def read(
        self,
        members: Members,
        where: Where,
        prefix: str,
        alternatives: list[dict[str, Field]],
        *,
        inside_or: bool,
    ) -> list[dict[str, Field]]:
        if not members:
            raise PatternError("an object must have a key", where, _drop_or_fill(where))
        for key, value in members:
            place = (*where, key)
            if key == OR:
                alternatives = self._either(value, place, prefix, alternatives)
            elif inside_or and key in RESERVED_IN_OR:
                raise PatternError(
                    f"{key} is an operator and cannot be a key inside $or",
                    place,
                    f'write {{"$or": [{{"field": [{{"{key}": ...}}]}}, ...]}}',
                )
            elif isinstance(value, tuple):
                alternatives = self.read(
                    value, place, f"{prefix}{key}.", alternatives, inside_or=inside_or
                )
            elif isinstance(value, list):
                self._field(Field(prefix + key, place, _conditions(value, place)), alternatives)
            else:
                raise PatternError(
                    f"must be an object or an array, got {as_json(value)}",
                    place,
                    f"write [{as_json(value)}]",
                )
        return alternatives

    def _field(self, field: Field, alternatives: list[dict[str, Field]]) -> None:
        steps = field.path.count(".") + 1
        if steps > MAX_PATTERN_DEPTH:
            raise PatternError(
                f"a path must have at most {MAX_PATTERN_DEPTH} steps, got {steps}", field.where
            )
        self.fields.append(field)
        self._copies += len(alternatives)
        if self._copies > MOST_COPIES and len(alternatives) > 1:
            raise PatternError(
                f"$or multiplies the pattern to more than {MOST_COPIES} fields",
                field.where,
                "split the pattern into several filters",
            )
        lost = None
        for alternative in alternatives:
            known = alternative.get(field.path)
            if known is not None and known is not lost:
                lost = known
                self.replacements.append(Replacement(known, field))
            alternative[field.path] = field

    def _either(
        self,
        value: object,
        where: Where,
        prefix: str,
        outer: list[dict[str, Field]],
    ) -> list[dict[str, Field]]:
        if not isinstance(value, list):
            raise PatternError(
                f"must be an array of objects, got {as_json(value)}",
                where,
                'write "$or": [{"a": [1]}, {"b": [2]}]',
            )
        problem = limits.FILTER_OR_ALTERNATIVES.violation(len(value), label="length of $or")
        if problem:
            raise PatternError(problem, where, "drop $or where there is one alternative")
        alternatives: list[dict[str, Field]] = []
        for number, members in enumerate(value):
            place = (*where, number)
            if not isinstance(members, tuple):
                raise PatternError(f"must be an object, got {as_json(members)}", place)
            self._copies += sum(map(len, outer))
            branch = [fields.copy() for fields in outer]
            alternatives += self.read(members, place, prefix, branch, inside_or=True)
            _refuse_explosion(alternatives, where)
        return alternatives


def _refuse_explosion(alternatives: list[dict[str, Field]], where: Where) -> None:
    problem = limits.FILTER_OR_COMBINATIONS.violation(len(alternatives))
    if problem:
        raise PatternError(problem, where, "split the pattern into several filters")


def _drop_or_fill(where: Where) -> str:
    return "drop the key" if where else 'write {"key": ["value"]}'


def _conditions(values: list[object], where: Where) -> tuple[Condition, ...]:
    if not values:
        raise PatternError("an array must have a value", where, "drop the key")
    return tuple([_plain(value) or condition(value, (*where, n)) for n, value in enumerate(values)])


def _plain(value: object) -> Condition | None:
    kind = value.__class__
    if kind is str:
        text = str(value)
        found = address(text) if text[:1].isdigit() or ":" in text else None
        return Text(text) if found is None else SameAddress(text, found)
    if kind is Number:
        return SameNumber(Number(value))
    if value is None or kind is bool:
        return Constant(value)
    return None
