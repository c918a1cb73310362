from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.observability.alarm_namespace_misspelled import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.observability.conftest import WithAlarm

UNKNOWN = {"Ref": "Unknown"}


@pytest.mark.parametrize("namespace", ["AWS/lambda", "aws/lambda", "AWS/ Lambda", "AWS-Lambda"])
def test_almost_the_namespace_is_another(
    judge: Judge, with_alarm: WithAlarm, namespace: str
) -> None:
    [finding] = judge(rule, with_alarm(Namespace=namespace))

    assert finding.message == (
        f"namespace of the metrics of Lambda must be AWS/Lambda, got {namespace!r}"
    )
    assert finding.fix == "set Namespace to AWS/Lambda"
    assert finding.at == "Namespace"


@pytest.mark.parametrize("namespace", ["AWS/Lambda", "AWS/SQS", "Shop", UNKNOWN])
def test_silent(judge: Judge, with_alarm: WithAlarm, namespace: Any) -> None:
    assert judge(rule, with_alarm(Namespace=namespace)) == []
