from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.versions.version_never_republished import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def resources(
    logical_id: str, code: Any = None, function: Any = None, **attributes: Any
) -> dict[str, Any]:
    quote = {"Code": code or {"S3Bucket": "releases", "S3Key": "quote.zip"}}
    version = {"FunctionName": function or {"Ref": "Quote"}, **attributes.pop("Properties", {})}
    return {
        "Quote": {"Type": "AWS::Lambda::Function", "Properties": quote},
        logical_id: {"Type": "AWS::Lambda::Version", "Properties": version, **attributes},
    }


@pytest.mark.parametrize("properties", [{}, {"Description": "what runs"}])
def test_a_version_that_never_changes_is_never_published_again(
    judge: Judge, properties: dict[str, Any]
) -> None:
    [finding] = judge(rule, resources("QuoteVersion", Properties=properties))

    assert finding.message == (
        "a version must change with its function, got nothing that differs from one release to "
        "the next"
    )
    assert finding.fix == (
        "put a hash or number of the release of Quote into the logical id, or use CDK's "
        "current_version or SAM's AutoPublishAlias"
    )
    assert finding.resource.logical_id == "QuoteVersion"


def test_the_digits_of_cdks_logical_ids_tell_of_no_change(judge: Judge) -> None:
    path = {"aws:cdk:path": "Stack/Quote/Live/Resource"}

    assert len(judge(rule, resources("QuoteLive6C5B223E", Metadata=path))) == 1


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(resources("QuoteVersion2"), id="counted"),
        pytest.param(resources("QuoteVersion640128d35d"), id="SAM's hash"),
        pytest.param(
            resources(
                "QuoteCurrentVersion6C5B223E0123456789abcdef0123456789abcdef",
                Metadata={"aws:cdk:path": "Stack/Quote/CurrentVersion/Resource"},
            ),
            id="CDK's hash",
        ),
        pytest.param(
            resources("QuoteVersion", Properties={"Description": {"Ref": "Unknown"}}),
            id="a description that a pipeline passes",
        ),
        pytest.param(resources("QuoteVersion", Properties={"CodeSha256": "q6Bf0y"}), id="a digest"),
        pytest.param(resources("QuoteVersion", code={"Ref": "AWS::NoValue"}), id="no code"),
        pytest.param(resources("QuoteVersion", function="elsewhere"), id="a function elsewhere"),
    ],
)
def test_silent(judge: Judge, found: dict[str, Any]) -> None:
    assert judge(rule, found) == []
