from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from policies.template import document
from policies.template.document import parse_document, read_document
from policies.template.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = '{"Resources": {"Größe": {"Type": "X"}}}'
DATA = {"Resources": {"Größe": {"Type": "X"}}}


def problem(path: Path) -> str:
    with pytest.raises(UnreadableError) as error:
        read_document(path)
    return str(error.value).replace(f"{path}", "FILE")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEMPLATE.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + TEMPLATE.encode(), id="UTF-8 with a byte order mark"),
        pytest.param(TEMPLATE.encode("utf-16"), id="UTF-16 with a byte order mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEMPLATE.encode("utf-16-be"), id="UTF-16, big end"),
        pytest.param(b"\r\n" + TEMPLATE.encode(), id="blank lines first"),
    ],
)
@pytest.mark.parametrize("name", ["t.json", "t.yaml", "t.template", "t"])
def test_text_is_read_in_any_encoding_of_unicode(tmp_path: Path, raw: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)

    assert read_document(path).data == DATA


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"", "empty; a template needs at least Resources", id="empty"),
        pytest.param(b" \n\t", "empty; a template needs at least Resources", id="blank"),
        pytest.param(codecs.BOM_UTF8, "empty; a template needs at least Resources", id="a mark"),
        pytest.param(
            b"\x89PNG\r\n\x1a\n\0\0",
            "not text; a template is JSON or YAML in UTF-8",
            id="a picture",
        ),
        pytest.param(
            b'{"a": "\0"}', "not text; a template is JSON or YAML in UTF-8", id="a NUL inside"
        ),
        pytest.param(
            TEMPLATE.encode("latin-1"),
            "not text; a template is JSON or YAML in UTF-8",
            id="Latin-1",
        ),
        pytest.param(
            TEMPLATE.encode("utf-16-le"),
            "not text; a template is JSON or YAML in UTF-8",
            id="UTF-16 without a mark",
        ),
        pytest.param(
            TEMPLATE.encode("utf-32"), "not text; a template is JSON or YAML in UTF-8", id="UTF-32"
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + b"{\0}",
            "not text; a template is JSON or YAML in UTF-8",
            id="UTF-16 cut in the middle of a character",
        ),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, raw: bytes, expected: str) -> None:
    path = tmp_path / "t.json"
    path.write_bytes(raw)

    assert problem(path) == f"FILE: {expected}"


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    assert problem(tmp_path / "none.json") == (
        "FILE: no such file; check the path or run cdk synth"
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert problem(tmp_path) == "FILE: cannot be read: is a directory"


@pytest.mark.parametrize("name", ["a\0b.json", "a" * 5000, "\ud800.json"])
def test_a_name_that_no_disk_has_is_told(tmp_path: Path, name: str) -> None:
    assert "cannot be read: " in problem(tmp_path / name)


def test_a_file_of_the_size_allowed_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "MAXIMUM_BYTES", 1 << 20)
    path = tmp_path / "t.json"
    path.write_text("{}".ljust(1 << 20))

    assert read_document(path).data == {}


def test_a_larger_file_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAXIMUM_BYTES", 1 << 20)
    path = tmp_path / "t.json"
    path.write_text("{}".ljust((1 << 20) + 1))

    assert problem(path) == (
        "FILE: larger than 1 MiB, and CloudFormation takes templates of at most 1048576 bytes; "
        "name the template itself"
    )


@pytest.mark.parametrize(
    ("name", "text", "data"),
    [
        pytest.param("t.yaml", "{a: b}", {"a": "b"}, id="YAML by its suffix"),
        pytest.param("t.YML", "a: b", {"a": "b"}, id="in capitals"),
        pytest.param("t.template", '{"a": 1.0}', {"a": 1.0}, id="JSON by its first character"),
        pytest.param("t.template", "a: yes", {"a": True}, id="YAML when that is no bracket"),
        pytest.param("t", "[1]", [1], id="a list"),
    ],
)
def test_the_suffix_tells_the_format_or_else_the_first_character(
    tmp_path: Path, name: str, text: str, data: object
) -> None:
    assert parse_document(tmp_path / name, text).data == data


def test_json_by_its_suffix_is_never_yaml(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not JSON"):
        parse_document(tmp_path / "t.json", "a: b")
