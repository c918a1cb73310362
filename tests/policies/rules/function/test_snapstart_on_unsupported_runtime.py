from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.snapstart_on_unsupported_runtime import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge

ON: dict[str, Any] = {"ApplyOn": "PublishedVersions"}


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_node_has_no_snapstart(judge: Judge) -> None:
    [finding] = judge(rule, function(Runtime="nodejs24.x", SnapStart=ON))

    assert finding.message == (
        "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got nodejs24.x"
    )
    assert (
        finding.fix
        == "drop SnapStart, or change the runtime; provisioned concurrency works on every one"
    )
    assert finding.at == "SnapStart.ApplyOn"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"Runtime": "python3.11", "SnapStart": ON},
            (
                "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got "
                "python3.11"
            ),
            id="python3.11",
        ),
        pytest.param(
            {"Runtime": "java8.al2", "SnapStart": ON},
            (
                "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got "
                "java8.al2"
            ),
            id="java8.al2",
        ),
        pytest.param(
            {"Runtime": "dotnet6", "SnapStart": ON},
            ("runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got dotnet6"),
            id="dotnet6",
        ),
        pytest.param(
            {"Runtime": "dotnetcore3.1", "SnapStart": ON},
            (
                "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got "
                "dotnetcore3.1"
            ),
            id="dotnetcore3.1",
        ),
        pytest.param(
            {"Runtime": "ruby3.4", "SnapStart": ON},
            ("runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got ruby3.4"),
            id="ruby3.4",
        ),
        pytest.param(
            {"Runtime": "provided.al2023", "SnapStart": ON},
            (
                "runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got "
                "provided.al2023"
            ),
            id="provided.al2023",
        ),
        pytest.param(
            {"Runtime": "go1.x", "SnapStart": ON},
            ("runtime with SnapStart must be dotnet8, java11 or python3.12 or later, got go1.x"),
            id="go1.x",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({"Runtime": "python3.12", "SnapStart": ON}, id="python3.12"),
        pytest.param({"Runtime": "python3.14", "SnapStart": ON}, id="python3.14"),
        pytest.param({"Runtime": "java11", "SnapStart": ON}, id="java11"),
        pytest.param({"Runtime": "java25", "SnapStart": ON}, id="java25"),
        pytest.param({"Runtime": "java17.al2023", "SnapStart": ON}, id="java17.al2023"),
        pytest.param({"Runtime": "dotnet8", "SnapStart": ON}, id="dotnet8"),
        pytest.param({"Runtime": "dotnet10", "SnapStart": ON}, id="dotnet10"),
        pytest.param({"Runtime": "cobol1", "SnapStart": ON}, id="cobol1"),
        pytest.param({"Runtime": "nodejs24.x", "SnapStart": {"ApplyOn": "None"}}, id="turned off"),
        pytest.param({"Runtime": "nodejs24.x"}, id="absent"),
        pytest.param({"PackageType": "Image", "SnapStart": ON}, id="an image"),
        pytest.param(
            {"Runtime": {"Ref": "Unknown"}, "SnapStart": ON},
            id="a runtime known at deployment only",
        ),
        pytest.param(
            {"Runtime": "nodejs24.x", "SnapStart": {"ApplyOn": {"Ref": "Unknown"}}},
            id="known at deployment only",
        ),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
