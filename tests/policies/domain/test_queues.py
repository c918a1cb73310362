from __future__ import annotations

from policies.domain.queues import recommended_visibility_seconds


def test_visibility_is_six_timeouts() -> None:
    assert recommended_visibility_seconds(60) == 360


def test_the_batching_window_is_added() -> None:
    assert recommended_visibility_seconds(60, 300) == 660


def test_visibility_is_never_more_than_a_queue_has() -> None:
    assert recommended_visibility_seconds(7200) == 43200
    assert recommended_visibility_seconds(7201) == 43200
    assert recommended_visibility_seconds(7199, 300) == 43200


def test_visibility_is_never_negative() -> None:
    assert recommended_visibility_seconds(-5) == 0
