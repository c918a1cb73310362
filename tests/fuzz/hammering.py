"""What the fuzz targets share: how they are run, and what a failure tells."""

from __future__ import annotations

import argparse
import faulthandler
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

# A check of its arguments, and how these are drawn.
Target: TypeAlias = tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]

# One example takes milliseconds; the largest below some hundred.
HANG_SECONDS = 60
MEMORY_BYTES = 2 << 30


def one_line(error: Exception) -> None:
    """Nothing, for an error that is fit to be printed."""
    message = str(error)
    if not message or any(break_ in message for break_ in "\r\n"):
        raise AssertionError(f"no message of one line: {message!r}")


def hammer(
    targets: Sequence[Target], seconds: float, first_seed: int, examples: int = 200
) -> dict[str, int]:
    """Run every target in turn until the time is over; how many examples each has seen."""
    seen = {target.__name__: 0 for target, _ in targets}
    ends, number = time.monotonic() + seconds, first_seed
    while True:
        for target, strategies in targets:
            run(target, strategies, number, examples, seen)
            if time.monotonic() > ends:
                return seen
        number += 1


def run(
    target: Callable[..., None],
    strategies: tuple[st.SearchStrategy[Any], ...],
    number: int,
    examples: int,
    seen: dict[str, int],
) -> None:
    """Give the target some examples.

    Raises:
        AssertionError: or whatever else it raised, with the seed noted.
    """

    @seed(number)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*strategies))
    def one(arguments: tuple[Any, ...]) -> None:
        seen[target.__name__] += 1
        faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
        try:
            target(*arguments)
        finally:
            faulthandler.cancel_dump_traceback_later()

    try:
        one()
    except BaseException as error:
        error.add_note(f"target {target.__name__}, again with --seed {number}")
        raise


def main(title: str | None, targets: Sequence[Target]) -> int:
    """Hammer the targets for as long as the command line says."""
    parser = argparse.ArgumentParser(description=(title or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="default: another one each time")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    number = random.randrange(2**32) if options.seed is None else options.seed  # noqa: S311
    sys.stdout.write(f"seed {number}\n")
    for target, examples in hammer(targets, options.seconds, number).items():
        sys.stdout.write(f"{examples:8}  {target}\n")
    return 0
