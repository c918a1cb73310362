from __future__ import annotations

import pytest

from policies.domain.images import image_problem

PRIVATE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing"


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("public.ecr.aws/lambda/python:3.13", "private ECR repository, got public.ecr.aws"),
        ("ghcr.io/example/billing:1", "private ECR repository, got ghcr.io"),
        (
            "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/billing:1",
            "must not come from a FIPS endpoint of ECR",
        ),
        (
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/billing:1@sha256:4f53",
            "a tag or a digest, got both: billing:1@sha256:4f53",
        ),
        (f"{PRIVATE}:1", "in the function's region eu-central-1, got eu-west-1"),
    ],
)
def test_what_lambda_cannot_pull_has_a_problem(uri: str, message: str) -> None:
    problem = image_problem(uri, "eu-central-1")

    assert problem is not None
    assert message in problem.message


@pytest.mark.parametrize(
    ("uri", "region"),
    [
        (f"{PRIVATE}:1", "eu-west-1"),
        (f"{PRIVATE}@sha256:4f53", None),
        ("*.dkr.ecr.*.amazonaws.com/billing:1", "eu-central-1"),
        ("123456789012.dkr.ecr.*/billing:1", "eu-central-1"),
        ("*/billing:1", "eu-central-1"),
        ("*.example.com/billing:1", "eu-central-1"),
        ("123456789012.dkr-ecr.eu-west-1.on.aws/billing:1", "eu-west-1"),
        ("billing:latest", "eu-west-1"),
        ("team/billing:latest", "eu-west-1"),
        ("", None),
    ],
)
def test_what_lambda_may_be_able_to_pull_has_none(uri: str, region: str | None) -> None:
    assert image_problem(uri, region) is None
