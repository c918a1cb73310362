from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def number(template_of: TemplateOf, value: Any) -> float | Unresolved | None:
    resources = {"A": {"Type": "X", "Properties": {"Number": value}}}
    return template_of(resources).resources["A"].number("Number")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param(0.1, 0.1, id="a fraction"),
        pytest.param("0.1", 0.1, id="as text"),
        pytest.param(".5", 0.5, id="without the zero"),
        pytest.param("-2", -2, id="negative"),
        pytest.param(10, 10, id="whole"),
        pytest.param("70.0", 70, id="whole, written with a point"),
        pytest.param({"Ref": "AWS::NoValue"}, None, id="absent"),
    ],
)
def test_a_number_may_be_written_as_text(
    template_of: TemplateOf, written: Any, value: float | None
) -> None:
    found = number(template_of, written)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param({"Ref": "Unknown"}, id="unknown"),
        pytest.param("much", id="a word"),
        pytest.param("1e5", id="an exponent"),
        pytest.param("9" * 5000, id="digits without end"),
        pytest.param(10**25, id="more than AWS counts"),
        pytest.param(True, id="a truth"),
        pytest.param([1], id="a list"),
    ],
)
def test_anything_else_is_no_number(template_of: TemplateOf, written: Any) -> None:
    assert isinstance(number(template_of, written), Unresolved)
