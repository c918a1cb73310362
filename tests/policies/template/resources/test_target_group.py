from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.target_group import TargetGroup

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


@pytest.fixture
def target_group(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> TargetGroup:
        resources = {"It": {"Type": TargetGroup.type_name, "Properties": properties}}
        return template_of(resources).of(TargetGroup)[0]

    return made


def test_targets_of_functions(target_group: Any, unknown: Any) -> None:
    assert target_group(TargetType="lambda").is_of_function
    assert not target_group(TargetType=unknown).is_of_function
    assert target_group(Targets=[{"Id": "a"}, {"Id": unknown}]).certain_target_count == 2
    assert target_group(Targets=unknown).certain_target_count == 0
