from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policies.rules.packaging.package_too_large import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge
    from tests.policies.rules.packaging.conftest import Assembly, Code

LIMIT = 262_144_000
HALF = LIMIT // 2


def test_a_byte_above_the_limit_is_too_much(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", {"app.py": 1, "models/large.bin": LIMIT})

    [finding] = assembly.judged(rule, {"Score": code.function()})

    assert finding.message == (
        "unzipped package with its layers must be at most 262144000 bytes, got 262144001 bytes"
    )
    assert finding.fix == (
        "leave out what it does not need at run time, or make it a container image"
    )
    assert finding.at == "Code"


def test_the_limit_itself_is_accepted(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", {"large.bin": LIMIT})

    assert assembly.judged(rule, {"Score": code.function()}) == []


def test_an_archive_counts_as_it_is_unzipped(assembly: Assembly, code: Code) -> None:
    assembly.folder("numbers", {"python/numpy.so": LIMIT - 10_000})
    resources = {
        "Numbers": code.layer("numbers"),
        "Score": code.function(Layers=[{"Ref": "Numbers"}]),
    }

    path = assembly.archive("app", {"app.py": 10_001})

    assert path.stat().st_size < 10_000
    assert len(assembly.judged(rule, resources)) == 1


def test_layers_of_the_assembly_count(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", {"app.py": HALF})
    assembly.folder("numbers", {"python/numpy.so": HALF + 1})
    agent = "arn:aws:lambda:eu-west-1:123456789012:layer:agent:3"
    resources = {
        "Numbers": code.layer("numbers"),
        "Score": code.function(Layers=[agent, {"Ref": "Numbers"}]),
    }

    [finding] = assembly.judged(rule, resources)

    assert finding.resource.logical_id == "Score"
    assert finding.message == (
        "unzipped package with its layers must be at most 262144000 bytes, got 262144001 bytes "
        f"(itself {HALF}, Numbers {HALF + 1})"
    )


def test_a_layer_that_is_too_large_alone_is_told_once(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", {"app.py": 1})
    assembly.folder("numbers", {"python/numpy.so": LIMIT + 1})
    resources = {
        "Numbers": code.layer("numbers"),
        "Score": code.function(Layers=[{"Ref": "Numbers"}]),
    }

    [finding] = assembly.judged(rule, resources)

    assert finding.resource.logical_id == "Numbers"
    assert finding.at == "Content"


def test_what_is_behind_a_link_is_left_out(assembly: Assembly, code: Code) -> None:
    assembly.folder("app", {"app.py": 1}).joinpath("large.bin").symlink_to(
        assembly.folder("other", {"large.bin": LIMIT}) / "large.bin"
    )

    assert assembly.judged(rule, {"Score": code.function()}) == []


@pytest.mark.parametrize(
    "package", ["../outside", "{outside}", "asset.missing", "asset.link", "asset.broken.zip"]
)
def test_what_is_not_a_package_of_the_assembly_is_silent(
    assembly: Assembly, code: Code, package: str
) -> None:
    outside = assembly.path.parent / "outside"
    outside.mkdir()
    with (outside / "large.bin").open("wb") as opened:
        opened.truncate(LIMIT + 1)
    (assembly.path / "asset.link").symlink_to(outside)
    (assembly.path / "asset.broken.zip").write_bytes(b"PK no archive")
    assembly.packages["app.zip"] = package.format(outside=outside)

    assert assembly.judged(rule, {"Score": code.function()}) == []


def test_code_that_is_not_in_an_assembly_is_silent(judge: Judge, code: Code) -> None:
    inline = {"Type": "AWS::Lambda::Function", "Properties": {"Code": {"ZipFile": "x"}}}

    assert judge(rule, {"Score": code.function(), "Inline": inline}) == []
    assert judge(rule, {"Numbers": code.layer("numbers")}) == []
