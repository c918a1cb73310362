"""From paths to a report: the one way a check runs, whichever door it came through."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policies.engine import run
from policies.gate.baseline import Baseline, read_baseline
from policies.gate.config import Config
from policies.gate.ledger import Ledger
from policies.gate.report import Report
from policies.rules import is_wanted, rule_ids, rules_for
from policies.template.environment import now
from policies.template.reading import read
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policies.engine import Rule
    from policies.gate.acknowledgement import Acknowledgement
    from policies.gate.settling import Settling
    from policies.gate.verdict import Verdict
    from policies.template.reading import Reading

_SAM_FUNCTION: Final = "AWS::Serverless::Function"


def check(
    paths: str | Path | Iterable[str | Path],
    config: Config | None = None,
    rules: Iterable[Rule] | None = None,
    *,
    today: str | None = None,
    base: str | Path | None = None,
    root: Path | None = None,
    with_cfn_lint: bool = False,
) -> Report:
    """Judge everything below the paths; what cannot be read is told, the rest is still judged.

    Args:
        paths: A cdk.out folder, a template, a folder of them, or several of these.
        config: How to judge; every default by default.
        rules: What to judge by; the whole catalogue by default.
        today: The day (ISO 8601) to judge by: runtimes and acknowledgements have ends. Now by
            default.
        base: The same assembly or template before a change; findings it has as well are known.
        root: The folder from which identities name templates; the baseline's by default.
        with_cfn_lint: Whether cfn-lint judges as well; what Keel says better is said once.
    """
    config = config or Config()
    several = [Path(paths)] if isinstance(paths, str | Path) else [*map(Path, paths)]
    judging = _Judging(config, rules, today, with_cfn_lint=with_cfn_lint)
    with _nothing_collected():
        return _checked(judging, config, several, base, root)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep what is read as long as it is judged.

    All of it is needed until then: a collector finds no garbage, and in the process of a synth it
    goes through everything that the CDK has made, again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _checked(
    judging: _Judging,
    config: Config,
    several: list[Path],
    base: str | Path | None,
    root: Path | None,
) -> Report:
    baseline, errors = Baseline(), []
    if base is not None:
        before = judging.report(judging.read([Path(base)]), Baseline(), Path(base))
        baseline = Baseline(each.identity for each in before.open)
        errors = list(before.errors)
        root = several[0] if len(several) == 1 else None
    elif config.baseline is not None:
        root = config.baseline.parent
        try:
            baseline = read_baseline(config.baseline)
        except UnreadableError as error:
            errors = [str(error)]
    report = judging.report(judging.read(several), baseline, root)
    if base is not None:
        report = report._replace(resolved=())
    return report._replace(errors=[*errors, *report.errors])


class _Judging:
    """One way of judging, for what is checked and for what it is compared with."""

    def __init__(
        self,
        config: Config,
        rules: Iterable[Rule] | None,
        today: str | None,
        *,
        with_cfn_lint: bool,
    ) -> None:
        self._config = config
        self._rules = rules
        self._today = today
        self._with_cfn_lint = with_cfn_lint

    def read(self, paths: Iterable[Path]) -> Reading:
        """What the paths hold, each environment with its day."""
        reading = read(paths, self._config.quota)
        if self._today is not None:
            for environment in reading.environments:
                environment.today = self._today
        return reading

    def report(self, reading: Reading, baseline: Baseline, root: Path | None) -> Report:
        """The findings, each open, accepted or known."""
        judging = (
            rules_for(reading.written, self._config.runs) if self._rules is None else self._rules
        )
        result = run(reading.environments, self._config.selected(judging))
        crashes = [
            f"{crash.subject}: internal error in rule {crash.rule.id}: {crash.problem}; "
            "please report"
            for crash in result.crashes
        ]
        ledger = Ledger(
            self._config.acknowledgements, rule_ids(), self._today or now(), self._config.root
        )
        ledger.read(reading.templates)
        found: list[Verdict] = []
        peer_errors: list[str] = []
        if result.findings or self._with_cfn_lint:
            # A clean run has nothing to settle, and is the one that must be quick.
            from policies.gate.settling import Settling  # noqa: PLC0415

            settling = Settling(self._config, ledger, root)
            found += settling.verdicts(result.findings)
            if self._with_cfn_lint:
                more, peer_errors = _beside(reading, settling, found)
                found += more
        return Report(
            verdicts=_with_known(found, baseline),
            errors=[
                *map(str, reading.errors),
                *map(str, result.exhausted),
                *ledger.refused,
                *crashes,
                *peer_errors,
            ],
            templates=len(reading.templates),
            unexpanded=_unexpanded(reading),
            fail_on=self._config.fail_on,
            expired=ledger.expired,
            unused=self._unused(ledger),
            resolved=baseline.resolved,
        )

    def _unused(self, ledger: Ledger) -> list[Acknowledgement]:
        """What covers nothing, of the rules that were run: of another the run cannot tell."""
        if self._rules is not None:
            return []
        return [each for each in ledger.unused if is_wanted(each.rule, self._config.runs)]


def _with_known(found: list[Verdict], baseline: Baseline) -> list[Verdict]:
    """The verdicts, those that nobody accepted marked where the baseline holds them."""
    nobodys = [number for number, each in enumerate(found) if each.acknowledged is None]
    known = baseline.known([found[number].identity for number in nobodys])
    marked = [*found]
    for number, is_known in zip(nobodys, known, strict=True):
        if is_known:
            marked[number] = found[number]._replace(is_known=True)
    return marked


def _beside(
    reading: Reading, settling: Settling, found: list[Verdict]
) -> tuple[list[Verdict], list[str]]:
    """What cfn-lint says that Keel has not said, and why it could not say anything."""
    # Asked for rarely.
    from policies.gate.cfn_lint import PeerError, peer_findings  # noqa: PLC0415
    from policies.gate.superseding import Superseding  # noqa: PLC0415

    try:
        peers = peer_findings(reading.templates)
    except PeerError as error:
        return [], [str(error)]
    return [*settling.peer_verdicts(peers, Superseding(found))], []


def _unexpanded(reading: Reading) -> int:
    """The functions that nobody could expand; of what SAM refuses, the errors tell."""
    functions = sum(len(each.of_type(_SAM_FUNCTION)) for each in reading.templates)
    if functions:
        from policies.template.sam import is_installed  # noqa: PLC0415 - for SAM templates only

        return 0 if is_installed() else functions
    return 0
