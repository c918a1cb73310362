"""What other linters say of the constructs with their defaults."""

from collections.abc import Callable

import pytest
from aws_cdk import Acknowledgment, App, Stack, Validations
from aws_cdk.assertions import Template
from cdk_nag import ServerlessChecks

from constructs_lib import VersionedFunction

MakeFunction = Callable[..., VersionedFunction]
CfnLint = Callable[[Template], list[str]]


def test_cfn_lint_has_nothing_to_say_of_a_function(
    stack: Stack, make_function: MakeFunction, cfn_lint: CfnLint
) -> None:
    make_function()

    assert cfn_lint(Template.from_stack(stack)) == []


def test_cfn_lint_has_nothing_to_say_of_a_release(
    stack: Stack, make_function: MakeFunction, cfn_lint: CfnLint
) -> None:
    make_function().release("live")

    assert cfn_lint(Template.from_stack(stack)) == []


def test_cdk_nag_has_nothing_else_to_say_of_a_release(
    app: App, make_function: MakeFunction
) -> None:
    function = make_function()
    function.release("live")
    Validations.of(function).acknowledge(
        Acknowledgment(
            id="Serverless::Serverless-LambdaDLQ",
            reason="what becomes of asynchronous calls that fail is for the caller's app to say",
        )
    )
    Validations.of(app).add_plugins(ServerlessChecks())

    app.synth()  # raises where a finding is not acknowledged


def test_cdk_nag_fails_without_the_acknowledgement(app: App, make_function: MakeFunction) -> None:
    make_function()
    Validations.of(app).add_plugins(ServerlessChecks())

    with pytest.raises(RuntimeError, match="ValidationFailed"):
        app.synth()
