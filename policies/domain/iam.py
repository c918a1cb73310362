"""How IAM compares what a policy says with what is asked: wildcards in actions and ARNs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# A policy variable stands for text that only the request knows; where it has a default, for that.
_VARIABLE: Final = r"\$\{[^}]*\}"


def wildcard_matches(pattern: str, text: str) -> bool:
    """True when the pattern covers the text: `*` is any text, `?` one character.

    Case counts, as it does in ARNs. A policy variable such as `${aws:PrincipalTag/team}` counts as
    any text.

    See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    if pattern in ("*", text):
        return True
    if not has_wildcard(pattern):
        return False
    return _expression(pattern).fullmatch(text) is not None


@lru_cache(maxsize=4096)
def action_matches(pattern: str, action: str) -> bool:
    """True when the pattern covers the action; case does not count in actions.

    See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
    """
    return wildcard_matches(pattern.lower(), action.lower())


def has_wildcard(pattern: str) -> bool:
    """True when the pattern covers more than one text."""
    return "*" in pattern or "?" in pattern or "${" in pattern


def known_ends(pattern: str) -> tuple[str, str]:
    """What every text that the pattern covers starts and ends with."""
    pattern = re.sub(_VARIABLE, "*", pattern)
    start, end = re.split(r"[*?]", pattern, maxsplit=1)[0], re.split(r"[*?]", pattern)[-1]
    return start, end


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\*+|\?)", re.sub(_VARIABLE, "*", pattern))
    written = (
        ".*" if "*" in piece else "." if piece == "?" else re.escape(piece) for piece in pieces
    )
    return re.compile("".join(written), re.DOTALL)


def whole_service(pattern: str) -> str | None:
    """The service of which the pattern covers every action, `*` for all; None when it names some.

    `s3:*` covers S3; `s3:Get*` what reads.
    """
    service, colon, operation = pattern.partition(":")
    if not colon:
        return "*" if pattern == "*" else None
    return service.lower() if operation and not operation.strip("*") else None


# With one of these on everything a role can make itself an administrator:
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
RAISING_ACTIONS: Final = (
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
)

# Actions on one resource each, which functions often have; a policy can name it:
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
ACTIONS_ON_RESOURCES: Final = (
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
    "events:PutEvents",
    "kinesis:GetRecords",
    "kinesis:PutRecord",
    "kinesis:PutRecords",
    "kms:Decrypt",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "lambda:InvokeFunction",
    "s3:DeleteObject",
    "s3:GetObject",
    "s3:ListBucket",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sns:Publish",
    "sqs:DeleteMessage",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
    "states:StartExecution",
)

# What SDKs and consoles call a service, and what IAM does: the name of a client is no prefix.
# https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
PREFIX_OF_CLIENT: Final[Mapping[str, str]] = {
    "apigatewaymanagementapi": "execute-api",
    "bedrock-agent-runtime": "bedrock",
    "bedrock-runtime": "bedrock",
    "cloudwatch-logs": "logs",
    "cloudwatchlogs": "logs",
    "dynamodbstreams": "dynamodb",
    "efs": "elasticfilesystem",
    "elbv2": "elasticloadbalancing",
    "eventbridge": "events",
    "sagemaker-runtime": "sagemaker",
    "sesv2": "ses",
    "stepfunctions": "states",
}
