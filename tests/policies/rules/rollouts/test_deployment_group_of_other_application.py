from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.rollouts.deployment_group_of_other_application import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.rollouts.conftest import Release

OTHER = {
    "Others": {
        "Type": "AWS::CodeDeploy::Application",
        "Properties": {"ComputePlatform": "Lambda", "ApplicationName": "others"},
    }
}


@pytest.mark.parametrize("name", [{"Ref": "Others"}, "others"])
def test_an_alias_that_looks_elsewhere_is_found(judge: Judge, release: Release, name: Any) -> None:
    [finding] = judge(rule, release(update={"ApplicationName": name}, more=OTHER))

    assert finding.message == ("application must be the one that Live names, Others, got Releases")
    assert finding.fix == (
        "set ApplicationName to Others, or that of the alias' UpdatePolicy to Releases"
    )
    assert finding.at == "ApplicationName"


@pytest.mark.parametrize("name", [{"Ref": "Releases"}, {"Ref": "Unknown"}, "elsewhere", None])
def test_silent(judge: Judge, release: Release, name: Any) -> None:
    assert judge(rule, release(update={"ApplicationName": name}, more=OTHER)) == []


def test_a_group_of_an_unknown_application_is_not_judged(judge: Judge, release: Release) -> None:
    group = {"ApplicationName": {"Ref": "Unknown"}}

    assert judge(rule, release(group=group, update={"ApplicationName": "others"})) == []
