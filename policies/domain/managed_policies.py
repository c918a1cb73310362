"""What the managed policies of AWS grant that people give to functions.

From https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html, as AWS had
published them on VERIFIED. AWS adds to its policies and seldom takes away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

VERIFIED: Final = "2026-03-07"


class AwsPolicy(NamedTuple):
    """A managed policy of AWS.

    Attributes:
        actions: What it allows on every resource.
        except_actions: When it allows all but these: its NotAction.
        on: What it allows on some resources, by their ARN with wildcards.
        beyond: Services about which it allows things that are not listed here.
    """

    actions: tuple[str, ...] = ()
    except_actions: tuple[str, ...] = ()
    on: Mapping[str, tuple[str, ...]] = {}
    beyond: tuple[str, ...] = ()

    @property
    def whole_services(self) -> list[str]:
        """The services of which it allows everything; `*` for all of AWS."""
        if self.except_actions:
            return ["*"]
        whole = [action for action in self.actions if action == "*" or action.endswith(":*")]
        return [action.removesuffix(":*") for action in whole]


_LOGS: Final = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents")
_INTERFACES: Final = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
)
_TRACES: Final = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
)
_DEPLOYMENTS: Final = (
    "cloudwatch:DescribeAlarms",
    "lambda:UpdateAlias",
    "lambda:GetAlias",
    "lambda:GetProvisionedConcurrencyConfig",
)
_HOOKS: Final = {"arn:aws:lambda:*:*:function:CodeDeployHook_*": ("lambda:InvokeFunction",)}
_TABLE_STREAM: Final = (
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
)
# By what follows `policy/` in the ARN.
AWS_POLICIES: Final[Mapping[str, AwsPolicy]] = {
    # For the role with which CodeDeploy shifts an alias.
    "service-role/AWSCodeDeployRoleForLambda": AwsPolicy(
        (*_DEPLOYMENTS, "sns:Publish"), on=_HOOKS, beyond=("s3",)
    ),
    "service-role/AWSCodeDeployRoleForLambdaLimited": AwsPolicy(
        _DEPLOYMENTS, on=_HOOKS, beyond=("s3",)
    ),
    # For servers, of which it is often taken by mistake: nothing about functions.
    "service-role/AWSCodeDeployRole": AwsPolicy(
        ("cloudwatch:DescribeAlarms", "sns:Publish"),
        beyond=("autoscaling", "ec2", "elasticloadbalancing", "tag"),
    ),
    # What Lambda's own pages tell to attach.
    "service-role/AWSLambdaBasicExecutionRole": AwsPolicy(_LOGS),
    "service-role/AWSLambdaBasicDurableExecutionRolePolicy": AwsPolicy(
        (*_LOGS, "lambda:CheckpointDurableExecution", "lambda:GetDurableExecutionState")
    ),
    "service-role/AWSLambdaVPCAccessExecutionRole": AwsPolicy(
        (
            *_LOGS,
            *_INTERFACES,
            "ec2:DescribeSubnets",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
        )
    ),
    "service-role/AWSLambdaENIManagementAccess": AwsPolicy(
        (*_INTERFACES, "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses")
    ),
    "service-role/AWSLambdaSQSQueueExecutionRole": AwsPolicy(
        (*_LOGS, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
    ),
    "service-role/AWSLambdaKinesisExecutionRole": AwsPolicy(
        (
            *_LOGS,
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:ListStreams",
            "kinesis:SubscribeToShard",
        )
    ),
    "service-role/AWSLambdaDynamoDBExecutionRole": AwsPolicy((*_LOGS, *_TABLE_STREAM)),
    "service-role/AWSLambdaMSKExecutionRole": AwsPolicy(
        (
            *_LOGS,
            *_INTERFACES,
            "kafka:DescribeCluster",
            "kafka:DescribeClusterV2",
            "kafka:GetBootstrapBrokers",
            "ec2:DescribeVpcs",
            "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups",
        )
    ),
    "service-role/AWSLambdaRole": AwsPolicy(("lambda:InvokeFunction",)),
    "AWSLambdaInvocation-DynamoDB": AwsPolicy(("lambda:InvokeFunction", *_TABLE_STREAM)),
    "AWSLambdaExecute": AwsPolicy(
        on={
            "arn:aws:logs:*:*:*": ("logs:*",),
            "arn:aws:s3:::*": ("s3:GetObject", "s3:PutObject"),
        }
    ),
    # Traces and metrics.
    "AWSXRayDaemonWriteAccess": AwsPolicy(_TRACES),
    "AWSXrayWriteOnlyAccess": AwsPolicy(_TRACES),
    "AWSXrayFullAccess": AwsPolicy(("xray:*",)),
    "CloudWatchLambdaInsightsExecutionRolePolicy": AwsPolicy(
        ("logs:CreateLogGroup",),
        on={
            "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*": (
                "logs:CreateLogStream",
                "logs:PutLogEvents",
            )
        },
    ),
    "CloudWatchLambdaApplicationSignalsExecutionRolePolicy": AwsPolicy(
        ("xray:PutTraceSegments",),
        on={"arn:aws:logs:*:*:log-group:/aws/application-signals/data:*": _LOGS},
    ),
    # File systems.
    "AmazonElasticFileSystemClientReadOnlyAccess": AwsPolicy(
        ("elasticfilesystem:ClientMount", "elasticfilesystem:DescribeMountTargets")
    ),
    "AmazonElasticFileSystemClientReadWriteAccess": AwsPolicy(
        (
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientWrite",
            "elasticfilesystem:DescribeMountTargets",
        )
    ),
    "AmazonElasticFileSystemClientFullAccess": AwsPolicy(
        (
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientRootAccess",
            "elasticfilesystem:ClientWrite",
            "elasticfilesystem:DescribeMountTargets",
        )
    ),
    # Reading.
    "AmazonS3ReadOnlyAccess": AwsPolicy(
        (
            "s3:Get*",
            "s3:List*",
            "s3:Describe*",
            "s3-object-lambda:Get*",
            "s3-object-lambda:List*",
        )
    ),
    "AmazonSSMReadOnlyAccess": AwsPolicy(("ssm:Describe*", "ssm:Get*", "ssm:List*")),
    # Whole services.
    "AmazonDynamoDBFullAccess": AwsPolicy(
        ("dynamodb:*", "dax:*"),
        beyond=(
            "application-autoscaling",
            "cloudwatch",
            "datapipeline",
            "ec2",
            "iam",
            "kinesis",
            "kms",
            "lambda",
            "resource-groups",
            "sns",
            "tag",
        ),
    ),
    "AmazonDynamoDBFullAccess_v2": AwsPolicy(
        ("dynamodb:*", "dax:*"),
        beyond=(
            "application-autoscaling",
            "cloudwatch",
            "ec2",
            "iam",
            "kinesis",
            "kms",
            "lambda",
            "sns",
            "tag",
        ),
    ),
    "AmazonEC2FullAccess": AwsPolicy(
        ("ec2:*", "elasticloadbalancing:*", "cloudwatch:*", "autoscaling:*"), beyond=("iam",)
    ),
    "AmazonKinesisFullAccess": AwsPolicy(("kinesis:*",)),
    "AmazonPollyFullAccess": AwsPolicy(("polly:*",)),
    "AmazonRekognitionFullAccess": AwsPolicy(("rekognition:*",)),
    "AmazonS3FullAccess": AwsPolicy(("s3:*", "s3-object-lambda:*")),
    "AmazonSESFullAccess": AwsPolicy(("ses:*",)),
    "AmazonSNSFullAccess": AwsPolicy(("sns:*",), beyond=("sms-voice",)),
    "AmazonSQSFullAccess": AwsPolicy(("sqs:*",)),
    "AmazonTextractFullAccess": AwsPolicy(("textract:*",)),
    "AWSLambda_FullAccess": AwsPolicy(
        ("lambda:*",),
        beyond=(
            "cloudformation",
            "cloudwatch",
            "ec2",
            "iam",
            "kms",
            "logs",
            "states",
            "tag",
            "xray",
        ),
    ),
    "AWSLambda_ReadOnlyAccess": AwsPolicy(
        ("lambda:Get*", "lambda:List*"),
        beyond=(
            "cloudformation",
            "cloudwatch",
            "ec2",
            "iam",
            "kms",
            "logs",
            "states",
            "tag",
            "xray",
        ),
    ),
    "AWSStepFunctionsFullAccess": AwsPolicy(("states:*",)),
    "SecretsManagerReadWrite": AwsPolicy(
        ("secretsmanager:*",),
        beyond=(
            "cloudformation",
            "docdb-elastic",
            "ec2",
            "kms",
            "lambda",
            "rds",
            "redshift",
            "redshift-serverless",
            "s3",
            "serverlessrepo",
            "tag",
        ),
    ),
    # Everything, or the means to get there.
    "IAMFullAccess": AwsPolicy(("iam:*",), beyond=("organizations",)),
    "AdministratorAccess": AwsPolicy(("*",)),
    "PowerUserAccess": AwsPolicy(
        except_actions=("iam:*", "organizations:*", "account:*"),
        beyond=("account", "iam", "organizations"),
    ),
}

# Those that AWS has taken away, with what stands in for them.
WITHDRAWN: Final[Mapping[str, str]] = {
    "AWSLambdaFullAccess": "AWSLambda_FullAccess",
    "AWSLambdaReadOnlyAccess": "AWSLambda_ReadOnlyAccess",
}


def attachable_name(name: str) -> str:
    """The policy of AWS that is meant: its own name, or the right one for a wrong path.

    See: https://docs.aws.amazon.com/lambda/latest/dg/security-iam-awsmanpol.html
    """
    last = name.rpartition("/")[2]
    if last in WITHDRAWN:
        return WITHDRAWN[last]
    return next((known for known in AWS_POLICIES if known.rpartition("/")[2] == last), name)
