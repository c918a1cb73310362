from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.log_groups import function_meant_by, is_written_to, log_group_of
from policies.template.resources.function import Function
from policies.template.resources.log_group import LogGroup
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.template import Template
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def scene(template_of: TemplateOf) -> Any:
    def made(name: Any = None, **function: Any) -> Template:
        group = {"LogGroupName": name} if name else {}
        return template_of(
            {
                "Fn": {"Type": "AWS::Lambda::Function", "Properties": function},
                "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": group},
            }
        )

    return made


@pytest.mark.parametrize(
    ("name", "function", "found"),
    [
        (None, {"LoggingConfig": {"LogGroup": {"Ref": "Logs"}}}, "Logs"),
        ("own", {"LoggingConfig": {"LogGroup": "own"}}, "Logs"),
        ({"Fn::Sub": "/aws/lambda/${Fn}"}, {}, "Logs"),
        (None, {}, None),
        ("/aws/lambda/Fn", {}, None),
    ],
)
def test_the_group_that_a_function_writes_to(
    scene: Any, name: Any, function: Any, found: str | None
) -> None:
    group = log_group_of(scene(name, **function).of(Function)[0])

    assert (group.logical_id if isinstance(group, LogGroup) else group) == found


def test_a_group_that_is_elsewhere_is_unresolved(scene: Any) -> None:
    function = scene(LoggingConfig={"LogGroup": "elsewhere"}).of(Function)[0]

    assert isinstance(log_group_of(function), Unresolved)


@pytest.mark.parametrize(
    ("configured", "is_used"),
    [
        ({"Ref": "Logs"}, True),
        ("own", True),
        ({"Fn::ImportValue": "x"}, True),
        ("other", False),
        (None, False),
    ],
)
def test_a_group_that_a_function_names_is_written_to(
    scene: Any, configured: Any, *, is_used: bool
) -> None:
    logging = {"LoggingConfig": {"LogGroup": configured}} if configured else {}
    [group] = scene("own", **logging).of(LogGroup)

    assert is_written_to(group) is is_used


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("/aws/lambda/Fn", "Fn"),
        ({"Fn::Sub": "aws/lambda/${Fn}"}, "Fn"),
        ({"Fn::Sub": "/aws/lambda/${Fn}"}, None),
        ({"Fn::Sub": "/mine/${Fn}"}, None),
        ({"Fn::Sub": "/aws/lambda/${Unknown}"}, None),
        ("/aws/lambda/Logs", None),
        ("/aws/lambda/elsewhere", None),
        (None, None),
    ],
)
def test_a_slip_in_a_name_tells_which_function_is_meant(
    scene: Any, name: Any, meant: str | None
) -> None:
    found = function_meant_by(scene(name).of(LogGroup)[0])

    assert (found.logical_id if found else None) == meant
