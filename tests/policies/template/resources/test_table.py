from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.table import GlobalTable, Table
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def table(template_of: TemplateOf) -> Any:
    def made(kind: type[Table] = Table, **properties: Any) -> Table:
        resources = {"Table": {"Type": kind.type_name, "Properties": properties}}
        return template_of(resources).of(kind)[0]

    return made


@pytest.mark.parametrize("kind", [Table, GlobalTable])
def test_a_stream_is_specified_or_not(table: Any, unknown: Any, kind: type[Table]) -> None:
    assert table(kind, StreamSpecification={"StreamViewType": "NEW_IMAGE"}).has_stream is True
    assert table(kind).has_stream is False
    assert table(kind, StreamSpecification={"Ref": "AWS::NoValue"}).has_stream is False
    assert isinstance(table(kind, StreamSpecification=unknown).has_stream, Unresolved)


def test_a_global_table_may_have_replicas(table: Any, unknown: Any) -> None:
    here, there = {"Region": "eu-west-1"}, {"Region": "eu-central-1"}

    assert table().is_replicated is False
    assert table(GlobalTable, Replicas=[here]).is_replicated is False
    assert table(GlobalTable, Replicas=[here, there]).is_replicated is True
    assert isinstance(table(GlobalTable, Replicas=unknown).is_replicated, Unresolved)
