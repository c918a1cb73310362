from __future__ import annotations

from policies.domain.resource_policies import statement_bytes


def test_a_statement_is_as_long_as_its_json() -> None:
    statement = (
        '{"Sid":"Invoke","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},'
        '"Action":"lambda:InvokeFunction",'
        '"Resource":"arn:aws:lambda:eu-west-1:123456789012:function:bill",'
        '"Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:sns:eu-west-1:123456789012:orders"}}}'
    )

    assert len(statement) == statement_bytes(
        statement_id="Invoke",
        principal="sns.amazonaws.com",
        action="lambda:InvokeFunction",
        function_name="bill",
        conditions={"AWS:SourceArn": "arn:aws:sns:eu-west-1:123456789012:orders"},
    )


def test_a_statement_without_conditions_names_none() -> None:
    short = statement_bytes(
        statement_id="", principal="*", action="*", function_name="", conditions={}
    )

    assert short == len(
        '{"Sid":"","Effect":"Allow","Principal":{"Service":"*"},"Action":"*",'
        '"Resource":"arn:aws:lambda:eu-west-1:123456789012:function:"}'
    )


def test_letters_beyond_ascii_count_in_bytes() -> None:
    def size(name: str) -> int:
        return statement_bytes(
            statement_id="", principal="", action="", function_name=name, conditions={}
        )

    assert size("ü") == size("u") + 1
