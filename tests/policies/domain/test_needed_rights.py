from __future__ import annotations

import pytest

from policies.domain.event_sources import TITLES
from policies.domain.managed_policies import AWS_POLICIES
from policies.domain.needed_rights import NETWORK, SOURCE, TRACING, Need


@pytest.mark.parametrize(
    ("policy", "needs"),
    [
        ("service-role/AWSLambdaSQSQueueExecutionRole", SOURCE["sqs"]),
        ("service-role/AWSLambdaKinesisExecutionRole", SOURCE["kinesis"]),
        ("service-role/AWSLambdaDynamoDBExecutionRole", SOURCE["dynamodb"]),
        ("service-role/AWSLambdaMSKExecutionRole", SOURCE["kafka"]),
        ("service-role/AWSLambdaVPCAccessExecutionRole", NETWORK),
        ("AWSXRayDaemonWriteAccess", TRACING),
    ],
)
def test_the_managed_policy_for_it_has_all_that_is_needed(
    policy: str, needs: tuple[Need, ...]
) -> None:
    granted = AWS_POLICIES[policy].actions

    assert [need for need in needs if not set(need.actions) & set(granted)] == []


def test_a_need_that_several_actions_meet_names_them_all() -> None:
    assert str(Need(("a:B", "a:C"))) == "a:B or a:C"


def test_every_kind_of_source_has_its_needs() -> None:
    assert SOURCE.keys() == TITLES.keys()
