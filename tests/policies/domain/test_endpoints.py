from __future__ import annotations

import pytest

from policies.domain.endpoints import (
    GATEWAY_SERVICES,
    endpoint_of,
    is_delegated,
    known_services,
    redirects_calls,
    services_by_prefix,
)


@pytest.mark.parametrize(
    ("action", "service"),
    [
        ("sqs:SendMessage", "sqs"),
        ("SQS:SendMessage", "sqs"),
        ("kinesis:PutRecord", "kinesis-streams"),
        ("firehose:PutRecordBatch", "kinesis-firehose"),
        ("cloudwatch:PutMetricData", "monitoring"),
        ("codedeploy:PutLifecycleEventHookExecutionStatus", "codedeploy"),
        ("appconfig:GetLatestConfiguration", "appconfigdata"),
        ("appconfig:StartConfigurationSession", "appconfigdata"),
        ("appconfig:GetDeployment", "appconfig"),
        ("ses:SendEmail", "email"),
        ("ecs:RunTask", "ecs"),
        ("lambda:InvokeFunction", "lambda"),
        ("states:StartExecution", "states"),
        ("states:StartSyncExecution", "sync-states"),
        ("sagemaker:InvokeEndpoint", "sagemaker.runtime"),
        ("sagemaker:CreateTrainingJob", "sagemaker.api"),
        ("bedrock:InvokeModelWithResponseStream", "bedrock-runtime"),
        ("bedrock:RetrieveAndGenerate", "bedrock-agent-runtime"),
        ("bedrock:ListFoundationModels", "bedrock"),
    ],
)
def test_an_action_is_taken_by_the_endpoint_of_its_service(action: str, service: str) -> None:
    endpoint = endpoint_of(action)

    assert endpoint is not None
    assert endpoint.service == service
    assert endpoint.prefix == action.partition(":")[0].lower()


@pytest.mark.parametrize(
    "action", ["*", "iam:GetRole", "logs:PutLogEvents", "kms:Decrypt", "lambda:InvokeFunctionUrl"]
)
def test_what_no_function_calls_by_an_endpoint_of_its_own_has_none(action: str) -> None:
    assert endpoint_of(action) is None


def test_gateway_endpoints_are_those_of_s3_and_dynamodb() -> None:
    actions = ("s3:GetObject", "dynamodb:GetItem", "sqs:SendMessage")

    assert [each.is_gateway for each in map(endpoint_of, actions) if each] == [True, True, False]


def test_what_lambda_does_with_a_role_is_told_from_what_the_code_does() -> None:
    assert is_delegated("sqs:ReceiveMessage")
    assert not is_delegated("sqs:*")
    assert not is_delegated("sqs:PurgeQueue")


def test_a_service_is_known_by_the_end_of_its_endpoint_s_name() -> None:
    services = known_services()

    assert {"sqs", "kms", "monitoring", "bedrock-runtime"} <= {*services}
    assert not {"kinesis", "sagemaker", *GATEWAY_SERVICES} & {*services}
    assert services == sorted(services)


@pytest.mark.parametrize(
    ("prefix", "services"),
    [
        ("sqs", ["sqs"]),
        ("kinesis", ["kinesis-streams"]),
        ("sagemaker", ["sagemaker.api", "sagemaker.runtime"]),
        ("ses", ["email"]),
        ("sqqs", []),
    ],
)
def test_a_prefix_of_actions_leads_to_endpoints(prefix: str, services: list[str]) -> None:
    assert services_by_prefix(prefix) == services


@pytest.mark.parametrize(
    ("names", "are_redirected"),
    [
        ([], False),
        (["TABLE", "NO_PROXY_HERE"], False),
        (["https_proxy"], True),
        (["AWS_ENDPOINT_URL_SQS"], True),
    ],
)
def test_a_proxy_or_an_address_of_its_own_takes_the_calls(
    names: list[str], *, are_redirected: bool
) -> None:
    assert redirects_calls(names) is are_redirected
