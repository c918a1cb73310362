"""What CloudWatch Logs Insights is asked of a function, version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aws_cdk import aws_logs as logs

if TYPE_CHECKING:
    from constructs import Construct

# Every line tells its version by its stream: date, name, [version], [environment]. No field of the
# lines themselves does, but for the one that Lambda writes when an invocation starts.
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
_VERSION: Final = 'parse @logStream "[*]" as version'
# Lambda's own JSON line at the end of each invocation.
# https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
_REPORTS: Final = 'filter type = "platform.report"'


class Query(NamedTuple):
    """A question to the logs of a function: its permanent id, its title, and its text."""

    construct_id: str
    title: str
    text: str


QUERIES: Final = (
    Query(
        "QueryInvocations",
        "Invocations by version",
        f"{_REPORTS}\n"
        f"| {_VERSION}\n"
        "| stats count(*) as invocations, pct(record.metrics.durationMs, 50) as p50_ms, "
        "pct(record.metrics.durationMs, 99) as p99_ms, "
        "sum(record.metrics.billedDurationMs) as billed_ms, "
        "max(record.metrics.maxMemoryUsedMB) as memory_mb by version\n"
        "| sort version desc",
    ),
    Query(
        "QueryFailures",
        "Failures by version",
        f'{_REPORTS} and record.status != "success"\n'
        f"| {_VERSION}\n"
        "| stats count(*) as failures, latest(record.requestId) as for_example "
        "by version, record.status, record.errorType\n"
        "| sort failures desc",
    ),
    Query(
        "QueryColdStarts",
        "Cold starts by version",
        f"{_REPORTS}\n"
        f"| {_VERSION}\n"
        "| stats count(record.metrics.initDurationMs) as cold_starts, "
        "count(*) as invocations, pct(record.metrics.initDurationMs, 99) as p99_ms by version\n"
        "| sort version desc",
    ),
    Query(
        "QueryErrorLines",
        "Lines of errors with their version",
        'filter level in ["ERROR", "CRITICAL", "FATAL"]\n'
        f"| {_VERSION}\n"
        "| display @timestamp, version, requestId, message, errorType, errorMessage\n"
        "| sort @timestamp desc\n"
        "| limit 100",
    ),
)


def save_queries(
    scope: Construct, *, function_name: str, log_group_name: str
) -> list[logs.CfnQueryDefinition]:
    """CloudWatch Logs Insights offers the queries, in a folder with the function's name."""
    return [
        logs.CfnQueryDefinition(
            scope,
            query.construct_id,
            name=f"{function_name}/{query.title}",
            query_string=query.text,
            log_group_names=[log_group_name],
        )
        for query in QUERIES
    ]
