"""Where a stack is deployed to, as tokens that are the same in every stack: each is asked for once.

jsii answers each `Aws.REGION` with a round trip.
"""

from __future__ import annotations

from functools import cache

from aws_cdk import Aws


@cache
def partition() -> str:
    """`aws`, or what China and the like have instead."""
    return Aws.PARTITION


@cache
def region() -> str:
    """The region that the stack is deployed to."""
    return Aws.REGION


@cache
def account() -> str:
    """The account that the stack is deployed to."""
    return Aws.ACCOUNT_ID


@cache
def arns_of(service: str) -> str:
    """How the ARNs of a service begin, up to the resource."""
    return f"arn:{partition()}:{service}:{region()}:{account()}"
