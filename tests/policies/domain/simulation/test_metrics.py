import pytest

from policies.domain.simulation import Health, Scope, WatchedMetric
from policies.domain.simulation.metrics import Tally

NEW, ALIAS = Scope.NEW_VERSION, Scope.ALIAS


def tally(hang: int = 0) -> Tally:
    """Two minutes: (throttled, succeeded, failed) of each version."""
    found = Tally(1, Health(duration_ms=100), Health(duration_ms=300, hang_minutes=hang), 0)
    found.add(-1, (0, 0, 0), (0, 0, 0))
    found.add(0, (0, 90, 0), (2, 5, 3))
    found.add(1, (0, 80, 10), (0, 0, 0))
    return found


@pytest.mark.parametrize(
    ("scope", "name", "statistic", "value"),
    [
        (NEW, "Errors", "Sum", 3),
        (NEW, "Errors", "Average", 3 / 8),
        (NEW, "Errors", "SampleCount", 8),
        (NEW, "Errors", "Maximum", 1),
        (NEW, "Errors", "Minimum", 0),
        (NEW, "Errors", "p50", 0),
        (NEW, "Errors", "p99", 1),
        (NEW, "Invocations", "Sum", 8),
        (NEW, "Throttles", "Sum", 2),
        (NEW, "Throttles", "SampleCount", 10),
        (NEW, "Duration", "Average", 300),
        (Scope.OLD_VERSION, "Errors", "Sum", 10),
        (ALIAS, "Errors", "Sum", 13),
        (ALIAS, "Invocations", "Sum", 188),
        (ALIAS, "Duration", "Minimum", 100),
        (ALIAS, "Duration", "Maximum", 300),
        (ALIAS, "Duration", "p95", 100),
        (ALIAS, "Duration", "p99", 300),
        (ALIAS, "Duration", "p100", 300),
        (ALIAS, "Duration", "p0", 100),
        (ALIAS, "Duration", "Sum", 180 * 100 + 8 * 300),
    ],
)
def test_a_metric_shows_what_its_versions_did(
    scope: Scope, name: str, statistic: str, value: float
) -> None:
    assert WatchedMetric(scope, name, statistic).value(tally(), 0, 2, 2) == value


@pytest.mark.parametrize("name", ["Errors", "Invocations", "Throttles", "Duration"])
def test_a_period_without_requests_has_no_data(name: str) -> None:
    assert WatchedMetric(NEW, name).value(tally(), 1, 2, 2) is None
    assert WatchedMetric(NEW, name).value(tally(), -1, 0, 2) is None


def test_a_failure_that_hangs_is_told_when_it_ends_and_dated_by_its_start() -> None:
    errors, calls = WatchedMetric(NEW, "Errors"), WatchedMetric(NEW, "Invocations")

    assert [errors.value(tally(hang=3), 0, 1, now) for now in (1, 3, 4)] == [0, 0, 3]
    assert [calls.value(tally(hang=3), 0, 1, now) for now in (1, 3, 4)] == [5, 5, 8]


@pytest.mark.parametrize(
    ("name", "statistic", "message"),
    [
        ("IteratorAge", "Sum", "simulated metrics are Errors, Invocations, Throttles, Duration"),
        ("Errors", "tm99", "simulated statistics are Average, .* such as p99, got tm99"),
        ("Errors", "p101", "simulated statistics are Average, .* such as p99, got p101"),
    ],
)
def test_a_metric_that_the_simulation_does_not_know_is_refused(
    name: str, statistic: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        WatchedMetric(NEW, name, statistic)
