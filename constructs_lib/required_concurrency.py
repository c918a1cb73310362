"""How much concurrency a load needs, for reservations, provisioning and quotas."""

from __future__ import annotations

from aws_cdk import Duration

from constructs_lib.errors import (
    ConstructError,
    construct_errors,
    require_known,
    require_type,
    seen,
)
from policies.domain import required_concurrency as domain


def required_concurrency(
    requests_per_second: float, duration: Duration, *, headroom: float = 0
) -> int:
    """How many environments a load keeps busy: its rate times what a request takes, rounded up.

    `VersionedFunction(..., reserved_concurrency=required_concurrency(200, Duration.millis(350)))`
    reserves 70. Requests that take less than a tenth of a second need more than that product:
    Lambda admits ten requests a second for each unit of concurrency, so 1,000 a second of 20 ms
    take 100, not 20. The same counts for the account: one with the default quota of 1,000 admits
    10,000 requests a second over all its functions and can reserve 900; what is above takes a
    raised quota.

    Args:
        requests_per_second: The average of the busiest time, above 0.
        duration: What one request takes on average, cold starts included.
        headroom: What to have beyond that, as a fraction of it. AWS advises 0.1 for what is
            provisioned.

    Raises:
        ConstructError: A number is not above 0, a token, or none.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
    """
    for prop, value in (("requests_per_second", requests_per_second), ("headroom", headroom)):
        require_known(prop, value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConstructError(f"{prop} must be a number, got {seen(value)}")
    require_type("duration", duration, Duration, "a Duration such as Duration.millis(350)")
    if duration.is_unresolved():
        raise ConstructError("duration must be known at synthesis, got a token")
    seconds = duration.to_seconds(integral=False)
    with construct_errors():
        return domain.required_concurrency(requests_per_second, seconds, headroom=headroom)
