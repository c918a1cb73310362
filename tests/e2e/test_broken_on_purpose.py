"""The proofs can fail: held to a stack that is broken on purpose, each does, and says why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.e2e.app.__main__ import BROKEN
from tests.e2e.proofs import (
    answers,
    only_faults_reach_the_detector,
    serves_the_newest_version,
    the_api_may_call_the_release_alone,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.readback import Account

RECORD = {"Records": [{"kinesis": {"data": "eyJpZCI6ICJhIiwgImtnIjogMX0="}}]}  # id a, kg 1
BATCH: dict[str, list[object]] = {"Records": []}

# The proof that must fail, and what it must say.
PROOFS: dict[str, tuple[Callable[[Account, str], None], str]] = {
    "AliasNotMoved": (
        partial(serves_the_newest_version, release="live"),
        "version 2 is published, but alias live serves version 1: it has not moved",
    ),
    "FilterDropped": (
        only_faults_reach_the_detector,
        "the filter let through a reading that is no fault",
    ),
    "PermissionOnTheFunction": (
        partial(the_api_may_call_the_release_alone, release="PROD"),
        "API Gateway may not call alias PROD, but the function itself",
    ),
    "WrongHandler": (
        partial(answers, qualifier="live", event=BATCH, expected={"batchItemFailures": []}),
        "has no attribute 'nobody'",
    ),
    "MissingLayer": (
        partial(answers, qualifier="live", event={"kg": 1}, expected={"price": 350}),
        "No module named 'tariff'",
    ),
    "MissingGrant": (
        partial(answers, qualifier="live", event=RECORD, expected={"noted": 1}),
        "not authorized to perform: dynamodb:PutItem",
    ),
}


def test_each_stack_that_is_broken_has_a_proof_that_must_fail() -> None:
    assert set(PROOFS) == set(BROKEN)


@pytest.mark.parametrize("stack", PROOFS)
def test_before_it_is_broken_the_proof_holds(stack: str, first: Account) -> None:
    proof, _ = PROOFS[stack]

    proof(first, stack)


@pytest.mark.parametrize("stack", PROOFS)
def test_the_proof_fails_and_says_why(stack: str, second: Account) -> None:
    proof, reason = PROOFS[stack]
    assert second.status(stack) == "UPDATE_COMPLETE"

    with pytest.raises(AssertionError) as failure:
        proof(second, stack)

    assert reason in str(failure.value)
    assert stack in str(failure.value)
