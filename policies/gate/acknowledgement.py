"""What somebody accepted, with the reason, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policies.engine import NAMESPACE
from policies.gate.shown import shown

if TYPE_CHECKING:
    from collections.abc import Collection


class Acknowledgement(NamedTuple):
    """One rule accepted at one place.

    `at` is where it holds: a construct path, a resource, a template, or a glob of the
    configuration. `written` is the file and line that says so, empty for CDK code; `expires` the
    last day (ISO 8601), empty for ever.
    """

    rule: str
    reason: str
    at: str
    written: str = ""
    owner: str = ""
    expires: str = ""

    def has_expired(self, today: str) -> bool:
        """True from the day after the one it names."""
        return bool(self.expires) and self.expires < today


class RefusedError(Exception):
    """An acknowledgement that says too little; the message is what is wrong with it."""


KEYS = ("rule", "reason", "owner", "expires")


def parse(entry: Any, *, at: str, written: str, rules: Collection[str]) -> Acknowledgement:
    """The acknowledgement that a table of a configuration or of template metadata means.

    Raises:
        RefusedError: a key or rule is unknown, the reason is missing, the day is none.
    """
    if not isinstance(entry, dict):
        raise RefusedError(
            f"an acknowledgement is a table with rule and reason, got {shown(entry)}"
        )
    for key in entry:
        if key not in KEYS:
            raise RefusedError(
                f"unknown key {shown(key)} of an acknowledgement; it has {', '.join(KEYS)}"
            )
    rule = _rule(_text(entry, "rule"), rules)
    reason = _text(entry, "reason")
    if not reason.strip():
        raise RefusedError(f"the acknowledgement of {rule} has no reason; say why it is accepted")
    return Acknowledgement(
        rule, reason.strip(), at, written, _text(entry, "owner"), _day(entry.get("expires"))
    )


def _rule(name: str, rules: Collection[str]) -> str:
    """The rule that is meant: a peer's, or one of ours, which the CDK names with the namespace."""
    rule = name.removeprefix(f"{NAMESPACE}::")
    if rule in rules:
        return rule
    from policies.gate.cfn_lint import PEER  # noqa: PLC0415 - few accept what a peer says
    from policies.gate.nearest import nearest  # noqa: PLC0415 - only a mistake needs it

    tool, separator, _ = rule.partition("::")
    if separator and tool != PEER:
        raise RefusedError(f"unknown linter {shown(tool)}; other than Keel's are {PEER}'s rules")
    if not separator:
        raise RefusedError(f"unknown rule {shown(name)}{nearest(rule, rules)}")
    return rule  # which rules there are, only the peer knows


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise RefusedError(f"{key} of an acknowledgement is text, got {shown(value)}")
    return value


def _day(value: object) -> str:
    from datetime import date, datetime  # noqa: PLC0415 - most runs have no date to read

    if value is None:
        return ""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise RefusedError(f"expires is a day such as 2027-01-31, got {shown(value)}") from None
