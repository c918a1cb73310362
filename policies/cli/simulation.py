"""What `keel simulate` does when it runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policies.cli.report_options import is_coloured
from policies.cli.trouble import TroubleError, say
from policies.domain.simulation import Delays, Health, Traffic, alternatives
from policies.gate.exit_codes import CLEAN, FINDINGS
from policies.gate.given_properties import GivenError, GivenProperties
from policies.gate.rollout_simulation import Assumptions, simulated
from policies.gate.simulated_alarms import KnownDurations
from policies.gate.simulated_releases import (
    ReleaseError,
    only_release,
    release_named,
    releases,
    unresolved_group,
)
from policies.gate.simulated_rollout import rollout_of, strategy_named
from policies.reports.rollout_chart import ASCII, UNICODE
from policies.reports.simulation import render, render_json
from policies.reports.simulation_words import number
from policies.template.reading import read

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from policies.gate.rollout_simulation import RolloutSimulation
    from policies.gate.simulated_releases import Release
    from policies.gate.simulated_rollout import SimulatedRollout
    from policies.template.environment import Environment

# Some seconds of work.
_MINUTES_WITHOUT_A_WORD = 500_000
_SUFFIXES = (".json", ".template", ".yaml", ".yml")
_SAM_FUNCTION = "AWS::Serverless::Function"


def run(options: argparse.Namespace) -> int:
    """Play the rollout, print what it did, and give the exit code."""
    try:
        release = _release(options)
        strategy = strategy_named(options.rollout) if options.rollout else None
        durations = KnownDurations(options.duration is not None, options.old_duration is not None)
        rollout = rollout_of(release, GivenProperties(options.given), strategy, durations)
        assumptions = _assumptions(options)
        _tell_of_long_work(rollout, assumptions, compare=options.compare)
        simulation = simulated(rollout, assumptions, compare=options.compare)
    except (GivenError, ReleaseError, ValueError) as problem:
        raise TroubleError(str(problem)) from None
    sys.stdout.write(_rendered(simulation, options))
    forecast, most = simulation.forecast, options.max_failed
    if most is not None and forecast.failed_new.high > most:
        often = " in one of twenty runs" if forecast.runs > 1 else ""
        failed = f"{number(forecast.failed_new.high)} requests of the new version failed"
        say(f"{failed}{often}, --max-failed is {number(most)}")
        return FINDINGS
    return CLEAN


def _release(options: argparse.Namespace) -> Release:
    """The release that is meant."""
    path, name, missing = options.path, options.release, ""
    if path is not None and name is None and not os.path.exists(path):  # noqa: PTH110 - too long
        if path.suffix in _SUFFIXES:
            raise TroubleError(f"{path}: no such file")
        # `keel simulate live`: of what lies here.
        path, name, missing = None, str(path), f"{path}: no such file or release; "
    if path is None:
        path = next(each for each in map(Path, ("cdk.out", ".")) if each.exists())
    reading = read([path])
    found = releases(reading.environments)
    errors = [str(error) for error in reading.errors]
    if not found:
        raise TroubleError(missing + (errors[0] if errors else _none(path, reading.environments)))
    for error in errors:
        say(error)
    if name is None:
        return only_release(found)
    return release_named(name, found, meant="file or release" if missing else "release")


def _none(path: Path, environments: Sequence[Environment]) -> str:
    """Why there is nothing to play."""
    if any(_SAM_FUNCTION in environment.types for environment in environments):
        return f"{path}: a SAM template is read with pip install 'lambda-keel[sam]'"
    alias = unresolved_group(environments)
    if alias is not None:
        return f"{path}: the deployment group of {alias.logical_id} is not in the template"
    return f"{path}: holds no release: no alias that a CodeDeploy deployment group moves"


def _tell_of_long_work(
    rollout: SimulatedRollout, assumptions: Assumptions, *, compare: bool
) -> None:
    """Somebody who waits at a terminal is told for what."""
    others = alternatives(rollout.strategy) if compare else ()
    longest = max(each.minutes for each in (rollout.strategy, *others))
    minutes = (assumptions.minutes or longest) * (len(others) + 1) * assumptions.runs
    if minutes > _MINUTES_WITHOUT_A_WORD and sys.stderr is not None and sys.stderr.isatty():
        say(f"playing {minutes:,} minutes; fewer with --runs or --minutes")


def _assumptions(options: argparse.Namespace) -> Assumptions:
    return Assumptions(
        traffic=Traffic(options.requests_per_minute),
        new=Health(options.error_rate, options.throttle_rate, options.duration, options.hangs),
        old=Health(options.old_error_rate, duration_ms=options.old_duration),
        breaks_after=options.breaks_after,
        delays=Delays(
            options.metric_delay,
            options.poll_interval,
            options.rollback_delay,
            options.watched_after,
        ),
        minutes=options.minutes,
        runs=0 if options.expected else options.runs,
        seed=options.seed,
    )


def _rendered(simulation: RolloutSimulation, options: argparse.Namespace) -> str:
    if options.format == "json":
        return render_json(simulation)
    if options.format == "svg":
        from policies.reports.rollout_svg import drawing  # noqa: PLC0415 - asked for rarely

        return drawing(simulation)
    glyphs = ASCII if options.ascii or not _shows(UNICODE.levels) else UNICODE
    return render(simulation, glyphs, coloured=is_coloured(options.color))


def _shows(signs: str) -> bool:
    """Whether standard output can encode the signs."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
