from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.layer_license_too_long import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def layer(text: Any) -> dict[str, Any]:
    properties = {} if text is None else {"LicenseInfo": text}
    return {"Numbers": {"Type": "AWS::Lambda::LayerVersion", "Properties": properties}}


def test_a_whole_licence_is_too_long(judge: Judge) -> None:
    [finding] = judge(rule, layer("x" * 513))

    assert finding.message == "license info must be at most 512 characters, got 513 characters"
    assert finding.fix == "set LicenseInfo to the licence's name, and put its text into the layer"
    assert finding.at == "LicenseInfo"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 512, id="as long as Lambda takes"),
        pytest.param("ü" * 512, id="characters, not bytes"),
        pytest.param({"Ref": "Unknown"}, id="known at deployment only"),
        pytest.param(None, id="absent"),
    ],
)
def test_silent(judge: Judge, text: Any) -> None:
    assert judge(rule, layer(text)) == []
