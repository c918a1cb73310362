from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.async_invocation.event_age_below_retries import check as rule

if TYPE_CHECKING:
    from tests.policies.rules.async_invocation.conftest import JudgeConfiguration


UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize(
    ("age", "retries", "possible"), [(60, 1, 0), (60, 2, 0), (61, 2, 1), (180, 2, 1)]
)
def test_retries_after_the_event_has_expired_never_happen(
    judge_configuration: JudgeConfiguration, age: int, retries: int, possible: int
) -> None:
    [finding] = judge_configuration(
        rule, MaximumEventAgeInSeconds=age, MaximumRetryAttempts=retries
    )

    assert finding.message == (
        f"an event must live long enough for its {retries} retries, got a maximum age of {age} s, "
        f"which allows {possible}"
    )
    assert finding.fix == (
        f"set MaximumEventAgeInSeconds to 21600, or MaximumRetryAttempts to {possible}"
    )
    assert finding.at == "MaximumEventAgeInSeconds"


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"MaximumEventAgeInSeconds": 60}, id="retries are not asked for"),
        pytest.param({"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 0}, id="no retries"),
        pytest.param({"MaximumEventAgeInSeconds": 61, "MaximumRetryAttempts": 1}, id="one fits"),
        pytest.param({"MaximumEventAgeInSeconds": 181, "MaximumRetryAttempts": 2}, id="two fit"),
        pytest.param(
            {"MaximumEventAgeInSeconds": 59, "MaximumRetryAttempts": 2},
            id="out of range, which another rule tells",
        ),
        pytest.param(
            {"MaximumEventAgeInSeconds": UNKNOWN, "MaximumRetryAttempts": 2},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge_configuration: JudgeConfiguration, properties: dict[str, Any]) -> None:
    assert judge_configuration(rule, **properties) == []
