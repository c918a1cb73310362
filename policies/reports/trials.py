"""What filters did with sample events, as text for people and as data for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policies.reports.counts import counted
from policies.reports.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policies.gate.filter_trials import Outcome, Trial

SCHEMA = 1


def render(found: Sequence[Trial]) -> str:
    """Each trial with what became of its events, then the sum."""
    return "\n".join([*map(_told, found), _summary(found)]) + "\n"


def render_json(found: Sequence[Trial], errors: Sequence[str]) -> str:
    """The trials as one JSON object, of a schema that only grows."""
    return json.dumps(_document(found, errors), indent=2) + "\n"


def _document(found: Sequence[Trial], errors: Sequence[str]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "trials": [
            {
                "subject": trial.subject,
                "source": trial.source or None,
                "problem": trial.problem or None,
                "events": [
                    {
                        "place": outcome.place,
                        "passes": None if outcome.problem else outcome.passes,
                        "misses": list(outcome.misses),
                        "problem": outcome.problem or None,
                    }
                    for outcome in trial.outcomes
                ],
            }
            for trial in found
        ],
        "summary": {
            "events": sum(len(trial.outcomes) for trial in found),
            "passed": sum(trial.passed for trial in found),
            "dropped": sum(trial.dropped for trial in found),
            "untried": sum(trial.untried for trial in found),
        },
        "errors": list(errors),
    }


def _told(trial: Trial) -> str:
    head = f"{trial.subject} ({trial.source or 'unknown source'})"
    lines = [f"{head}: {trial.problem}"] if trial.problem else [head]
    for outcome in trial.outcomes:
        lines += _outcome(outcome)
    return "\n".join(map(plain, lines))


def _outcome(outcome: Outcome) -> Iterator[str]:
    if outcome.problem:
        yield f"  error   {outcome.place}"
        yield f"            {outcome.problem}"
        return
    yield f"  {'passes' if outcome.passes else 'drops '}  {outcome.place}"
    for number, miss in enumerate(() if outcome.passes else outcome.misses):
        place = f"filter {number}: " if len(outcome.misses) > 1 else ""
        yield f"            {place}{miss}"


def _summary(found: Sequence[Trial]) -> str:
    outcomes = [outcome for trial in found for outcome in trial.outcomes]
    passed, untried = sum(trial.passed for trial in found), sum(trial.untried for trial in found)
    dropped = sum(trial.dropped for trial in found)
    told = f"{counted(len(outcomes), 'event')}: {passed} passed, {dropped} dropped"
    if untried:
        told += f", {untried} could not be tried"
    idle = sum(bool(trial.problem) for trial in found)
    return f"{told}; {counted(idle, 'mapping')} not tried" if idle else told
