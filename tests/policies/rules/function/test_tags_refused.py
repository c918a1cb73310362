from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.tags_refused import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_a_key_of_aws_is_refused(judge: Judge) -> None:
    [finding] = judge(
        rule, function(Tags=[{"Key": "team", "Value": "a"}, {"Key": "AWS:team", "Value": "b"}])
    )

    assert (
        finding.message
        == "tag key must not begin with aws:, which AWS keeps for itself, got 'AWS:team'"
    )
    assert finding.fix == "rename the tag or drop it"
    assert finding.at == "Tags.1.Key"


def test_a_long_value_is_to_be_shortened(judge: Judge) -> None:
    [finding] = judge(rule, function(Tags=[{"Key": "team", "Value": "x" * 257}]))

    assert finding.message == "tag value must be 0 to 256 characters, got 257 characters"
    assert finding.fix == "shorten it to 256 characters or fewer"
    assert finding.at == "Tags.0.Value"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Tags": [{"Key": "x" * 129, "Value": ""}]},
            "tag key must be 1 to 128 characters, got 129 characters",
            id="a long key",
        ),
        pytest.param(
            {"Tags": [{"Key": "", "Value": "a"}]},
            "tag key must be 1 to 128 characters, got 0 characters",
            id="an empty key",
        ),
        pytest.param(
            {"Tags": [{"Key": "team", "Value": "a"}, {"Key": "team", "Value": "b"}]},
            "tag key must stand once, got 'team' again",
            id="a key twice",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param({"Tags": [{"Key": "x" * 128, "Value": "y" * 256}]}, id="the longest"),
        pytest.param(
            {"Tags": [{"Key": "team", "Value": "a"}, {"Key": "Team", "Value": "b"}]},
            id="keys that differ in case",
        ),
        pytest.param(
            {
                "Tags": [
                    {"Key": {"Ref": "Unknown"}, "Value": {"Ref": "Unknown"}},
                    {"Key": {"Ref": "Unknown"}, "Value": {"Ref": "Unknown"}},
                ]
            },
            id="known at deployment only",
        ),
        pytest.param({"Tags": {"Ref": "Unknown"}}, id="the list known at deployment only"),
        pytest.param({"Tags": [{"Key": "billing:aws:team", "Value": "a"}]}, id="a colon inside"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
