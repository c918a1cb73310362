import pytest

from policies.domain.lambda_metrics import highest_value, published_unit


@pytest.mark.parametrize("statistic", ["Average", "Maximum", "Minimum", "p99", "p99.9", "tm90"])
def test_a_single_invocation_counts_as_one_at_most(statistic: str) -> None:
    assert highest_value("Errors", statistic) == 1
    assert highest_value("Throttles", statistic, 30) == 1


@pytest.mark.parametrize("statistic", ["Sum", "SampleCount", "TC(1:5)", "PR(:300)", "ts90"])
def test_what_adds_up_has_no_end(statistic: str) -> None:
    assert highest_value("Errors", statistic) is None
    assert highest_value("Duration", statistic, 30) is None


def test_a_duration_ends_at_the_timeout_in_milliseconds() -> None:
    assert highest_value("Duration", "Maximum", 30) == 30_000
    assert highest_value("Duration", "p95", None) is None


def test_other_metrics_have_no_end() -> None:
    assert highest_value("ConcurrentExecutions", "Maximum", 30) is None


@pytest.mark.parametrize(
    ("metric", "unit"),
    [("IteratorAge", "Milliseconds"), ("Errors", "Count"), ("Invocations", "Count")],
)
def test_times_are_milliseconds_and_the_rest_counts(metric: str, unit: str) -> None:
    assert published_unit(metric) == unit


def test_a_unit_that_is_not_written_down_is_not_guessed() -> None:
    assert published_unit("ProvisionedConcurrencyUtilization") is None
