"""How new versions take over an alias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from constructs_lib.errors import ConstructError, construct_errors
from policies.domain.rollouts import AllAtOnce, Canary, Linear, Strategy

if TYPE_CHECKING:
    from aws_cdk import Duration

_SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Rollout:
    """The way CodeDeploy moves an alias's traffic to a new version.

    Plain values: equal rollouts compare equal, and one may serve any number of releases.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-rolling-deployments.html
    """

    strategy: Strategy

    @classmethod
    def canary(cls, percentage: int, *, bake: Duration) -> Rollout:
        """A first share of the traffic moves, bakes, and the rest follows.

        Args:
            percentage: What moves first, 1 to 99.
            bake: How long the first share is watched; whole minutes, 1 to 2880.

        Raises:
            ConstructError: `percentage` or `bake` is not what CodeDeploy takes.
        """
        with construct_errors():
            return cls(Canary(percentage, _whole_minutes("bake", bake)))

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
        with construct_errors():
            return cls(Linear(percentage, _whole_minutes("every", every)))

    @classmethod
    def all_at_once(cls) -> Rollout:
        """All traffic moves in one step. No alarm is fast enough to stop it, so it has none."""
        return cls(AllAtOnce())


def _whole_minutes(prop: str, duration: Duration) -> int:
    if duration.is_unresolved():
        raise ConstructError(f"{prop} must be known at synthesis, got a token")
    seconds = duration.to_seconds(integral=False)
    minutes, rest = divmod(seconds, _SECONDS_PER_MINUTE)
    if rest:
        raise ConstructError(f"{prop} must be whole minutes, got {seconds} s")
    return int(minutes)
