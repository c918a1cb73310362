"""Which images Lambda can pull."""

from typing import Final, NamedTuple

_PRIVATE: Final = ["dkr", "ecr"]
_FIPS: Final = "ecr-fips"
_UNKNOWN: Final = "*"


class ImageProblem(NamedTuple):
    """Why Lambda cannot pull an image, and what to do."""

    message: str
    fix: str


def image_problem(uri: str, region: str | None) -> ImageProblem | None:
    """What is wrong with the URI of an image, or None when Lambda may be able to pull it.

    Args:
        uri: The URI, with `*` in place of what is not known.
        region: The region of the function, None when it is not known.

    See: https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
    """
    host, slash, image = uri.partition("/")
    if not slash or "." not in host:
        return None  # a name that the packaging tool replaces
    problem = _registry_problem(host, region)
    if problem is None and "@" in image and ":" in image.partition("@")[0]:
        message = f"image must have a tag or a digest, got both: {image}"
        return ImageProblem(message, "drop the tag, or the digest")
    return problem


def _registry_problem(host: str, region: str | None) -> ImageProblem | None:
    labels = host.split(".")
    if _FIPS in labels:
        message = f"image must not come from a FIPS endpoint of ECR, got {host}"
        return ImageProblem(message, "drop -fips from the host")
    if labels[1:3] == _PRIVATE:
        place = labels[3] if len(labels) > 3 else ""  # noqa: PLR2004 - account, dkr, ecr, region
        if region and place and _UNKNOWN not in place and place != region:
            return ImageProblem(
                f"image must be in the function's region {region}, got {place}",
                f"replicate the repository to {region} and name that one",
            )
        return None
    if _UNKNOWN in host or "dkr-ecr" in labels:
        return None
    return ImageProblem(
        f"image must come from a private ECR repository, got {host}",
        "push it to ECR in the function's region and name that one",
    )
