from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.template import package as packages
from policies.template.package import Package
from policies.template.reading import read
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.reading import Reading
    from tests.policies.template.conftest import CdkOut


def function(key: Any) -> dict[str, Any]:
    properties = {"Code": {"S3Bucket": "assets", "S3Key": key}}
    return {"Fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def functions(reading: Reading) -> list[Function]:
    return [each for found in reading.environments for each in found.resources(Function)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "folder"
    (root / "src" / "deep").mkdir(parents=True)
    (root / "app.py").write_text("12345")
    (root / "src" / "deep" / "more.py").write_text("123")
    return root


def test_a_folder_is_measured_and_listed(folder: Path) -> None:
    package = Package(folder)

    assert package.unzipped_bytes == 8
    assert package.is_whole
    assert package.names_in() == {"app.py", "src"}
    assert package.names_in("src") == {"deep"}
    assert package.names_in("src/deep") == {"more.py"}
    assert package.names_in("missing") == frozenset()
    assert sorted(package.files) == ["app.py", "src/deep/more.py"]


def test_an_archive_is_measured_unzipped(tmp_path: Path) -> None:
    path = tmp_path / "app.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("src")
        archive.writestr("src/app.py", "x" * 10_000)

    package = Package(path)

    assert path.stat().st_size < 1_000
    assert package.unzipped_bytes == 10_000
    assert package.is_whole
    assert package.names_in() == {"src"}


def test_it_is_read_once(folder: Path) -> None:
    package = Package(folder)
    before = package.unzipped_bytes
    (folder / "late.py").write_text("12345")

    assert package.unzipped_bytes == before


def test_links_are_counted_as_files_without_size(folder: Path) -> None:
    (folder / "again.py").symlink_to(folder / "app.py")

    package = Package(folder)

    assert package.unzipped_bytes == 8
    assert package.is_whole
    assert "again.py" in package.names_in()


def test_what_is_in_a_linked_folder_is_not_known(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)

    package = Package(folder)

    assert package.unzipped_bytes == 8
    assert not package.is_whole


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_counting_ends_somewhere(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(packages, "_MAXIMUM_ENTRIES", 1)
    path = folder
    if kind == "archive":
        path = tmp_path / "app.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.py", "1")
            archive.writestr("b.py", "1")

    package = Package(path)

    assert len(package.files) == 1
    assert not package.is_whole


def test_an_archive_with_a_huge_list_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "app.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"a comment stands behind the list"
        archive.writestr("a.py", "1" * 1_000)
    list_bytes = 46 + len("a.py")
    monkeypatch.setattr(packages, "_MAXIMUM_LIST_BYTES", list_bytes)
    assert Package(path).unzipped_bytes == 1_000

    monkeypatch.setattr(packages, "_MAXIMUM_LIST_BYTES", list_bytes - 1)
    assert Package(path).unzipped_bytes == 0
    assert not Package(path).is_whole


@pytest.mark.parametrize("content", [b"", b"PK no archive"])
def test_what_is_no_archive_is_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "app.zip"
    path.write_bytes(content)

    assert Package(path).unzipped_bytes == 0
    assert not Package(path).is_whole
    assert not Package(tmp_path / "missing").is_whole
    assert not Package(Path("x\0y")).is_whole


def test_the_asset_manifest_tells_which_package_is_meant(cdk_out: CdkOut) -> None:
    asset = cdk_out.path / "asset.1f0c"
    asset.mkdir()
    (asset / "app.py").write_text("12345")
    cdk_out.stack("Shop", function("own/prefix/1f0c.zip"), assets={"1f0c.zip": "asset.1f0c"})

    [own] = functions(read([cdk_out.path]))

    assert own.package is not None
    assert own.package.unzipped_bytes == 5


def test_stacks_share_a_package(cdk_out: CdkOut) -> None:
    (cdk_out.path / "asset.1f0c").mkdir()
    for name in ("Shop", "Bank"):
        cdk_out.stack(name, function("1f0c.zip"), assets={"1f0c.zip": "asset.1f0c"})

    first, second = functions(read([cdk_out.path]))

    assert first.package is not None
    assert first.package is second.package


def test_a_stage_has_its_packages_in_the_outer_assembly(cdk_out: CdkOut) -> None:
    (cdk_out.path / "asset.1f0c").mkdir()
    stage = cdk_out.stage("Prod")
    stage.stack("Shop", function("1f0c.zip"), assets={"1f0c.zip": "../asset.1f0c"})

    [own] = functions(read([cdk_out.path]))

    assert own.package is not None
    assert [each.package for each in functions(read([stage.path]))] == [None]


def test_a_nested_stack_has_the_packages_of_its_parent(cdk_out: CdkOut) -> None:
    (cdk_out.path / "asset.1f0c").mkdir()
    cdk_out.write("nested.template.json", {"Resources": function("1f0c.zip")})
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Metadata": {"aws:asset:path": "nested.template.json"},
    }
    cdk_out.stack("Shop", {"Nested": nested}, assets={"1f0c.zip": "asset.1f0c"})

    [own] = functions(read([cdk_out.path]))

    assert own.package is not None


@pytest.mark.parametrize(
    "file", ["../outside", "/etc", "asset.missing", "asset.link", "asset.loop", "a\0b", ""]
)
def test_nothing_outside_the_assembly_is_a_package(cdk_out: CdkOut, file: str) -> None:
    (cdk_out.path.parent / "outside").mkdir()
    (cdk_out.path / "asset.link").symlink_to(cdk_out.path.parent / "outside")
    (cdk_out.path / "asset.loop").symlink_to(cdk_out.path / "asset.loop")
    cdk_out.stack("Shop", function("1f0c.zip"), assets={"1f0c.zip": file})

    assert [each.package for each in functions(read([cdk_out.path]))] == [None]


@pytest.mark.parametrize("manifest", ["[]", "{", '{"files": {"x": 1}}', '{"files": []}'])
def test_a_broken_asset_manifest_has_no_packages(cdk_out: CdkOut, manifest: str) -> None:
    (cdk_out.path / "asset.1f0c").mkdir()
    cdk_out.stack("Shop", function("1f0c.zip"), assets={"1f0c.zip": "asset.1f0c"})
    cdk_out.write("Shop.assets.json", manifest)

    assert [each.package for each in functions(read([cdk_out.path]))] == [None]


@pytest.mark.parametrize("key", ["other.zip", {"Ref": "AWS::StackName"}])
def test_a_key_that_no_asset_has_is_no_package(cdk_out: CdkOut, key: Any) -> None:
    (cdk_out.path / "asset.1f0c").mkdir()
    cdk_out.stack("Shop", function(key), assets={"1f0c.zip": "asset.1f0c"})

    assert [each.package for each in functions(read([cdk_out.path]))] == [None]
