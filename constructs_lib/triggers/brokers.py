"""How Lambda's pollers reach and enter what stands in a VPC: Kafka, Amazon MQ, DocumentDB."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from aws_cdk import Fn
from aws_cdk import aws_iam as iam

from constructs_lib.errors import ConstructError, seen
from constructs_lib.interfaces import has_property
from policies.domain.needed_rights import SOURCE

if TYPE_CHECKING:
    from constructs_lib.release import Release


def grant_pollers(release: Release) -> None:
    """The role may put the pollers' network interfaces into the source's subnets.

    EC2 asks for these rights on `*`: an interface has no ARN before it exists.
    """
    needs = [need.actions for need in SOURCE["kafka"] if not need.is_on_resource]
    iam.Grant.add_to_principal(
        grantee=release.alias, actions=sorted(chain.from_iterable(needs)), resource_arns=["*"]
    )


def require_secret(prop: str, secret: object, *, needed_by: str = "") -> None:
    """The secret is one, made or imported, or there need not be one.

    Raises:
        ConstructError: It is something else: its ARN, say; or it is needed and missing.
    """
    if secret is None and needed_by:
        raise ConstructError(f"{prop} must be given for {needed_by}, got none")
    if secret is not None and not has_property(secret, "secret_arn"):
        raise ConstructError(f"{prop} must be an ISecret such as Secret(...), got {seen(secret)}")


def grant_cluster(
    release: Release, cluster_arn: str, *, topic: str | None, group: str | None
) -> None:
    """The role may find a cluster of MSK, and read a topic where MSK itself decides who may.

    Args:
        release: What the role is of.
        cluster_arn: The cluster; a token as well.
        topic: What is read with the role's own rights; None where a secret opens the cluster.
        group: The consumer group; any by default, for Lambda then makes a name of its own.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html
    """
    iam.Grant.add_to_principal(
        grantee=release.alias,
        actions=["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
        resource_arns=[cluster_arn],
    )
    if topic is None:
        return
    of_topic, of_group = (
        Fn.join(f":{kind}/", Fn.split(":cluster/", cluster_arn)) for kind in ("topic", "group")
    )
    for actions, arn in (
        (("Connect", "DescribeClusterDynamicConfiguration"), cluster_arn),
        (("DescribeTopic", "ReadData"), f"{of_topic}/{topic}"),
        (("AlterGroup", "DescribeGroup"), f"{of_group}/{group or '*'}"),
    ):
        iam.Grant.add_to_principal(
            grantee=release.alias,
            actions=[f"kafka-cluster:{each}" for each in actions],
            resource_arns=[arn],
        )
