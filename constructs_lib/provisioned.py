"""How many environments of a release are kept ready, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from constructs_lib.errors import ConstructError, require, require_count, require_type, seen
from constructs_lib.tokens import is_token
from policies.domain import limits
from policies.domain.concurrency import utilization_problem
from policies.domain.schedules import schedule_problem
from policies.domain.time_zones import time_zone_problem

# What AWS's own example keeps in use: a rest that scaling can grow into before requests spill over.
DEFAULT_UTILIZATION: Final = 0.7


@dataclass(frozen=True, slots=True)
class Provisioned:
    """Environments that are initialized before the first request needs them.

    `Provisioned(5)` keeps five. `Provisioned(5, up_to=20)` keeps at least five and adds some while
    more than 70 % are in use. `Provisioned(5, schedule={"cron(0 8 ? * MON-FRI *)": 20,
    "cron(0 18 ? * MON-FRI *)": 5}, time_zone="Europe/Berlin")` keeps twenty in office hours; beside
    `up_to` the schedule sets what utilization scales up from.

    Exactly one hand sets the amount. Where it is fixed, that is the alias's own setting. Where it
    is scaled, Application Auto Scaling alone does: it brings the alias to at least `concurrency`
    when it is told of it, which is the first amount that Lambda asks for before scaling. Written
    on the alias as well, an update of the alias could set twenty environments back to five in the
    middle of the day.

    While a version takes over, Lambda keeps what the old one has and readies as much for the new
    one: reserve twice as much, where the function reserves at all. Scaling waits until then, for
    an alias with weights cannot change what it provisions.

    Lambda provisions a version for one alias. Of releases between which a version is promoted, give
    it to one: the deployment that brings its version to a second one fails.

    Scaling that is taken away leaves its last amount behind, billed: deploy `Provisioned(1)` first,
    then nothing.

    Args:
        concurrency: What is there from the start, at least 1: what was scaled to 0 is missing at
            the next deployment, which fails. See `required_concurrency` for how many.
        up_to: What utilization may scale to, at least `concurrency`.
        utilization: What share of them to keep in use, 0.1 to 0.9; 0.7 by default. Only beside
            `up_to`.
        schedule: What is there from a time on, by `cron(...)`, `rate(...)` or `at(...)`.
        time_zone: Where the clock of `schedule` hangs, by its IANA name; UTC by default.

    Raises:
        ConstructError: An amount or the utilization is out of bounds, an expression or time zone
            is none, or one is given that has nothing to apply to.

    See: https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
    """

    concurrency: int
    up_to: int | None = None
    utilization: float | None = None
    schedule: Mapping[str, int] = field(default_factory=dict, hash=False)
    time_zone: str | None = None

    def __post_init__(self) -> None:
        require_count(limits.PROVISIONED_CONCURRENCY, self.concurrency, prop="concurrency")
        if self.concurrency is None:
            raise ConstructError("concurrency must be an int, at least 1, got None")
        self._require_range()
        self._require_utilization()
        self._require_schedule()
        # Whoever keeps the dictionary cannot change the value by it.
        object.__setattr__(self, "schedule", MappingProxyType(dict(self.schedule)))

    def __reduce__(self) -> tuple[type[Provisioned], tuple[Any, ...]]:
        """A copy is made of the same values: a read-only mapping itself cannot be copied."""
        values = (self.concurrency, self.up_to, self.utilization, dict(self.schedule))
        return type(self), (*values, self.time_zone)

    @property
    def is_scaled(self) -> bool:
        """Whether Application Auto Scaling sets the amount, rather than the alias."""
        return self.up_to is not None or bool(self.schedule)

    @property
    def fixed(self) -> int | None:
        """The amount where nothing scales it."""
        return None if self.is_scaled else self.concurrency

    @property
    def least(self) -> int:
        """What is there from the start, as far as it is known: 0 for a token."""
        return 0 if is_token(self.concurrency) else self.concurrency

    @property
    def most(self) -> int:
        """What may be there at some time, as far as it is known: 0 where all are tokens."""
        amounts = [self.concurrency, *self.schedule.values()]
        if self.up_to is not None:
            amounts.append(self.up_to)
        return max((amount for amount in amounts if not is_token(amount)), default=0)

    def _require_range(self) -> None:
        require_count(limits.PROVISIONED_CONCURRENCY, self.up_to, prop="up_to")
        if self.up_to is None or is_token(self.up_to) or is_token(self.concurrency):
            return
        if self.up_to < self.concurrency:
            raise ConstructError(
                f"up_to must be at least the {self.concurrency} to start from, got {self.up_to}"
            )

    def _require_utilization(self) -> None:
        if self.utilization is None:
            return
        if self.up_to is None:
            raise ConstructError("utilization must be beside up_to, got it alone")
        if isinstance(self.utilization, bool) or not isinstance(self.utilization, int | float):
            raise ConstructError(
                f"utilization must be a fraction of 1 such as 0.7, got {seen(self.utilization)}"
            )
        if not is_token(self.utilization):
            require(utilization_problem(self.utilization))

    def _require_schedule(self) -> None:
        example = "a mapping such as {'cron(0 8 ? * MON-FRI *)': 20}"
        require_type("schedule", self.schedule, Mapping, example)
        for expression, amount in self.schedule.items():
            require_type("schedule", expression, str, "of expressions that are strings")
            problem = schedule_problem(expression, of_rule=False)
            if problem and not is_token(expression):
                raise ConstructError(problem.message)
            prop = f"concurrency from {expression}"
            if amount is None:
                raise ConstructError(f"{prop} must be an int, at least 1, got None")
            require_count(limits.PROVISIONED_CONCURRENCY, amount, prop=prop)
            if self.up_to is None or is_token(amount) or is_token(self.up_to):
                continue
            if amount > self.up_to:
                raise ConstructError(f"{prop} must be at most up_to, {self.up_to}, got {amount}")
        self._require_time_zone()

    def _require_time_zone(self) -> None:
        if self.time_zone is None:
            return
        require_type("time_zone", self.time_zone, str, "a string such as 'Europe/Berlin'")
        if not self.schedule:
            raise ConstructError("time_zone must be beside schedule, got it alone")
        problem = time_zone_problem(self.time_zone)
        if problem and not is_token(self.time_zone):
            raise ConstructError(problem)
