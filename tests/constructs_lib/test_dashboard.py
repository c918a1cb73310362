from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from constructs_lib import Monitoring
from constructs_lib.saved_queries import QUERIES
from policies.domain.limits import INVOCATION_METRIC_DIMENSIONS, INVOCATION_METRICS, LAMBDA_METRICS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from constructs_lib import VersionedFunction

    MakeFunction = Callable[..., VersionedFunction]
    Resources = Callable[[str], Mapping[str, Any]]

SEARCH = re.compile(
    r"""SEARCH\('\{AWS/Lambda,(?P<dimensions>[\w,]+)\} MetricName="(?P<metric>\w+)" """
    r"""FunctionName="<DetectorFunction\w+>"', '(?P<statistic>\w+)', 60\)"""
)


@pytest.fixture
def widgets(make_function: MakeFunction, resources: Resources) -> list[dict[str, Any]]:
    """The dashboard as CloudWatch reads it, with what the deployment inserts in <>."""
    make_function(monitoring=Monitoring.without_alarms())
    [dashboard] = resources("AWS::CloudWatch::Dashboard").values()
    separator, parts = dashboard["DashboardBody"]["Fn::Join"]
    body = separator.join(part if isinstance(part, str) else f"<{part['Ref']}>" for part in parts)
    found: list[dict[str, Any]] = json.loads(body)["widgets"]
    return found


def test_every_graph_searches_for_a_metric_of_the_function(widgets: list[dict[str, Any]]) -> None:
    graphs = [widget["properties"] for widget in widgets if widget["type"] == "metric"]

    assert len(graphs) == 8
    for graph in graphs:
        [[series]] = graph["metrics"]
        search = SEARCH.fullmatch(series["expression"])
        assert search is not None
        assert search["metric"] in LAMBDA_METRICS
        assert search["statistic"] == graph["stat"]
        if search["metric"] in INVOCATION_METRICS:
            assert search["dimensions"].replace(",", ", ") in INVOCATION_METRIC_DIMENSIONS


def test_invocations_errors_and_durations_are_told_apart_by_version(
    widgets: list[dict[str, Any]],
) -> None:
    by_version = [
        search["metric"]
        for widget in widgets
        for [[series]] in [widget["properties"].get("metrics", [[{"expression": ""}]])]
        if (search := SEARCH.fullmatch(series["expression"]))
        and "ExecutedVersion" in search["dimensions"]
    ]

    assert by_version == ["Invocations", "Errors", "Duration"]


def test_tables_compare_versions_at_any_time_by_the_logs(widgets: list[dict[str, Any]]) -> None:
    tables = [widget["properties"] for widget in widgets if widget["type"] == "log"]

    assert [table["title"] for table in tables] == [
        "Invocations by version",
        "Failures by version",
    ]
    for table in tables:
        assert re.match(r"SOURCE '<DetectorLogs\w+>' \| filter ", table["query"])
        assert " by version" in table["query"]


def test_widgets_do_not_overlap(widgets: list[dict[str, Any]]) -> None:
    cells = [
        (x, y)
        for widget in widgets
        for x in range(widget["x"], widget["x"] + widget["width"])
        for y in range(widget["y"], widget["y"] + widget["height"])
    ]

    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) == 23


def test_the_name_is_left_to_cloudformation(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function(monitoring=Monitoring())

    [dashboard] = resources("AWS::CloudWatch::Dashboard").values()
    assert dashboard.keys() == {"DashboardBody"}


def test_queries_are_saved_in_a_folder_of_the_function_for_its_log_group(
    make_function: MakeFunction, resources: Resources
) -> None:
    function = make_function(monitoring=Monitoring(dashboard=False))

    queries = resources("AWS::Logs::QueryDefinition")
    [group] = resources("AWS::Logs::LogGroup")
    [name] = resources("AWS::Lambda::Function")
    assert function.monitors is not None
    assert len(function.monitors.saved_queries) == len(queries) == len(QUERIES) == 4
    assert resources("AWS::CloudWatch::Dashboard") == {}
    for query in queries.values():
        assert query["LogGroupNames"] == [{"Ref": group}]
        assert query["Name"]["Fn::Join"][1][0] == {"Ref": name}
        assert query["Name"]["Fn::Join"][1][1].startswith("/")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.construct_id)
def test_every_query_tells_the_version_from_the_stream(query: Any) -> None:
    # What Lambda names a stream in a log group of one's own.
    stream = "2026/11/21/Detector-Function-1A2B3C[7][0123456789abcdef0123456789abcdef]"
    [(pattern, name)] = re.findall(r'parse @logStream "(.+)" as (\w+)', query.text)
    first, rest = pattern.split("*")
    version = stream.split(first, 1)[1].split(rest, 1)[0]

    assert (name, version) == ("version", "7")
    assert len(query.text) <= 10_000


def test_no_query_is_saved_where_none_is_wanted(
    make_function: MakeFunction, resources: Resources
) -> None:
    make_function(monitoring=Monitoring(saved_queries=False))

    assert resources("AWS::Logs::QueryDefinition") == {}
