"""One stage of a StagedApi: which alias it calls, and how much it lets through."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from aws_cdk.aws_logs import RetentionDays

from constructs_lib.errors import ConstructError, require, require_type
from policies.domain.names import name_problem


@dataclass(frozen=True, slots=True)
class ApiStage:
    """A stage calls this alias of each function behind its API.

    Args:
        alias: The name of the alias; each function must have a release of it.
        rate_per_second: How many requests a second it lets through in the long run, of all routes
            together; what is more gets a 429. The default is a hundredth of what an account may
            have by default for all its APIs.
        burst: How many it lets through at once. Half a second's worth by default: a function of
            100 ms then needs no more than 50 environments for it.
        retention: How long its access log keeps a line.

    Raises:
        ConstructError: The alias can have no such name, a number is none from 1 on, or `retention`
            is no RetentionDays.

    See: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    """

    alias: str
    _: KW_ONLY
    rate_per_second: int = 100
    burst: int = 50
    retention: RetentionDays = RetentionDays.ONE_MONTH

    def __post_init__(self) -> None:
        require_type("alias", self.alias, str, "a string such as 'PROD'")
        require(name_problem(self.alias))
        _require_positive("rate_per_second", self.rate_per_second)
        _require_positive("burst", self.burst)
        days = "a RetentionDays such as RetentionDays.ONE_MONTH"
        require_type("retention", self.retention, RetentionDays, days)


def _require_positive(prop: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConstructError(f"{prop} must be an int, at least 1, got {value!r}")
