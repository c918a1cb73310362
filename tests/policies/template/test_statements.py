from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.role import Role
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.statements import PolicyDocument
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def document(template_of: TemplateOf) -> Any:
    def made(statements: Any) -> PolicyDocument:
        policies = [{"PolicyDocument": {"Statement": statements}}]
        resources = {"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": policies}}}
        conditions = {"Perhaps": {"Fn::Equals": [{"Ref": "Unknown"}, "yes"]}}
        [found] = template_of(resources, Conditions=conditions).of(Role)
        assert isinstance(found.inline_policies, list)
        return found.inline_policies[0]

    return made


@pytest.fixture
def statement(document: Any) -> Any:
    def made(**elements: Any) -> Any:
        [only] = document([{"Effect": "Allow", **elements}]).statements
        return only

    return made


def test_an_action_is_named_by_itself_or_by_a_wildcard(statement: Any) -> None:
    made = statement(Action=["sqs:Receive*", "s3:GetObject"])

    assert made.names("sqs:ReceiveMessage") is True
    assert made.names("s3:getobject") is True
    assert made.names("sqs:DeleteMessage") is False


def test_an_action_is_named_unless_it_is_excluded(statement: Any) -> None:
    made = statement(NotAction="iam:*")

    assert made.names("sqs:ReceiveMessage") is True
    assert made.names("iam:PassRole") is False


def test_an_action_known_at_deployment_may_be_any(statement: Any, unknown: Any) -> None:
    assert isinstance(statement(Action=unknown).names("sqs:ReceiveMessage"), Unresolved)
    assert isinstance(statement(NotAction=unknown).names("sqs:ReceiveMessage"), Unresolved)
    assert isinstance(statement().names("sqs:ReceiveMessage"), Unresolved)
    assert statement(Action=["sqs:*", unknown]).names("sqs:ReceiveMessage") is True


def test_a_statement_is_about_the_resources_it_names(statement: Any, unknown: Any) -> None:
    made = statement(Action="*", Resource=["arn:aws:sqs:*:*:a", "arn:aws:sqs:*:*:b"])

    assert made.may_be_about("arn:aws:sqs:eu-west-1:123456789012:b")
    assert made.may_be_about(None)
    assert not made.may_be_about("arn:aws:sqs:eu-west-1:123456789012:c")
    assert statement(Action="*", Resource=unknown).may_be_about("arn:aws:s3:::c")
    assert statement(Action="*", NotResource="arn:aws:s3:::c").may_be_about("arn:aws:s3:::c")


def test_a_statement_about_everything_says_so(statement: Any) -> None:
    assert statement(Resource=["arn:aws:s3:::c", "*"]).is_about_everything
    assert not statement(Resource="arn:aws:s3:::c").is_about_everything
    assert not statement().is_about_everything


def test_a_statement_may_hold_under_a_condition(statement: Any, unknown: Any) -> None:
    assert statement(Condition={"Bool": {"aws:SecureTransport": "true"}}).is_conditional
    assert statement(Condition=unknown).is_conditional
    assert not statement().is_conditional


@pytest.mark.parametrize(
    ("principal", "told"),
    [
        ("*", {"AWS": ["*"]}),
        ({"Service": ["a", "b"]}, {"Service": ["a", "b"]}),
        ({"AWS": "arn:aws:iam::1:root"}, {"AWS": ["arn:aws:iam::1:root"]}),
        (None, None),
    ],
)
def test_principals_are_told_by_their_kind(statement: Any, principal: Any, told: Any) -> None:
    assert statement(Principal=principal).principals == told


def test_an_unknown_principal_is_unresolved(statement: Any, unknown: Any) -> None:
    assert isinstance(statement(Principal=unknown).principals, Unresolved)


def test_what_denies_does_not_allow(document: Any, unknown: Any) -> None:
    denies, perhaps = document([{"Effect": "Deny"}, {"Effect": unknown}]).statements

    assert not denies.allows
    assert not perhaps.allows
    assert isinstance(perhaps.effect, Unresolved)


def test_a_single_statement_needs_no_list(document: Any) -> None:
    made = document({"Effect": "Allow", "Action": "*"})

    assert made.is_complete
    assert made.statements[0].at == "Policies.0.PolicyDocument.Statement"


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param({"Ref": "Unknown"}, id="all unknown"),
        pytest.param([{"Ref": "Unknown"}], id="one unknown"),
        pytest.param(
            [{"Fn::If": ["Perhaps", {"Effect": "Allow"}, {"Ref": "AWS::NoValue"}]}],
            id="one perhaps",
        ),
        pytest.param("no policy", id="no policy"),
        pytest.param(None, id="none"),
    ],
)
def test_a_document_of_which_something_is_unknown_is_not_complete(
    document: Any, statements: Any
) -> None:
    assert not document(statements).is_complete


def test_the_actions_that_cover_a_whole_service_are_told(statement: Any) -> None:
    made = statement(Action=["s3:*", "s3:Get*", "*", {"Ref": "Unknown"}, "nothing"])

    assert made.named_actions == ["s3:*", "s3:Get*", "*", "nothing"]
    assert made.whole_services == ["s3:*", "*"]
    assert statement().named_actions == []


def test_the_actions_that_raise_rights_are_told(statement: Any) -> None:
    assert statement(Action=["iam:Put*", "iam:GetRole", "*"]).raising_actions == ["iam:Put*"]


def test_everything_on_everything_makes_an_administrator(statement: Any) -> None:
    assert statement(Action="*", Resource="*").makes_administrator
    assert not statement(Action="*", Resource="arn:aws:s3:::c").makes_administrator
    assert not statement(Action="*", Resource="*", Effect="Deny").makes_administrator
    assert not statement(Action="*", Resource="*", Condition={"Bool": {}}).makes_administrator
