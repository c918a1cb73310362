from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.packaging.layer_content_off_path import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.packaging.conftest import Assembly, Code


@pytest.mark.parametrize(
    ("files", "folder"),
    [
        pytest.param(["requests/api.py", "requests-2.32.5.dist-info/METADATA"], "python", id="pip"),
        pytest.param(["shared.py", "readme.md"], "python", id="a module"),
        pytest.param(["node_modules/uuid/index.js", "package.json"], "nodejs", id="npm"),
        pytest.param(["shared.mjs"], "nodejs", id="a module of Node.js"),
    ],
)
def test_modules_at_the_root_are_found_by_nobody(
    assembly: Assembly, code: Code, files: list[str], folder: str
) -> None:
    assembly.folder("numbers", files)

    [finding] = assembly.judged(rule, {"Numbers": code.layer("numbers")})

    assert finding.message == (
        f"modules of a layer must be in a folder {folder}, got them at its root"
    )
    assert finding.fix == f"move them into {folder}/ and package the folder above it"
    assert finding.at == "Content"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(["python/requests/api.py", "setup.py"], id="in the folder"),
        pytest.param(["nodejs/node_modules/uuid/index.js"], id="in that of Node.js"),
        pytest.param(["bin/jq"], id="a program"),
        pytest.param(["extensions/agent", "agent.py"], id="an extension"),
        pytest.param(["model.bin", "labels.json"], id="data"),
        pytest.param(["wrapper"], id="a wrapper"),
        pytest.param(["shared.py", "shared.js"], id="two languages"),
        pytest.param([], id="nothing"),
    ],
)
def test_silent(assembly: Assembly, code: Code, files: list[str]) -> None:
    assembly.folder("numbers", files)

    assert assembly.judged(rule, {"Numbers": code.layer("numbers")}) == []


@pytest.mark.parametrize(
    "environment", [{"Variables": {"PYTHONPATH": "/opt"}}, {"Ref": "Unknown"}], ids=["set", "maybe"]
)
def test_a_function_may_have_a_search_path_of_its_own(
    assembly: Assembly, code: Code, environment: Any
) -> None:
    assembly.folder("numbers", ["shared.py"])
    resources = {"Numbers": code.layer("numbers"), "Fn": code.function(Environment=environment)}

    assert assembly.judged(rule, resources) == []


def test_what_cannot_be_read_is_silent(assembly: Assembly, code: Code) -> None:
    assembly.archive("numbers", ["shared.py"]).write_bytes(b"PK no archive")

    assert assembly.judged(rule, {"Numbers": code.layer("numbers")}) == []


def test_a_layer_that_is_not_in_an_assembly_is_silent(judge: Judge, code: Code) -> None:
    assert judge(rule, {"Numbers": code.layer("numbers")}) == []
