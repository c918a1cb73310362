"""`keel filter test`: which sample events pass, and why the others do not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from policies.cli.trouble import TroubleError, say
from policies.domain.filters import PatternError
from policies.gate.exit_codes import CLEAN, FINDINGS, TROUBLE
from policies.gate.filter_trials import Trial, trials, tried
from policies.gate.sample_events import read_samples
from policies.reports import trials as report
from policies.reports.counts import counted
from policies.template.reading import read

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Try the filters and give the exit code."""
    if (options.template is None) == (not options.pattern):
        raise TroubleError("name a template, or give --pattern with --source")
    if options.template is not None:
        if options.source is not None:
            raise TroubleError("--source is for --pattern: templates say what their mappings poll")
        found, errors = _trials(options)
    else:
        found, errors = _trial_of_patterns(options)
    outcomes = [outcome for trial in found for outcome in trial.outcomes]
    if options.expect and not outcomes and not errors:
        errors = ["--expect has nothing to judge: no event was tried"]
    for error in errors:
        say(error)
    if options.format == "json":
        sys.stdout.write(report.render_json(found, errors))
    elif found:
        sys.stdout.write(report.render(found))
    if errors or any(outcome.problem for outcome in outcomes):
        return TROUBLE
    expected = {"pass": True, "drop": False}.get(options.expect)
    as_expected = expected is None or all(each.passes is expected for each in outcomes)
    return CLEAN if as_expected else FINDINGS


def _trials(options: argparse.Namespace) -> tuple[list[Trial], list[str]]:
    reading = read([options.template])
    found, errors = trials(reading.environments, options.events, payloads=options.payloads)
    errors = [*map(str, reading.errors), *errors]
    if not found and not errors:
        errors = [f"{options.template}: no event source mapping has filters"]
    return found, errors


def _trial_of_patterns(options: argparse.Namespace) -> tuple[list[Trial], list[str]]:
    if options.source is None:
        raise TroubleError("--pattern needs --source, such as --source sqs")
    samples, errors = read_samples(options.events, set(), payloads=options.payloads)
    try:
        outcomes = tried(
            options.pattern, options.source, samples.unnamed, payloads=options.payloads
        )
    except PatternError as error:
        raise TroubleError(str(error)) from None
    subject = counted(len(options.pattern), "filter")
    return [Trial(subject, options.source, outcomes)] if outcomes else [], errors
