from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.concurrency import ConcurrencyQuota
from policies.rules.concurrency.reserved_concurrency_above_pool import check as rule
from policies.template.environment import Environment

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(reserved: Any) -> dict[str, Any]:
    properties = {"ReservedConcurrentExecutions": reserved}
    return {"Ingest": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_more_than_the_account_has_cannot_be_reserved(judge: Judge) -> None:
    [finding] = judge(rule, function(1001))

    assert finding.message == "reserved concurrency must be at most the account's 1000, got 1001"
    assert finding.fix == ("reserve 900 or less, or ask AWS for more and set it as Keel's quota")
    assert finding.at == "ReservedConcurrentExecutions"


def test_the_quota_of_the_account_is_what_counts(judge: Judge) -> None:
    small = Environment("123456789012", "eu-west-1", ConcurrencyQuota(pool=10, floor=2))

    [finding] = judge(rule, function(11), small)

    assert finding.message == "reserved concurrency must be at most the account's 10, got 11"
    assert finding.fix.startswith("reserve 8 or less")


def test_a_larger_quota_silences_it(judge: Judge) -> None:
    large = Environment(quota=ConcurrencyQuota(pool=3000))

    assert judge(rule, function(3000), large) == []


@pytest.mark.parametrize(
    "reserved",
    [
        pytest.param({"Ref": "AWS::NoValue"}, id="absent"),
        pytest.param(0, id="none, which stops the function"),
        pytest.param(1000, id="the whole pool, which the floor's rule tells"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
    ],
)
def test_silent(judge: Judge, reserved: Any) -> None:
    assert judge(rule, function(reserved)) == []
