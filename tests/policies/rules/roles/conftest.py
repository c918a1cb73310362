"""A function with a role, and what both may be given."""

from __future__ import annotations

from typing import Any

import pytest

BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


class Scene:
    """Resources around BillRole and the function Bill, which has it."""

    def __call__(
        self,
        *statements: Any,
        managed: Any = (BASIC,),
        role: dict[str, Any] | None = None,
        function: dict[str, Any] | None = None,
        **others: Any,
    ) -> dict[str, Any]:
        """The role has these statements, and managed policies: that for logs by default."""
        own = {"PolicyName": "own", "PolicyDocument": {"Statement": list(statements)}}
        properties = {
            "AssumeRolePolicyDocument": self.trust({"Service": "lambda.amazonaws.com"}),
            "ManagedPolicyArns": managed if isinstance(managed, dict) else list(managed),
            "Policies": [own] if statements else [],
        }
        return {
            "BillRole": {"Type": "AWS::IAM::Role", "Properties": properties | (role or {})},
            "Bill": {
                "Type": "AWS::Lambda::Function",
                "Properties": {"Role": {"Fn::GetAtt": ["BillRole", "Arn"]}} | (function or {}),
            },
            **others,
        }

    def grant(self, actions: Any, resource: Any = "*", **elements: Any) -> dict[str, Any]:
        """A statement that allows actions."""
        return {"Effect": "Allow", "Action": actions, "Resource": resource} | elements

    def trust(self, *principals: Any, **elements: Any) -> dict[str, Any]:
        """A policy that lets these assume the role."""
        allowed = {"Effect": "Allow", "Action": "sts:AssumeRole"} | elements
        return {"Statement": [allowed | {"Principal": principal} for principal in principals]}

    def policy(self, *statements: Any, kind: str = "Policy", **properties: Any) -> dict[str, Any]:
        """A policy of its own with these statements, attached to BillRole."""
        document = {"PolicyDocument": {"Statement": list(statements)}}
        roles = {"Roles": [{"Ref": "BillRole"}]}
        return {"Type": f"AWS::IAM::{kind}", "Properties": document | roles | properties}

    def polling(self, source: Any, **properties: Any) -> dict[str, Any]:
        """A mapping from a source to Bill."""
        own = {"EventSourceArn": source, "FunctionName": {"Ref": "Bill"}} | properties
        return {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own}


@pytest.fixture
def scene() -> Scene:
    """Makes resources around a function with a role."""
    return Scene()
