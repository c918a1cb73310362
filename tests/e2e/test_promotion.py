"""One value promotes a version of Payments, and the same value takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.e2e.proofs import DRY_RUN, PAYMENT, TABLE

if TYPE_CHECKING:
    from tests.e2e.readback import Account

OLD = {"status": "fine"}
NEW = {"status": "fine", "code": "second"}


def served(account: Account) -> dict[str, tuple[str, Any]]:
    """The version of each release, and what it answers."""
    function = account.function("Payments", "Payments")
    return {
        name: (
            account.alias(function, name)["FunctionVersion"],
            account.invoke(function, name, DRY_RUN),
        )
        for name in ("DEV", "BETA", "PROD")
    }


def test_beta_has_the_new_version_and_prod_the_old_one(beta_promoted: Account) -> None:
    assert served(beta_promoted) == {"DEV": ("2", NEW), "BETA": ("2", NEW), "PROD": ("1", OLD)}


def test_promotion_to_prod_is_the_change_of_one_value(prod_promoted: Account) -> None:
    assert served(prod_promoted) == {"DEV": ("2", NEW), "BETA": ("2", NEW), "PROD": ("2", NEW)}


def test_the_alarm_waits_for_errors_of_what_is_promoted(prod_promoted: Account) -> None:
    assert prod_promoted.watched_versions("Payments") == {"BETA": "2", "PROD": "2"}


def test_promotion_publishes_nothing(prod_promoted: Account) -> None:
    assert prod_promoted.versions(prod_promoted.function("Payments", "Payments")) == ["1", "2"]


def test_one_version_writes_where_the_release_says_by_which_it_was_called(
    prod_promoted: Account,
) -> None:
    function = prod_promoted.function("Payments", "Payments")
    before = prod_promoted.items(prod_promoted.id("Payments", TABLE, "Beta"))

    assert prod_promoted.invoke(function, "PROD", PAYMENT)["status"] == "taken"

    assert len(prod_promoted.items(prod_promoted.id("Payments", TABLE, "Prod"))) == 1
    assert prod_promoted.items(prod_promoted.id("Payments", TABLE, "Beta")) == before == []


def test_rollback_is_the_change_of_the_same_value_back(rolled_back: Account) -> None:
    assert served(rolled_back) == {"DEV": ("2", NEW), "BETA": ("2", NEW), "PROD": ("1", OLD)}
