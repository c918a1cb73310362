"""What tells the versions of a function apart, for the people who choose between them."""

from __future__ import annotations

from constructs_lib.errors import ConstructError, require_known, require_length, require_type
from policies.domain import limits


def described(description: str | None, build: str | None) -> str | None:
    """The function's description, with the build that it is of.

    The build is part of the function's own description, from which each version has its copy. A
    description of the version alone would be fatal: CloudFormation cannot change it and publishes
    a new version instead, which Lambda refuses while the function itself is what it was ("a version
    for this function exists"). As it is, another build is a change of the function and publishes.

    Raises:
        ConstructError: `build` is empty, a token or no string, or both together are too long.

    See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
    """
    if build is None:
        return description
    require_type("build", build, str, "a string such as '4f2c1a9'")
    # The value of a token is not in the template: no version would be published for a new one.
    require_known("build", build)
    if not build.strip():
        raise ConstructError(f"build must name one, got {build!r}")
    text = f"build {build}" if not description else f"{description} (build {build})"
    require_length(limits.FUNCTION_DESCRIPTION, text, prop="description with its build")
    return text
