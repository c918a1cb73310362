"""Whether a policy of the resource itself may let a role in, which then needs no right of its own.

See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.references import referenced
from policies.template.statements import policy_document
from policies.template.values import Reference, Unresolved, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.resource import Resource
    from policies.template.resources.role import Role
    from policies.template.statements import Statement
    from policies.template.values import Value

# Service to the types that hold policies of its resources, and the property that does.
_HOLDERS: Final[Mapping[str, Mapping[str, str]]] = {
    "dynamodb": {
        "AWS::DynamoDB::GlobalTable": "Replicas",
        "AWS::DynamoDB::Table": "StreamSpecification",
    },
    "elasticfilesystem": {"AWS::EFS::FileSystem": "FileSystemPolicy"},
    "events": {"AWS::Events::EventBus": "Policy", "AWS::Events::EventBusPolicy": "Statement"},
    "kafka": {"AWS::MSK::ClusterPolicy": "Policy"},
    "kinesis": {"AWS::Kinesis::ResourcePolicy": "ResourcePolicy"},
    "kms": {"AWS::KMS::Key": "KeyPolicy", "AWS::KMS::ReplicaKey": "KeyPolicy"},
    "lambda": {"AWS::Lambda::Permission": "Principal", "AWS::Lambda::ResourcePolicy": "Policy"},
    "s3": {"AWS::S3::BucketPolicy": "PolicyDocument"},
    "secretsmanager": {"AWS::SecretsManager::ResourcePolicy": "ResourcePolicy"},
    "sns": {
        "AWS::SNS::TopicInlinePolicy": "PolicyDocument",
        "AWS::SNS::TopicPolicy": "PolicyDocument",
    },
    "sqs": {
        "AWS::SQS::QueueInlinePolicy": "PolicyDocument",
        "AWS::SQS::QueuePolicy": "PolicyDocument",
    },
}
_LAMBDA: Final = "lambda.amazonaws.com"
_ROOT: Final = ":root"
# Where the stream of a table has a policy of its own.
_OF_STREAM: Final = "ResourcePolicy"
_OF_REPLICA: Final = "ReplicaStreamSpecification"


def may_be_let_in(role: Role, action: str, resource: Value = None) -> bool:
    """False only when no policy of a resource here may allow the role the action.

    A resource that is declared elsewhere may have any policy. One that names the account lets
    nobody in: it leaves that to the account's own policies.
    """
    holders = _HOLDERS.get(action.partition(":")[0], {})
    if holders and resource is not None and not referenced(resource):
        return True
    return any(
        _lets_in(resource, property_name, role, action)
        for environment in role.template.environment.same_account
        for template in environment.templates
        for type_name, property_name in holders.items()
        for resource in template.of_type(type_name)
    )


def _lets_in(resource: Resource, property_name: str, role: Role, action: str) -> bool:
    value = resource.value(property_name)
    if isinstance(value, str):  # the Principal of a permission, where services are the rule
        return not value.endswith(".amazonaws.com")
    found = _policies(value)
    if found is None:
        return True
    documents = [policy_document(resource, each, property_name) for each in found]
    return any(
        not document.is_complete
        or any(_admits(statement, role, action) for statement in document.statements)
        for document in documents
    )


def _policies(value: Value) -> list[Value] | None:
    """The policy that the value is or holds; None where the template does not tell."""
    if value is None:
        return []
    if isinstance(value, list):  # the replicas of a table
        known = [each for each in value if isinstance(each, dict)]
        has_policy = any(_OF_REPLICA in each for each in known)
        return None if has_policy or len(known) < len(value) else []
    if not isinstance(value, dict):
        return None
    if "Statement" in value:
        return [value]
    return None if _OF_STREAM in value or "Effect" in value else []


def _admits(statement: Statement, role: Role, action: str) -> bool:
    if statement.effect == "Deny" or statement.names(action) is False:
        return False
    principals = statement.principals
    if not isinstance(principals, dict):
        return True
    return any(
        _may_be(principal, role)
        for kind, named in principals.items()
        for principal in named
        if kind == "AWS" or principal == _LAMBDA
    )


def _may_be(principal: Value, role: Role) -> bool:
    if isinstance(principal, Reference) and principal.resource.type == role.type:
        return principal.resource is role
    end = parts_of(principal)[-1]
    if isinstance(end, str):
        return not (end.endswith(_ROOT) or end.isdecimal())
    return isinstance(end, Unresolved)
