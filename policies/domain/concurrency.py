"""The concurrency ledger of one account and region: pool, floor, reserved."""

from typing import NamedTuple

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
