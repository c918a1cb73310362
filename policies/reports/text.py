"""The report for people: what, where, how to mend it; one line when nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.engine import Severity
from policies.reports.counts import counted, counted_by_severity
from policies.reports.excerpt import Excerpts
from policies.reports.place import in_template, named, place
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.report import Report
    from policies.gate.verdict import Verdict

_BOLD, _DIM, _RED, _YELLOW, _GREEN, _RESET = (f"\x1b[{code}m" for code in (1, 2, 31, 33, 32, 0))
# More than anybody reads at once: then the rules are counted at the end.
_MANY: Final = 20
_COLOUR: Final = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


def render(report: Report, *, coloured: bool = False) -> str:
    """The findings nobody acknowledged, those accepted in a line each, then the sum.

    Args:
        report: What a check found.
        coloured: With the codes of a terminal.
    """
    text = _Text(coloured=coloured)
    lines = [line for verdict in report.open for line in text.finding(verdict)]
    if len(report.open) > _MANY:
        lines += [*_by_rule(report), ""]
    lines += map(_acknowledged, report.acknowledged)
    lines += map(_expired, report.expired)
    lines += map(_unused, report.unused)
    if report.resolved:
        lines.append(
            f"resolved: {counted(len(report.resolved), 'finding')} of the baseline; "
            "keel baseline --prune removes them"
        )
    if report.unexpanded:
        functions = counted(report.unexpanded, "AWS::Serverless::Function resource")
        lines.append(f"not judged: {functions}; pip install 'lambda-keel[sam]'")
    return "\n".join([*lines, text.summary(report)]) + "\n"


class _Text:
    def __init__(self, *, coloured: bool) -> None:
        self._coloured = coloured
        self._excerpts = Excerpts()
        self._explained: set[str] = set()

    def finding(self, verdict: Verdict) -> Iterator[str]:
        severity = self._in(_COLOUR[verdict.severity], f"{verdict.severity}:")
        rule = self._in(_DIM, f"[{verdict.rule}]")
        yield f"{severity} {self._in(_BOLD, plain(verdict.message))}  {rule}"
        yield f"  at   {plain(str(place(verdict)))}  {plain(named(verdict))}"
        excerpt = self._excerpts.line(place(verdict), is_told=verdict.source is not None)
        if excerpt:
            yield f"   |   {self._in(_DIM, excerpt)}"
        if verdict.source:
            yield f"  as   {plain(str(in_template(verdict)))}"
        if verdict.made:
            yield f"  for  {plain(verdict.made.resource_type)} {plain(verdict.made.logical_id)}"
        if verdict.construct_path:
            yield f"  in   {plain(verdict.construct_path)}"
        yield f"  fix  {self._in(_GREEN, plain(verdict.fix))}"
        if verdict.rule not in self._explained and "::" not in verdict.rule:
            self._explained.add(verdict.rule)
            yield f"  why  keel explain {verdict.rule}"
        yield ""

    def summary(self, report: Report) -> str:
        if not report.templates:
            return "nothing was judged"
        counts = [
            self._in(_COLOUR[severity], said)
            for severity, said in counted_by_severity(report.number_of).items()
        ]
        found = ", ".join(counts) or self._in(_GREEN, "no findings")
        accepted = f", {len(report.acknowledged)} acknowledged" if report.acknowledged else ""
        known = f", {len(report.known)} in the baseline" if report.known else ""
        return f"{found} in {counted(report.templates, 'template')}{accepted}{known}"

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self._coloured else text


def _by_rule(report: Report) -> Iterator[str]:
    """How often each rule found something, the most frequent first."""
    from collections import Counter  # noqa: PLC0415 - few reports are that long

    yield "by rule:"
    for rule, number in Counter(verdict.rule for verdict in report.open).most_common():
        yield f"{number:6}  {rule}"


def _acknowledged(verdict: Verdict) -> str:
    said = verdict.acknowledged
    where = f"{place(verdict)}  {named(verdict)}"
    return plain(f"acknowledged: {where}  [{verdict.rule}]  {_why(said) if said else ''}")


def _expired(said: Acknowledgement) -> str:
    return plain(f"warning: expired acknowledgement of {said.at}  [{said.rule}]  {_why(said)}")


def _unused(said: Acknowledgement) -> str:
    return plain(
        f"unused: acknowledgement of {said.at} covers nothing  [{said.rule}]  {_why(said)}"
    )


def _why(said: Acknowledgement) -> str:
    """The reason, by whom, until when, and where it is written."""
    facts = [
        f"by {said.owner}" if said.owner else "",
        f"until {said.expires}" if said.expires else "",
        said.written,
    ]
    told = ", ".join(filter(None, facts))
    return f"{said.reason} ({told})" if told else said.reason
