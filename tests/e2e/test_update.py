"""What the account has after every handler was changed and deployed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.proofs import (
    DRY_RUN,
    answers,
    only_faults_reach_the_detector,
    serves_the_newest_version,
    the_api_may_call_the_release_alone,
)

if TYPE_CHECKING:
    from tests.e2e.conftest import Assemblies
    from tests.e2e.deployment import Deployment
    from tests.e2e.readback import Account


def test_versions_1_and_2_exist(second: Account) -> None:
    assert second.versions(second.function("Sensors")) == ["1", "2"]
    assert second.versions(second.function("Orders")) == ["1", "2"]
    assert second.versions(second.function("Payments", "Payments")) == ["1", "2"]


def test_the_alias_has_moved_to_the_new_version(second: Account) -> None:
    serves_the_newest_version(second, "Sensors", "live")
    serves_the_newest_version(second, "Orders", "BETA")
    serves_the_newest_version(second, "Orders", "PROD")


def test_the_alarm_waits_for_errors_of_the_new_version(second: Account) -> None:
    assert second.watched_versions("Sensors") == {"live": "2"}
    assert second.watched_versions("Payments") == {"BETA": "1", "PROD": "1"}


def test_the_alias_is_the_same_one(second: Account) -> None:
    function = second.function("Sensors")

    [alias] = second.ids("Sensors", "AWS::Lambda::Alias").values()
    assert alias == second.alias(function, "live")["AliasArn"]


def test_the_old_version_still_runs_the_old_code(second: Account) -> None:
    answers(second, "Parcels", "1", {"kg": 3}, {"price": 1050})
    answers(second, "Parcels", "live", {"kg": 3}, {"price": 1050, "code": "second"})


def test_a_release_with_its_version_in_a_parameter_stays(second: Account) -> None:
    payments = second.function("Payments", "Payments")

    assert second.invoke(payments, "DEV", DRY_RUN) == {"status": "fine", "code": "second"}
    assert second.invoke(payments, "BETA", DRY_RUN) == {"status": "fine"}
    assert second.invoke(payments, "PROD", DRY_RUN) == {"status": "fine"}


def test_the_queue_still_hands_over_faults_alone(second: Account) -> None:
    only_faults_reach_the_detector(second, "Sensors")


def test_the_api_still_calls_its_releases(second: Account) -> None:
    the_api_may_call_the_release_alone(second, "Orders", "BETA")
    the_api_may_call_the_release_alone(second, "Orders", "PROD")


def test_diff_finds_nothing_more_to_change(
    second: Account, deploying: Deployment, assemblies: Assemblies
) -> None:
    assert second.status("Sensors") == "UPDATE_COMPLETE"
    assert "There were no differences" in deploying.diff(assemblies.second, "Sensors")
