from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.function.function_setting_unknown import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


def function(**properties: Any) -> dict[str, Any]:
    return {"Billing": {"Type": "AWS::Lambda::Function", "Properties": properties}}


def test_the_letter_case_counts(judge: Judge) -> None:
    [finding] = judge(rule, function(LoggingConfig={"LogFormat": "json"}))

    assert finding.message == "log format must be JSON or Text, got 'json'"
    assert finding.fix == "set LoggingConfig.LogFormat to JSON"
    assert finding.at == "LoggingConfig.LogFormat"


def test_what_is_meant_by_nothing_gets_all_choices(judge: Judge) -> None:
    [finding] = judge(rule, function(TracingConfig={"Mode": "On"}))

    assert finding.message == "tracing mode must be Active or PassThrough, got 'On'"
    assert finding.fix == "set TracingConfig.Mode to Active or PassThrough"
    assert finding.at == "TracingConfig.Mode"


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        pytest.param(
            {"PackageType": "Docker"},
            "package type must be Image or Zip, got 'Docker'",
            id="package type",
        ),
        pytest.param(
            {"LoggingConfig": {"LogFormat": "JSON", "ApplicationLogLevel": "WARNING"}},
            (
                "application log level must be DEBUG, ERROR, FATAL, INFO, TRACE or WARN, got "
                "'WARNING'"
            ),
            id="application log level",
        ),
        pytest.param(
            {"LoggingConfig": {"LogFormat": "JSON", "SystemLogLevel": "ERROR"}},
            "system log level must be DEBUG, INFO or WARN, got 'ERROR'",
            id="system log level",
        ),
        pytest.param(
            {"RecursiveLoop": "ALLOW"},
            "recursion setting must be Allow or Terminate, got 'ALLOW'",
            id="recursion",
        ),
        pytest.param(
            {"RuntimeManagementConfig": {"UpdateRuntimeOn": "FunctionChange"}},
            ("runtime update mode must be Auto, FunctionUpdate or Manual, got 'FunctionChange'"),
            id="runtime updates",
        ),
        pytest.param(
            {"Code": {"S3ObjectStorageMode": "Reference"}},
            ("storage mode of the package must be COPY or REFERENCE, got 'Reference'"),
            id="storage",
        ),
        pytest.param(
            {"TenancyConfig": {"TenantIsolationMode": "PerTenant"}},
            "tenant isolation mode must be PER_TENANT, got 'PerTenant'",
            id="tenancy",
        ),
        pytest.param(
            {"FileSystemConfigs": [{"Arn": "arn", "S3FilesConfig": {"DirectS3Read": "On"}}]},
            ("direct reads from S3 must be AUTO, DISABLED or ENABLED, got 'On'"),
            id="S3 Files",
        ),
        pytest.param(
            {"SnapStart": {"ApplyOn": "Versions"}},
            ("SnapStart setting must be None or PublishedVersions, got 'Versions'"),
            id="SnapStart",
        ),
    ],
)
def test_each_of_these_is_found(judge: Judge, properties: dict[str, Any], message: str) -> None:
    assert [finding.message for finding in judge(rule, function(**properties))] == [message]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param({}, id="absent"),
        pytest.param(
            {
                "LoggingConfig": {"LogFormat": "Text"},
                "TracingConfig": {"Mode": "Active"},
                "SnapStart": {"ApplyOn": "None"},
                "PackageType": "Zip",
            },
            id="known values",
        ),
        pytest.param(
            {
                "LoggingConfig": {"LogFormat": {"Ref": "Unknown"}},
                "PackageType": {"Ref": "Unknown"},
                "TracingConfig": {"Ref": "Unknown"},
                "FileSystemConfigs": {"Ref": "Unknown"},
            },
            id="known at deployment only",
        ),
        pytest.param({"TracingConfig": {"Mode": {"Ref": "AWS::NoValue"}}}, id="taken away"),
    ],
)
def test_silent(judge: Judge, properties: dict[str, Any]) -> None:
    assert judge(rule, function(**properties)) == []
