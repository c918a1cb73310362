"""How large a deployment package may be, and what makes it so."""

from collections.abc import Mapping
from typing import Final

from policies.domain.limits import PACKAGE_DIRECT_UPLOAD, PACKAGE_UNZIPPED

# More than these do not help to find what to leave out.
_NAMED: Final = 5
_MEGABYTE: Final = 1 << 20


def unzipped_problem(parts: Mapping[str, int]) -> str | None:
    """Why a function cannot have these parts, layers among them; None when it can.

    Args:
        parts: The size of each in bytes, by the name to call it by.

    See: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    """
    total = sum(parts.values())
    problem = PACKAGE_UNZIPPED.violation(total)
    return problem and f"{problem} ({megabytes(total)}: {largest(parts)})"


def upload_note(zipped_bytes: int) -> str | None:
    """What to know of a package that Lambda would not take in a request; None of others.

    It deploys all the same: CDK sends packages through S3, where the unzipped size alone counts.

    See: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    """
    if PACKAGE_DIRECT_UPLOAD.admits(zipped_bytes):
        return None
    return (
        f"the package has about {megabytes(zipped_bytes)} zipped: S3 is the only way to deploy it, "
        f"as Lambda itself takes {megabytes(PACKAGE_DIRECT_UPLOAD.maximum or 0)} in a request"
    )


def largest(parts: Mapping[str, int]) -> str:
    """The largest parts with their sizes, the largest first."""
    ordered = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    named = [f"{name} {megabytes(size)}" for name, size in ordered[:_NAMED]]
    rest = sum(size for _, size in ordered[_NAMED:])
    more = [f"{len(ordered) - _NAMED} more {megabytes(rest)}"] if rest else []
    return ", ".join(named + more)


def megabytes(size: int) -> str:
    """The size as the quota counts it, in units of 1,024 x 1,024 bytes."""
    return f"{size / _MEGABYTE:.1f} MB"
