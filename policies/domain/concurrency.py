"""The concurrency ledger of one account and region: pool, floor, reserved."""

from collections.abc import Mapping
from math import isfinite
from typing import Final, NamedTuple

from policies.domain import limits


class ConcurrencyQuota(NamedTuple):
    """How much runs at once in one account and region.

    `pool` is the account's concurrency; `floor` is what must stay unreserved. Accounts differ:
    AWS raises the pool on request and starts some accounts with less of both.
    """

    pool: int = limits.DEFAULT_ACCOUNT_POOL
    floor: int = limits.DEFAULT_UNRESERVED_FLOOR

    @property
    def reservable(self) -> int:
        """What all functions together may reserve."""
        return max(self.pool - self.floor, 0)

    def overdraft(self, reserved: int) -> int:
        """By how much a sum of reservations exceeds what may be reserved; 0 when it fits."""
        return max(reserved - self.reservable, 0)


_FEW = 3


def largest_few(reservations: Mapping[str, int]) -> str:
    """Those that reserve most, in words: `Ingest 600, Report 400`."""
    ordered = sorted(reservations.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {reserved}" for name, reserved in ordered[:_FEW])


UTILIZATION_METRIC: Final = "LambdaProvisionedConcurrencyUtilization"
_PERCENT: Final = 100


def utilization_problem(target: float) -> str | None:
    """Why a target of utilization, a fraction of 1, does not scale; None when it does.

    See: https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
    """
    percent = round(target * _PERCENT, 6)
    if isfinite(target) and limits.UTILIZATION_TARGET.admits(percent):
        return None
    allowed = f"{limits.UTILIZATION_TARGET.bounds}, as a fraction of 1"
    return f"{limits.UTILIZATION_TARGET.label} must be {allowed}, got {target:g}"
