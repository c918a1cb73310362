"""Changes of a DocumentDB cluster call a release."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, ClassVar

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type, require_type_if_given, seen
from constructs_lib.interfaces import has_property
from constructs_lib.pseudo_parameters import arns_of
from constructs_lib.secret_references import grant_secret
from constructs_lib.triggers.brokers import grant_pollers, require_secret
from constructs_lib.triggers.polled import Polled
from constructs_lib.triggers.positioned import require_start, seconds_of
from constructs_lib.triggers.trigger import require_free_place, require_unattached

if TYPE_CHECKING:
    from datetime import datetime

    from aws_cdk import aws_docdb as docdb
    from aws_cdk import aws_secretsmanager as secretsmanager

    from constructs_lib.release import Release


@dataclass(frozen=True, eq=False)
class DocumentTrigger(Polled):
    """Changes that a cluster's change stream tells of call the release.

    The change stream must be enabled in the database, with a retention of days rather than hours: a
    change that expires before it is handled is lost, for Lambda has no failure destination here.
    Lambda does not filter these events.

    Args:
        cluster: The cluster.
        database: The database whose changes call.
        secret: User and password, as `username` and `password`.
        starting_position: TRIM_HORIZON, LATEST or AT_TIMESTAMP.
        starting_timestamp: From when on, with AT_TIMESTAMP: a time with a time zone.
        collection: Whose changes; of the whole database by default.
        full_document: Whether an update tells the whole document rather than what changed.
        batch_size: 1 to 10000 changes, 100 by default; window and name as `Polled` has them.

    Raises:
        ConstructError: A value is out of bounds or missing, or a condition is given.

    See: https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
    """

    SOURCE: ClassVar = "documentdb"
    PLACE: ClassVar = "Documents"

    cluster: docdb.IDatabaseCluster
    _: KW_ONLY
    database: str
    secret: secretsmanager.ISecret
    starting_position: lambda_.StartingPosition
    starting_timestamp: datetime | None = None
    collection: str | None = None
    full_document: bool = False

    def __post_init__(self) -> None:
        if not has_property(self.cluster, "cluster_identifier"):
            raise ConstructError(
                f"cluster must be an IDatabaseCluster such as DatabaseCluster(...), got "
                f"{seen(self.cluster)}"
            )
        require_type("database", self.database, str, "a name such as 'shop'")
        require_secret("secret", self.secret, needed_by="a DocumentDB cluster")
        require_start(self.SOURCE, self.starting_position, self.starting_timestamp)
        require_type_if_given("collection", self.collection, str, "a name such as 'orders'")
        require_type("full_document", self.full_document, bool, "True or False")
        Polled.__post_init__(self)

    def attach(self, release: Release) -> None:
        """The mapping is made, and the role may find the cluster and read its secret."""
        require_unattached(release, "cluster", self.cluster)
        require_free_place(release, self)
        place = arns_of("rds")
        cluster_arn = f"{place}:cluster:{self.cluster.cluster_identifier}"
        # Which parameters and subnets are the cluster's, is not known of every cluster.
        for action, arn in (
            ("rds:DescribeDBClusters", cluster_arn),
            ("rds:DescribeDBClusterParameters", f"{place}:cluster-pg:*"),
            ("rds:DescribeDBSubnetGroups", f"{place}:subgrp:*"),
        ):
            iam.Grant.add_to_principal(grantee=release.alias, actions=[action], resource_arns=[arn])
        grant_secret(self.secret, release.alias)
        grant_pollers(release)
        lambda_.CfnEventSourceMapping(
            release.alias,
            self.construct_id,
            function_name=release.alias.function_arn,
            event_source_arn=cluster_arn,
            starting_position=self.starting_position.value,
            starting_position_timestamp=seconds_of(self.starting_timestamp),
            document_db_event_source_config=(
                lambda_.CfnEventSourceMapping.DocumentDBEventSourceConfigProperty(
                    database_name=self.database,
                    collection_name=self.collection,
                    full_document="UpdateLookup" if self.full_document else None,
                )
            ),
            source_access_configurations=[
                lambda_.CfnEventSourceMapping.SourceAccessConfigurationProperty(
                    type="BASIC_AUTH", uri=self.secret.secret_arn
                )
            ],
            **self.resource_props(),
        )
