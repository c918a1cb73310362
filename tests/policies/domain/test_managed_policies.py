from __future__ import annotations

import datetime as dt

import pytest

from policies.domain.managed_policies import AWS_POLICIES, VERIFIED, WITHDRAWN, attachable_name


@pytest.mark.parametrize("name", AWS_POLICIES)
def test_every_policy_grants_something_that_looks_like_an_action(name: str) -> None:
    policy = AWS_POLICIES[name]
    granted = [*policy.actions, *policy.except_actions, *sum(policy.on.values(), ())]

    assert granted
    for action in granted:
        service, colon, operation = action.partition(":")
        assert action == "*" or (service.islower() and colon and operation)


@pytest.mark.parametrize("name", AWS_POLICIES)
def test_what_is_not_written_down_is_about_other_services(name: str) -> None:
    policy = AWS_POLICIES[name]
    whole = {action.removesuffix(":*") for action in policy.actions if action.endswith(":*")}

    assert whole.isdisjoint(policy.beyond)


def test_the_table_is_dated() -> None:
    assert dt.date.fromisoformat(VERIFIED) >= dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "services"),
    [
        ("AdministratorAccess", ["*"]),
        ("PowerUserAccess", ["*"]),
        ("AmazonS3FullAccess", ["s3", "s3-object-lambda"]),
        ("AmazonS3ReadOnlyAccess", []),
        ("service-role/AWSLambdaBasicExecutionRole", []),
    ],
)
def test_whole_services_are_told(name: str, services: list[str]) -> None:
    assert AWS_POLICIES[name].whole_services == services


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("AWSLambdaRole", "service-role/AWSLambdaRole"),
        ("service-role/AWSLambdaRole", "service-role/AWSLambdaRole"),
        ("AWSLambdaFullAccess", "AWSLambda_FullAccess"),
        ("job-function/SomethingElse", "job-function/SomethingElse"),
    ],
)
def test_the_policy_that_is_meant_is_known(name: str, right: str) -> None:
    assert attachable_name(name) == right


def test_no_policy_that_is_withdrawn_is_in_the_table() -> None:
    assert WITHDRAWN.keys().isdisjoint(AWS_POLICIES)
    assert set(WITHDRAWN.values()) <= AWS_POLICIES.keys()
