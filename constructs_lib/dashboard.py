"""A page that compares the releases and the versions of one function."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aws_cdk import aws_cloudwatch as cloudwatch

from constructs_lib.pseudo_parameters import region
from constructs_lib.saved_queries import QUERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from constructs import Construct

_COLUMNS: Final = 24
_HALF: Final = _COLUMNS // 2
_HEIGHT: Final = 6
_PERIOD_SECONDS: Final = 60
# The queries a table of which tells versions apart at a glance.
_TABLES: Final = ("QueryInvocations", "QueryFailures")


class _Graph(NamedTuple):
    """One metric of the function, a line for each value of the last of these dimensions."""

    title: str
    metric: str
    statistic: str
    dimensions: str
    label: str


_RELEASE: Final = ("FunctionName,Resource", "${PROP('Dim.Resource')}")
# While an alias moves from one version to the next, Lambda also tells the two apart.
_VERSION: Final = (
    "ExecutedVersion,FunctionName,Resource",
    "${PROP('Dim.Resource')} version ${PROP('Dim.ExecutedVersion')}",
)
_GRAPHS: Final = (
    _Graph("Invocations by release", "Invocations", "Sum", *_RELEASE),
    _Graph("Invocations by version, in rollouts", "Invocations", "Sum", *_VERSION),
    _Graph("Errors by release", "Errors", "Sum", *_RELEASE),
    _Graph("Errors by version, in rollouts", "Errors", "Sum", *_VERSION),
    _Graph("Duration by release, p99", "Duration", "p99", *_RELEASE),
    _Graph("Duration by version, in rollouts, p99", "Duration", "p99", *_VERSION),
    _Graph("Throttles by release", "Throttles", "Sum", *_RELEASE),
    _Graph("Concurrency by release", "ConcurrentExecutions", "Maximum", *_RELEASE),
)


def comparing_dashboard(
    scope: Construct, *, function_name: str, log_group_name: str
) -> cloudwatch.CfnDashboard:
    """The function has a dashboard; releases and versions to come show by themselves.

    Its graphs search for what the function publishes instead of naming it: a version made after
    the dashboard is on it. Its name is generated, for dashboards of all regions share theirs.
    """
    body = {"widgets": list(_widgets(function_name, log_group_name))}
    return cloudwatch.CfnDashboard(
        scope, "Dashboard", dashboard_body=json.dumps(body, separators=(",", ":"))
    )


def _widgets(function_name: str, log_group_name: str) -> Iterator[dict[str, Any]]:
    for place, graph in enumerate(_GRAPHS):
        row, column = divmod(place, _COLUMNS // _HALF)
        yield {
            "type": "metric",
            "x": column * _HALF,
            "y": row * _HEIGHT,
            "width": _HALF,
            "height": _HEIGHT,
            "properties": {
                "title": graph.title,
                "region": region(),
                "view": "timeSeries",
                "stat": graph.statistic,
                "period": _PERIOD_SECONDS,
                "yAxis": {"left": {"min": 0}},
                "metrics": [[{"expression": _search(graph, function_name), "label": graph.label}]],
            },
        }
    below = len(_GRAPHS) * _HALF // _COLUMNS * _HEIGHT
    tables = [query for query in QUERIES if query.construct_id in _TABLES]
    for place, query in enumerate(tables):
        yield {
            "type": "log",
            "x": place * _HALF,
            "y": below,
            "width": _HALF,
            "height": _HEIGHT,
            "properties": {
                "title": query.title,
                "region": region(),
                "view": "table",
                "query": f"SOURCE '{log_group_name}' | {query.text}",
            },
        }


def _search(graph: _Graph, function_name: str) -> str:
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
    return (
        f"SEARCH('{{AWS/Lambda,{graph.dimensions}}} "
        f'MetricName="{graph.metric}" FunctionName="{function_name}"\', '
        f"'{graph.statistic}', {_PERIOD_SECONDS})"
    )
