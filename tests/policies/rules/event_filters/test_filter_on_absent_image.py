from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_filters.filter_on_absent_image import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

UNKNOWN = {"Ref": "Unknown"}


def scene(view: Any, *patterns: Any) -> dict[str, Any]:
    said = {
        "EventSourceArn": {"Fn::GetAtt": ["Orders", "StreamArn"]},
        "FilterCriteria": {"Filters": [{"Pattern": each} for each in patterns]},
    }
    stream = {"StreamSpecification": {"StreamViewType": view}}
    return {
        "Orders": {"Type": "AWS::DynamoDB::Table", "Properties": stream},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": said},
    }


NEW = '{"dynamodb":{"NewImage":{"state":{"S":["paid"]}}}}'
OLD = '{"dynamodb":{"OldImage":{"state":{"S":["paid"]}}}}'


def test_an_image_that_never_comes(judge: Judge) -> None:
    [finding] = judge(rule, scene("KEYS_ONLY", OLD.replace("OldImage", "Keys"), NEW))

    assert (
        finding.message
        == "filter 1: NewImage must be in the stream of Orders, got one of KEYS_ONLY"
    )
    assert finding.fix == "set StreamViewType of Orders to NEW_AND_OLD_IMAGES"
    assert finding.at == "FilterCriteria.Filters.1"


@pytest.mark.parametrize(("view", "pattern"), [("OLD_IMAGE", NEW), ("NEW_IMAGE", OLD)])
def test_one_image_is_not_the_other(judge: Judge, view: str, pattern: str) -> None:
    assert len(judge(rule, scene(view, pattern))) == 1


@pytest.mark.parametrize(
    ("view", "pattern"),
    [
        pytest.param("NEW_AND_OLD_IMAGES", NEW, id="both come"),
        pytest.param("NEW_IMAGE", NEW, id="it comes"),
        pytest.param(UNKNOWN, NEW, id="view unknown"),
        pytest.param("KEYS_ONLY", UNKNOWN, id="pattern unknown"),
        pytest.param("KEYS_ONLY", "{", id="no JSON, as another rule tells"),
        pytest.param("KEYS_ONLY", '{"dynamodb":["x"]}', id="no object"),
        pytest.param("KEYS_ONLY", '{"eventName":["INSERT"]}', id="no image"),
        pytest.param(
            "KEYS_ONLY",
            '{"dynamodb":{"NewImage":{"state":{"S":[{"exists":false}]}}}}',
            id="absent as it must be",
        ),
    ],
)
def test_silent(judge: Judge, view: Any, pattern: Any) -> None:
    assert judge(rule, scene(view, pattern)) == []
