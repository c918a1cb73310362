"""What a pattern can ask of one value: the entries of the array at a path.

Every condition gives a predicate for scalars: str, int, float, bool, None, InexactNumber.
`operator` is how the pattern spells it; a plain value has none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Final

from policies.domain.filters import case_folding, wildcard
from policies.domain.filters.addresses import address
from policies.domain.filters.numbers import InexactNumber, Number, comparable, double, integer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.domain.filters.addresses import Address

    Predicate = Callable[[object], bool]

LARGEST: Final = 1.7976931348623157e308


class Condition(ABC):
    """One alternative at a path."""

    __slots__ = ()
    operator: ClassVar[str] = ""

    @abstractmethod
    def predicate(self) -> Predicate:
        """The test of a scalar."""


class Text(Condition):
    """A string, equal by text; `exactly` spells it too."""

    __slots__ = ("explicit", "text")

    def __init__(self, text: str, *, explicit: bool = False) -> None:
        self.text = text
        self.explicit = explicit

    def predicate(self) -> Predicate:
        """Equal strings."""
        return frozenset((self.text,)).__contains__


class SameAddress(Condition):
    """A string that is an IP address, equal to every spelling of it."""

    __slots__ = ("address", "text")

    def __init__(self, text: str, found: Address) -> None:
        self.text = text
        self.address = found

    def predicate(self) -> Predicate:
        """Strings that spell the same address."""
        text, wanted = self.text, self.address
        return lambda value: isinstance(value, str) and (value == text or address(value) == wanted)


class SameNumber(Condition):
    """A number, equal by value, or by text when no float64 has its value."""

    __slots__ = ("number", "value")

    def __init__(self, number: Number) -> None:
        self.number = number
        self.value = comparable(number)

    def predicate(self) -> Predicate:
        """Numbers of the same value."""
        wanted = self.value
        if wanted is None:
            return self._same_text
        return lambda value: double(value) == wanted

    def _same_text(self, value: object) -> bool:
        if isinstance(value, InexactNumber):
            return value.text == self.number
        return type(value) is int and value == integer_of(self.number)


class Constant(Condition):
    """true, false or null."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def predicate(self) -> Predicate:
        """The same constant; 1 is not true."""
        wanted = self.value
        return lambda value: value is wanted


class Affix(Condition):
    """prefix and suffix, either also ignoring case."""

    __slots__ = ("ignore_case", "text")

    def __init__(self, text: str, *, ignore_case: bool = False) -> None:
        self.text = text
        self.ignore_case = ignore_case


class Prefix(Affix):
    """A string that starts with the text."""

    __slots__ = ()
    operator = "prefix"

    def predicate(self) -> Predicate:
        """Strings that start so."""
        if self.ignore_case:
            return _of_strings(case_folding.starts(self.text))
        text = self.text
        return lambda value: isinstance(value, str) and value.startswith(text)


class Suffix(Affix):
    """A string that ends with the text."""

    __slots__ = ()
    operator = "suffix"

    def predicate(self) -> Predicate:
        """Strings that end so."""
        if self.ignore_case:
            return _of_strings(case_folding.ends(self.text))
        text = self.text
        return lambda value: isinstance(value, str) and value.endswith(text)


class EqualsIgnoreCase(Condition):
    """A string that differs in case at most."""

    __slots__ = ("text",)
    operator = "equals-ignore-case"

    def __init__(self, text: str) -> None:
        self.text = text

    def predicate(self) -> Predicate:
        """Strings that differ in case at most."""
        return _of_strings(case_folding.equals(self.text))


class Wildcard(Condition):
    """A string in which `*` stands for any text."""

    __slots__ = ("literals", "text")
    operator = "wildcard"

    def __init__(self, text: str) -> None:
        self.text = text
        self.literals = wildcard.pieces(text)

    def predicate(self) -> Predicate:
        """Strings of that form."""
        return _of_strings(wildcard.matcher(self.literals))


class Numeric(Condition):
    """A number within bounds; None is an end that was not written."""

    __slots__ = ("high", "high_open", "low", "low_open", "terms")
    operator = "numeric"

    def __init__(
        self,
        terms: tuple[str | Number, ...],
        low: float | None,
        high: float | None,
        *,
        low_open: bool,
        high_open: bool,
    ) -> None:
        self.terms = terms
        self.low = low
        self.high = high
        self.low_open = low_open
        self.high_open = high_open

    def predicate(self) -> Predicate:
        """Numbers within the bounds."""
        low = -LARGEST if self.low is None else self.low
        high = LARGEST if self.high is None else self.high
        if self.low_open and self.high_open:
            return lambda value: (
                low < value < high
                if type(value) is float
                else (number := double(value)) is not None and low < number < high
            )
        if self.low_open:
            return lambda value: (
                low < value <= high
                if type(value) is float
                else (number := double(value)) is not None and low < number <= high
            )
        if self.high_open:
            return lambda value: (
                low <= value < high
                if type(value) is float
                else (number := double(value)) is not None and low <= number < high
            )
        return lambda value: (
            low <= value <= high
            if type(value) is float
            else (number := double(value)) is not None and low <= number <= high
        )


class Cidr(Condition):
    """A string that is an IP address within a network."""

    __slots__ = ("bits", "highest", "lowest", "text")
    operator = "cidr"

    def __init__(self, text: str, network: tuple[int, int, int]) -> None:
        self.text = text
        self.bits, self.lowest, self.highest = network

    def predicate(self) -> Predicate:
        """Addresses of the network."""
        return _of_strings(self._holds)

    def _holds(self, value: str) -> bool:
        found = address(value)
        return (
            found is not None and found[0] == self.bits and self.lowest <= found[1] <= self.highest
        )


class Exists(Condition):
    """A leaf is there, or none is. Objects, and arrays without scalars, are not leaves."""

    __slots__ = ("wanted",)
    operator = "exists"

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted

    def predicate(self) -> Predicate:
        """Every leaf for true, none for false."""
        wanted = self.wanted
        return lambda _value: wanted


class AnythingBut(Condition):
    """A leaf of any type that is none of the listed strings, or none of the listed numbers."""

    __slots__ = ("values",)
    operator = "anything-but"

    def __init__(self, values: tuple[str | Number, ...]) -> None:
        self.values = values

    @property
    def of_numbers(self) -> bool:
        """True when it lists numbers."""
        return isinstance(self.values[0], Number)

    def predicate(self) -> Predicate:
        """Leaves that are not listed."""
        if self.of_numbers:
            numbers = frozenset(comparable(number) for number in self.values)
            return lambda value: (number := double(value)) is None or number not in numbers
        strings = frozenset(self.values)
        return lambda value: value not in strings


class AnythingButLike(Condition):
    """A leaf of any type that is no string of the listed kinds."""

    __slots__ = ("likeness", "texts")
    operator = "anything-but"

    def __init__(self, likeness: str, texts: tuple[str, ...]) -> None:
        self.likeness = likeness
        self.texts = texts

    def predicate(self) -> Predicate:
        """Leaves that are no such string."""
        tests = tuple(LIKENESSES[self.likeness](text).predicate() for text in self.texts)
        return lambda value: not any(test(value) for test in tests)


LIKENESSES: Final[dict[str, Callable[[str], Condition]]] = {
    "prefix": Prefix,
    "suffix": Suffix,
    "equals-ignore-case": EqualsIgnoreCase,
    "wildcard": Wildcard,
}


def _of_strings(test: Callable[[str], bool]) -> Predicate:
    return lambda value: isinstance(value, str) and test(value)
