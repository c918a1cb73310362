from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.alias_name_malformed import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def alias(name: Any) -> dict[str, Any]:
    properties = {"FunctionName": "quote", "FunctionVersion": "3", "Name": name}
    return {"Live": {"Type": "AWS::Lambda::Alias", "Properties": properties}}


@pytest.mark.parametrize("name", ["release/1.2", "42", "live stage", "$LATEST", "prüfung"])
def test_a_name_is_letters_digits_hyphens_and_underscores(judge: Judge, name: str) -> None:
    [finding] = judge(rule, alias(name))

    assert finding.message == (
        "alias name must be letters, digits, underscores and hyphens, not only digits, got "
        f"{name!r}"
    )
    assert finding.fix == "set Name to letters, digits, hyphens and underscores, such as live"
    assert finding.at == "Name"


@pytest.mark.parametrize(("name", "length"), [("", 0), ("a" * 129, 129)], ids=["none", "too long"])
def test_a_name_has_a_length(judge: Judge, name: str, length: int) -> None:
    [finding] = judge(rule, alias(name))

    assert finding.message == f"alias name must be 1 to 128 characters, got {length} characters"


@pytest.mark.parametrize(
    "name",
    ["a", "a" * 128, "release-1_2", "7of9", {"Ref": "Unknown"}, {"Ref": "AWS::NoValue"}],
    ids=["short", "long", "punctuated", "digits and letters", "unknown", "absent"],
)
def test_silent(judge: Judge, name: Any) -> None:
    assert judge(rule, alias(name)) == []
