"""How often a construct asks the Node process of jsii: exact, unlike time, and most of its cost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from aws_cdk import Aws, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from aws_cdk.aws_sns import Topic

from constructs_lib import Monitoring
from tests.constructs_lib.spellings import SOURCE, codedeploy_of, ours, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_cdk import App


# Creates: construct, log group, role, function, alias, alarm, deployment group.
# Gets: current version, and its name, which holds the function's. Calls: the grant to write logs.
OURS = 10
# The same template, spelled the way the CDK's own examples spell it.
PLAIN = 21


def test_a_function_with_a_release_costs_10_round_trips(
    stack: Stack, round_trips: Callable[[], Any]
) -> None:
    code = lambda_.Code.from_inline(SOURCE)
    ours(stack, "First", code)  # makes what the stack and the process have once

    with round_trips() as requests:
        ours(stack, "Second", code)

    assert len(requests) == OURS


def test_the_same_in_plain_l2_constructs_costs_21(
    stack: Stack, round_trips: Callable[[], Any]
) -> None:
    shared = codedeploy_of(stack)

    with round_trips() as requests:
        plain(stack, "Second", *shared)

    assert len(requests) == PLAIN


def test_both_are_the_same_template(app: App) -> None:
    our_stack, plain_stack = Stack(app, "Ours"), Stack(app, "Plain")
    ours(our_stack, "Detector", lambda_.Code.from_inline(SOURCE))
    plain(plain_stack, "Detector", *codedeploy_of(plain_stack))

    [our_alarm] = Template.from_stack(our_stack).find_resources("AWS::CloudWatch::Alarm")
    [plain_alarm] = Template.from_stack(plain_stack).find_resources("AWS::CloudWatch::Alarm")
    # Ours is the L1 construct, which has its name for itself: the digest at the end differs.
    renamed = json.dumps(Template.from_stack(plain_stack).to_json()).replace(plain_alarm, our_alarm)
    assert our_alarm[:-8] == plain_alarm[:-8]
    assert Template.from_stack(our_stack).to_json() == json.loads(renamed)


def test_monitoring_costs_one_for_each_resource_and_for_three_values(
    stack: Stack, round_trips: Callable[[], Any]
) -> None:
    code = lambda_.Code.from_inline(SOURCE)
    topic = Topic(stack, "OnCall")
    ours(stack, "First", code, monitoring=Monitoring(notify=topic))

    with round_trips() as requests:
        ours(stack, "Second", code, monitoring=Monitoring(notify=topic))

    # Alarms of the release and of the function, the dashboard, the queries.
    resources = 3 + 2 + 1 + 4
    # The topic for both kinds of alarms, the log group.
    assert len(requests) == OURS + resources + 3


@pytest.mark.parametrize(
    ("value", "more"),
    [pytest.param("strict", 0, id="text"), pytest.param(Aws.STACK_NAME, 1, id="a token")],
)
def test_whether_a_value_waits_for_the_deployment_costs_one_where_there_is_a_token(
    stack: Stack, round_trips: Callable[[], Any], value: str, more: int
) -> None:
    code = lambda_.Code.from_inline(SOURCE)
    ours(stack, "First", code)
    names = ("MODE", "OTHER_MODE", "LAST_MODE")

    with round_trips() as requests:
        ours(stack, "Second", code, environment=dict.fromkeys(names, value))

    assert len(requests) == OURS + more


def test_importing_the_constructs_asks_nothing() -> None:
    program = """
import aws_cdk.aws_cloudwatch, aws_cdk.aws_codedeploy, aws_cdk.aws_iam, aws_cdk.aws_lambda
import aws_cdk.aws_logs
from jsii._kernel import Kernel

def refuse(request, response_type):
    raise AssertionError(f"asked {request}")

aws_cdk.Duration.seconds(1)
Kernel().provider._process.send = refuse
import constructs_lib
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr
