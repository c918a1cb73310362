from __future__ import annotations

import pytest

from policies.domain.required_concurrency import required_concurrency


@pytest.mark.parametrize(
    ("rate", "seconds", "concurrency"),
    [
        (100, 0.5, 50),
        (200, 0.35, 70),
        (100, 0.07, 10),
        (3, 0.5, 2),
        (0.1, 0.001, 1),
        (20_000, 0.05, 2000),
        (1000, 0.1, 100),
        (1000, 0.101, 101),
    ],
    ids=[
        "the page's own",
        "no trifle of a float is rounded up",
        "below a tenth of a second the rate decides",
        "rounded up",
        "at least one",
        "the page's own of 50 ms",
        "at a tenth of a second both say the same",
        "above it the duration decides",
    ],
)
def test_concurrency_is_rate_times_duration_and_admits_the_rate(
    rate: float, seconds: float, concurrency: int
) -> None:
    assert required_concurrency(rate, seconds) == concurrency


@pytest.mark.parametrize(("headroom", "concurrency"), [(0, 50), (0.1, 55), (1, 100)])
def test_headroom_comes_on_top(headroom: float, concurrency: int) -> None:
    assert required_concurrency(100, 0.5, headroom=headroom) == concurrency


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 0.5, 0), "requests_per_second must be above 0, got 0"),
        ((float("nan"), 0.5, 0), "requests_per_second must be above 0, got nan"),
        ((float("inf"), 0.5, 0), "requests_per_second must be above 0, got inf"),
        ((100, -1, 0), "duration must be above 0 s, got -1 s"),
        ((100, 0.5, -0.1), "headroom must be at least 0, as a fraction of 1, got -0.1"),
    ],
)
def test_what_is_no_load_is_refused(arguments: tuple[float, float, float], message: str) -> None:
    rate, seconds, headroom = arguments

    with pytest.raises(ValueError, match="must be") as refused:
        required_concurrency(rate, seconds, headroom=headroom)

    assert str(refused.value) == message
