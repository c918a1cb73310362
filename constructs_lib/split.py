"""Two versions behind one alias, for as long as somebody wants to compare them."""

from __future__ import annotations

from dataclasses import dataclass

from constructs_lib.errors import ConstructError, require_known, require_type, seen
from constructs_lib.promotion import Promotion

_ALL_TRAFFIC = 100


def require_absent(**props: object) -> None:
    """Nothing is asked of CodeDeploy, which has no part in a split.

    Raises:
        ConstructError: One of the props is given.
    """
    for prop, given in props.items():
        if given is not None:
            raise ConstructError(
                f"{prop} must be left out with a split, which CodeDeploy does not shift, "
                f"got {seen(given)}"
            )


@dataclass(frozen=True, slots=True)
class Split:
    """A share of an alias's traffic goes to another version than the rest, until this is changed.

    Args:
        percentage: The share, above 0 and below 100; fractions are taken.
        to: The version that gets it.

    Raises:
        ConstructError: One of them is out of range, a token, or of another type.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
    """

    percentage: float
    to: Promotion

    def __post_init__(self) -> None:
        require_known("percentage", self.percentage)
        if isinstance(self.percentage, bool) or not isinstance(self.percentage, int | float):
            raise ConstructError(f"percentage must be a number, got {seen(self.percentage)}")
        if not 0 < self.percentage < _ALL_TRAFFIC:
            raise ConstructError(
                f"percentage of a split must be above 0 and below 100 %, got {self.percentage} %"
            )
        require_type("to", self.to, Promotion, "a Promotion such as Promotion.pinned('6')")

    @property
    def weight(self) -> float:
        """The share as Lambda counts it: 1 is all of the traffic."""
        return self.percentage / _ALL_TRAFFIC

    @property
    def timeline(self) -> tuple[tuple[int, float], ...]:
        """One step, and none after it."""
        return ((0, self.percentage),)

    def require_other_version(self, promotion: Promotion) -> None:
        """The rest of the traffic goes to another version, as far as that is known.

        Raises:
            ConstructError: Both are the same; Lambda refuses such an alias.
        """
        number = promotion.known_number
        if promotion == self.to or (number is not None and number == self.to.known_number):
            raise ConstructError(f"split must be between two versions, got {promotion} twice")

    def __str__(self) -> str:
        return f"split of {self.percentage} % to {self.to}"
