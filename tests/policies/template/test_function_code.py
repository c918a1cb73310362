from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.template.resources.function import Function
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.function_code import FunctionCode
    from tests.policies.conftest import TemplateOf

URI = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1"


@pytest.fixture
def code(template_of: TemplateOf) -> Any:
    def made(**properties: Any) -> FunctionCode:
        resources = {"Fn": {"Type": "AWS::Lambda::Function", "Properties": properties}}
        return template_of(resources).of(Function)[0].code

    return made


def test_the_package_type_is_zip_unless_it_is_stated(code: Any, unknown: Any) -> None:
    assert code().package_type == "Zip"
    assert code(Code={"ImageUri": URI}).package_type == "Zip"
    assert code(PackageType="Image").package_type == "Image"
    assert isinstance(code(PackageType=unknown).package_type, Unresolved)


def test_each_source_is_read_where_it_stands(code: Any) -> None:
    stored = code(
        Code={
            "S3Bucket": "artifacts",
            "S3Key": "billing.zip",
            "S3ObjectVersion": "v1",
            "S3ObjectStorageMode": "REFERENCE",
        }
    )

    assert (stored.bucket, stored.key) == ("artifacts", "billing.zip")
    assert (stored.object_version, stored.storage_mode) == ("v1", "REFERENCE")
    assert (stored.inline, stored.image_uri) == (None, None)
    assert code(Code={"ZipFile": "x"}).inline == "x"
    assert code(Code={"ImageUri": URI}).image_uri == URI


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, False),
        ({"Code": {}}, True),
        ({"Code": "./src"}, True),
        ({"Code": {"Ref": "AWS::NoValue"}}, False),
    ],
)
def test_whether_code_is_stated_is_known(
    code: Any, properties: dict[str, Any], *, expected: bool
) -> None:
    assert code(**properties).is_stated is expected


def test_whether_unknown_code_is_stated_is_not(code: Any, unknown: Any) -> None:
    assert isinstance(code(Code=unknown).is_stated, Unresolved)


@pytest.mark.parametrize(
    ("stated", "sources", "has_archive"),
    [
        ({}, [], False),
        ("./src", [], False),
        ({"Ref": "Unknown"}, [], False),
        ({"ZipFile": "x"}, ["ZipFile"], True),
        ({"ImageUri": URI}, ["ImageUri"], False),
        ({"S3Bucket": "artifacts", "S3Key": "billing.zip"}, ["S3Bucket"], True),
        ({"S3Key": {"Fn::Sub": "${Unknown}.zip"}}, ["S3Key"], True),
        ({"ZipFile": "x", "ImageUri": URI, "S3Key": "k"}, ["ZipFile", "ImageUri", "S3Key"], True),
        ({"ZipFile": {"Ref": "Unknown"}}, [], False),
    ],
)
def test_the_certain_sources_are_listed(
    code: Any, stated: Any, sources: list[str], *, has_archive: bool
) -> None:
    assert code(Code=stated).certain_sources == sources
    assert code(Code=stated).has_archive is has_archive


def test_only_an_empty_map_has_no_source(code: Any, unknown: Any) -> None:
    assert code(Code={}).has_no_source
    for stated in ({"ZipFile": "x"}, "./src", unknown):
        assert not code(Code=stated).has_no_source
    assert not code().has_no_source
