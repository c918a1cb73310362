from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.roles.role_allows_all_but import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.roles.conftest import Scene


@pytest.mark.parametrize("element", ["NotAction", "NotResource"])
def test_what_excepts_is_told(judge: Judge, scene: Scene, element: str) -> None:
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    del statement[element.removeprefix("Not")]

    [finding] = judge(rule, scene(statement | {element: "arn:aws:s3:::bills/*"}))

    assert finding.message == f"what functions may do must be named, got {element} with Allow"
    assert finding.fix == f"list what the function needs in {element.removeprefix('Not')}"
    assert finding.at == f"Policies.0.PolicyDocument.Statement.0.{element}"


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param({"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}, id="denying"),
        pytest.param({"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, id="naming"),
        pytest.param(
            {"Effect": {"Ref": "Unknown"}, "NotAction": "s3:*", "Resource": "*"}, id="unknown"
        ),
        pytest.param(
            {
                "Effect": "Allow",
                "NotAction": "s3:*",
                "Resource": "*",
                "Condition": {"Bool": {"a": "b"}},
            },
            id="perhaps",
        ),
    ],
)
def test_silent(judge: Judge, scene: Scene, statement: dict[str, Any]) -> None:
    assert judge(rule, scene(statement)) == []
