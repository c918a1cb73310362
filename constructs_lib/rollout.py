"""How new versions take over an alias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from constructs_lib.errors import ConstructError, construct_errors, require_known, seen
from constructs_lib.quantities import whole_minutes
from constructs_lib.split import Split
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy

if TYPE_CHECKING:
    from aws_cdk import Duration

    from constructs_lib.promotion import Promotion


@dataclass(frozen=True, slots=True)
class Rollout:
    """The way an alias's traffic moves to a new version: by CodeDeploy, or not at all.

    Plain values: equal rollouts compare equal, and one may serve any number of releases.

    Raises:
        ConstructError: `strategy` is none of the domain's, nor a Split.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html
    """

    strategy: Strategy | Split

    def __post_init__(self) -> None:
        if not isinstance(self.strategy, Strategy | Split):
            raise ConstructError(
                "strategy must be a Canary, a Linear, an AllAtOnce or a Split, got "
                f"{seen(self.strategy)}"
            )

    @classmethod
    def canary(cls, percentage: int, *, bake: Duration) -> Rollout:
        """A first share of the traffic moves, bakes, and the rest follows.

        Args:
            percentage: What moves first, 1 to 99.
            bake: How long the first share is watched; whole minutes, 1 to 2880. A release with the
                default alarm takes 2 or more.

        Raises:
            ConstructError: `percentage` or `bake` is not what CodeDeploy takes.
        """
        require_known("percentage", percentage)
        with construct_errors():
            return cls(Canary(percentage, whole_minutes("bake", bake)))

    @classmethod
    def linear(cls, percentage: int, *, every: Duration) -> Rollout:
        """The same share of the traffic moves at the start of every interval until all has moved.

        Args:
            percentage: What moves at each step, 1 to 99.
            every: From one step to the next; whole minutes, at least 1. All intervals together may
                take 2880.

        Raises:
            ConstructError: `percentage` or `every` is not what CodeDeploy takes.
        """
        require_known("percentage", percentage)
        with construct_errors():
            return cls(Linear(percentage, whole_minutes("every", every)))

    @classmethod
    def all_at_once(cls) -> Rollout:
        """All traffic moves in one step. No alarm is fast enough to stop it, so it has none."""
        return cls(AllAtOnce())

    @classmethod
    def split(cls, percentage: float, *, to: Promotion) -> Rollout:
        """A share of the traffic goes to another version and stays there: an A/B test.

        Lambda itself spreads the traffic by chance; CodeDeploy has no part in it, so there is no
        alarm and no rollback, and a change of either version is for all its traffic at once. To
        end it, first take another rollout for the same promotion, and deploy; promote the winner
        after that, by the new rollout. CodeDeploy shifts no alias that has a split.

        Args:
            percentage: What goes to the other version, above 0 and below 100.
            to: The other version, published before: `Promotion.pinned("6")`, say.

        Raises:
            ConstructError: `percentage` is out of range or `to` is no Promotion.

        See: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
        """
        return cls(Split(percentage, to))

    @property
    def timeline(self) -> tuple[tuple[int, float], ...]:
        """When the traffic moves: (minute, percentage of it that the new version has from then)."""
        return tuple((minute, percentage) for minute, percentage in self.strategy.timeline)
