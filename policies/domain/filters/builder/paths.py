"""Paths in a record, and the conditions that can be written on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from policies.domain.filters.analysis.dynamodb import check_dynamodb
from policies.domain.filters.analysis.payloads import check_payload
from policies.domain.filters.analysis.values import check_values
from policies.domain.filters.builder.expression import Filter
from policies.domain.filters.errors import PatternError
from policies.domain.filters.grammar import parse
from policies.domain.filters.sources import SOURCES
from policies.domain.filters.spelling import compact_json, json_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int | float | bool | None

_DYNAMODB_NAMES: Final[Mapping[str, str]] = {
    "approximate_creation_date_time": "ApproximateCreationDateTime",
    "keys": "Keys",
    "new_image": "NewImage",
    "old_image": "OldImage",
    "sequence_number": "SequenceNumber",
    "size_bytes": "SizeBytes",
    "stream_view_type": "StreamViewType",
}


class Path:
    """A place in a record: `body.device.type`, `body["two words"]`.

    Comparing it makes a `Filter`. A key that is no identifier, starts with an underscore or is
    the name of a method is reached by indexing. Arrays are transparent: they take no index.
    """

    __slots__ = ("_keys", "_source")

    def __init__(self, keys: tuple[str, ...], source: str | None) -> None:
        self._keys = keys
        self._source = source

    def __repr__(self) -> str:
        return ".".join(self._keys) or "record"

    def __getattr__(self, name: str) -> Path:
        if name.startswith("_"):
            raise AttributeError(f'{self} has no {name}: write {self}["{name}"] for such a key')
        if self._keys == ("dynamodb",):
            name = _DYNAMODB_NAMES.get(name, name)
        return Path((*self._keys, name), self._source)

    def __getitem__(self, key: str) -> Path:
        if not isinstance(key, str):
            raise PatternError(
                f"a key of {self} must be a string, got {key!r}",
                fix="arrays are transparent: a condition holds when any element fits",
            )
        return Path((*self._keys, key), self._source)

    def __eq__(self, value: object) -> Filter:  # type: ignore[override]  # it builds, it tests not
        return self._where([_plain(value, self)])

    def __ne__(self, value: object) -> Filter:  # type: ignore[override]
        return self.anything_but(value)  # type: ignore[arg-type]  # checked where it is compiled

    __hash__ = None  # type: ignore[assignment]  # equality is a condition

    def __gt__(self, number: float) -> Filter:
        return self._numeric(">", number)

    def __ge__(self, number: float) -> Filter:
        return self._numeric(">=", number)

    def __lt__(self, number: float) -> Filter:
        return self._numeric("<", number)

    def __le__(self, number: float) -> Filter:
        return self._numeric("<=", number)

    def between(self, low: float, high: float) -> Filter:
        """A number from `low` to `high`, both included.

        For an open end write `(path > low) & (path < high)`.

        Raises:
            PatternError: low is not less than high.
        """
        terms = [">=", _number(low, self), "<=", _number(high, self)]
        return self._where([{"numeric": terms}])

    def one_of(self, *values: Value) -> Filter:
        """One of the values, each a string, number, bool or None for null."""
        if not values:
            raise PatternError(f"one_of of {self} must list a value")
        return self._where([_plain(value, self) for value in values])

    def startswith(self, text: str, *, ignore_case: bool = False) -> Filter:
        """A string that starts with the text. Lambda does not document ignoring case here."""
        return self._where([{"prefix": _folded(text, ignore_case=ignore_case)}])

    def endswith(self, text: str, *, ignore_case: bool = False) -> Filter:
        """A string that ends with the text. Lambda does not document ignoring case here."""
        return self._where([{"suffix": _folded(text, ignore_case=ignore_case)}])

    def equals_ignore_case(self, text: str) -> Filter:
        """A string that differs in case at most."""
        return self._where([{"equals-ignore-case": text}])

    def wildcard(self, text: str) -> Filter:
        """A string in which `*` stands for any text. Lambda does not document it."""
        return self._where([{"wildcard": text}])

    def cidr(self, network: str) -> Filter:
        """A string that is an IP address of the network. Lambda does not document it."""
        return self._where([{"cidr": network}])

    def exists(self) -> Filter:
        """A leaf is there: a string, number, bool or null, not an object or empty array."""
        return self._where([{"exists": True}])

    def absent(self) -> Filter:
        """No leaf is there."""
        return self._where([{"exists": False}])

    def anything_but(self, *values: str | float) -> Filter:
        """A leaf that is none of the values, which are strings only or numbers only."""
        return self._where([{"anything-but": [_excludable(value, self) for value in values]}])

    def anything_but_prefix(self, *texts: str) -> Filter:
        """A leaf that is no string with such a start. Lambda does not document it."""
        return self._where([{"anything-but": {"prefix": list(texts)}}])

    def anything_but_suffix(self, *texts: str) -> Filter:
        """A leaf that is no string with such an end. Lambda does not document it."""
        return self._where([{"anything-but": {"suffix": list(texts)}}])

    def anything_but_ignore_case(self, *texts: str) -> Filter:
        """A leaf that is none of the strings in any case. Lambda does not document it."""
        return self._where([{"anything-but": {"equals-ignore-case": list(texts)}}])

    def anything_but_wildcard(self, *texts: str) -> Filter:
        """A leaf that is no string of such a form. Lambda does not document it."""
        return self._where([{"anything-but": {"wildcard": list(texts)}}])

    def _numeric(self, operator: str, number: float) -> Filter:
        return self._where([{"numeric": [operator, _number(number, self)]}])

    def _where(self, conditions: list[object]) -> Filter:
        """The filter, checked as analysis would: what cannot work is refused where it stands."""
        if not self._keys:
            raise PatternError("record has no value itself", fix='write record.eventName == "..."')
        pattern: object = conditions
        for key in reversed(self._keys):
            pattern = {key: pattern}
        parsed = parse(compact_json(pattern))
        [field] = parsed.fields
        findings = list(check_values(field))
        if self._source == "dynamodb":
            findings += check_dynamodb(field)
        if self._source is not None:
            findings += check_payload(parsed, SOURCES[self._source])
        for finding in findings:
            if finding.severity == "error":
                raise PatternError(f"{self}: {finding.reason}", fix=finding.fix)
        return Filter(
            [{self._keys: tuple(compact_json(json_of(each)) for each in field.conditions)}]
        )

    def _refuse(self, _other: object = None) -> NoReturn:
        raise PatternError(
            f"{self} is no condition yet",
            fix=f"compare it first, in parentheses: ({self} == 1) | ...",
        )

    __or__ = __ror__ = __and__ = __rand__ = __invert__ = __bool__ = _refuse

    def __iter__(self) -> NoReturn:
        raise PatternError(f"{self} cannot be iterated", fix="write one condition for any element")

    def __contains__(self, value: object) -> NoReturn:
        raise PatternError(f"in does not work on {self}", fix=f"write {self} == {value!r}")


def _plain(value: object, path: Path) -> object:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Path):
        raise PatternError(f"{path} cannot be compared with {value}: only with constants")
    return _number(value, path)


def _excludable(value: object, path: Path) -> object:
    if value is None or isinstance(value, bool):
        raise PatternError(
            f"anything-but of {path} cannot exclude {value}",
            fix="list the wanted values with one_of()",
        )
    return _plain(value, path)


def _number(value: object, path: Path) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PatternError(f"{path} must be compared with a number here, got {value!r}")
    if isinstance(value, float) and not abs(value) < float("inf"):
        raise PatternError(f"{path} must be compared with a finite number, got {value!r}")
    return value


def _folded(text: str, *, ignore_case: bool) -> object:
    return {"equals-ignore-case": text} if ignore_case else text
