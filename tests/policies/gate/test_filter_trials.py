from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.filters import PatternError
from policies.gate.filter_trials import Outcome, Trial, trials, tried
from policies.template.document import parse_document
from policies.template.events import SampleEvent
from policies.template.template import Template

if TYPE_CHECKING:
    from policies.template.environment import Environment

HOT = '{"body": {"temperature": [{"numeric": [">", 100]}]}}'
LOW = '{"body": {"voltage": [{"numeric": ["<", 5]}]}}'


def message(**payload: Any) -> dict[str, str]:
    return {"body": json.dumps(payload)}


def outcome(
    *patterns: str,
    record: Any,
    source: str = "sqs",
    named: str | None = None,
    payloads: bool = False,
) -> Outcome:
    [found] = tried(patterns, source, [SampleEvent("here", record, named)], payloads=payloads)
    return found


def test_an_event_that_one_filter_lets_through_passes() -> None:
    assert outcome(HOT, LOW, record=message(voltage=4)) == Outcome("here", passes=True)


def test_a_dropped_event_has_a_reason_for_each_filter() -> None:
    assert outcome(HOT, LOW, record=message(temperature=20, voltage=6)) == Outcome(
        "here",
        passes=False,
        misses=(
            'body.temperature: wanted [{"numeric": [">", 100]}], found 20',
            'body.voltage: wanted [{"numeric": ["<", 5]}], found 6',
        ),
    )


def test_without_a_filter_every_record_passes() -> None:
    assert outcome(record=message()) == Outcome("here", passes=True)
    assert outcome(record={}, source="documentdb") == Outcome("here", passes=True)


@pytest.mark.parametrize(
    ("record", "named", "source", "problem"),
    [
        (5, None, "sqs", "a record must be an object, got a number"),
        (1.5, None, "sqs", "a record must be an object, got a number"),
        ("x", None, "sqs", "a record must be an object, got a string"),
        ([], None, "sqs", "a record must be an object, got an array"),
        (None, None, "sqs", "a record must be an object, got null"),
        (True, None, "sqs", "a record must be an object, got true"),
        ({}, None, "sqs", "no SQS message: it has no body; give --payloads if it is a payload"),
        ({"temperature": 1}, None, "kinesis",
         "no Kinesis record: it has no data; give --payloads if it is a payload"),
        ({"NewImage": {}}, None, "dynamodb",
         "no DynamoDB stream record: it has no dynamodb; give --payloads if it is a payload"),
        ({"temperature": 1}, None, "kafka",
         "no Kafka record: it has no value; give --payloads if it is a payload"),
        ({"temperature": 1}, None, "mq",
         "no Amazon MQ message: it has no data; give --payloads if it is a payload"),
        ({"body": "{}"}, "kinesis", "sqs", "no SQS message: it is of kinesis"),
        ({"kinesis": {"data": "%"}}, None, "kinesis",
         "data must be base64, as Lambda delivers it"),
    ],
)  # fmt: skip
def test_what_is_no_record_of_the_source_neither_passes_nor_is_dropped(
    record: Any, named: str | None, source: str, problem: str
) -> None:
    key = {"sqs": "body", "kafka": "value", "dynamodb": "dynamodb"}.get(source, "data")
    found = outcome(f'{{"{key}": {{"a": [1]}}}}', record=record, source=source, named=named)

    assert found == Outcome("here", passes=False, problem=problem)


@pytest.mark.parametrize(
    ("record", "source", "pattern"),
    [
        ({"eventName": "INSERT"}, "dynamodb", '{"eventName": ["INSERT"]}'),
        ({"topic": "faults"}, "kafka", '{"topic": ["faults"]}'),
        ({"kinesis": {"data": "eyJhIjogMX0="}}, "kinesis", '{"data": {"a": [1]}}'),
        ({"data": "eyJhIjogMX0="}, "kinesis", '{"data": {"a": [1]}}'),
    ],
)  # fmt: skip
def test_a_sample_needs_no_more_of_a_record_than_the_filter_asks_for(
    record: Any, source: str, pattern: str
) -> None:
    assert outcome(pattern, record=record, source=source).passes


def test_payloads_are_wrapped_before_they_are_tried() -> None:
    found = outcome('{"data": {"a": [1]}}', record='{"a": 1.0}', source="kinesis", payloads=True)

    assert found.passes


def test_a_refused_filter_is_named_by_its_number() -> None:
    with pytest.raises(PatternError) as caught:
        tried([HOT, "{}"], "sqs", [])

    assert str(caught.value) == (
        'AWS refuses filter 1: an object must have a key; write {"key": ["value"]}'
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("documentdb", "Lambda does not filter Amazon DocumentDB events; filter in the function"),
        ("sns", "source must be one of sqs, kinesis, dynamodb, kafka, mq, got 'sns'"),
        ("", "source must be one of sqs, kinesis, dynamodb, kafka, mq, got ''"),
    ],
)
def test_a_source_that_lambda_does_not_filter_is_refused(source: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        tried([HOT], source, [])

    assert message == str(caught.value)


def test_a_trial_counts_what_became_of_its_events() -> None:
    outcomes = [
        Outcome("a", passes=True),
        Outcome("b", passes=False, misses=("x",)),
        Outcome("c", passes=False, problem="y"),
        Outcome("d", passes=False, misses=("x",)),
    ]
    trial = Trial("M", "sqs", outcomes)

    assert (trial.passed, trial.dropped, trial.untried) == (1, 2, 1)


def mapping(source: str, *patterns: Any) -> dict[str, Any]:
    properties = {
        "EventSourceArn": {"Fn::GetAtt": [source, "Arn"]},
        "FunctionName": "detector",
        "FilterCriteria": {"Filters": [{"Pattern": pattern} for pattern in patterns]},
    }
    return {"Type": "AWS::Lambda::EventSourceMapping", "Properties": properties}


def environment(**resources: Any) -> Environment:
    sources = {"Queue": {"Type": "AWS::SQS::Queue"}, "Stream": {"Type": "AWS::Kinesis::Stream"}}
    text = json.dumps({"Resources": {**resources, **sources}})
    return Template(parse_document(Path("t.json"), text)).environment


def told(found: list[Trial]) -> dict[str, list[str]]:
    """The places of the events that each mapping was tried on."""
    return {
        trial.subject.split()[-1]: [outcome.place for outcome in trial.outcomes] for trial in found
    }


def write(folder: Path, **files: Any) -> Path:
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    return folder


def test_events_go_to_all_mappings_of_the_source_that_they_name(tmp_path: Path) -> None:
    app = environment(
        One=mapping("Queue", HOT),
        Two=mapping("Queue", LOW),
        Other=mapping("Stream", '{"data": {"a": [1]}}'),
    )
    write(tmp_path, batch={"Records": [{"eventSource": "aws:sqs", **message(temperature=101)}]})

    found, errors = trials([app], tmp_path)

    assert errors == []
    assert told(found) == {"One": ["batch.json[0]"], "Two": ["batch.json[0]"], "Other": []}


def test_events_that_name_no_source_go_to_none(tmp_path: Path) -> None:
    write(tmp_path, batch=[message(temperature=101)])

    found, _ = trials([environment(One=mapping("Queue", HOT))], tmp_path)

    assert told(found) == {"One": []}
    assert found[0].problem == (
        "no file or folder of events is named One, and no event has the eventSource of sqs"
    )


@pytest.mark.parametrize("name", ["One", "One__hot", "deeper__One__hot"])
def test_events_in_a_file_or_folder_of_its_name_are_for_one_mapping(
    tmp_path: Path, name: str
) -> None:
    app = environment(One=mapping("Queue", HOT), Two=mapping("Queue", LOW))
    write(tmp_path, **{name: [{"eventSource": "aws:sqs", **message(temperature=101)}]})

    found, _ = trials([app], tmp_path)

    assert told(found) == {"One": [f"{name.replace('__', '/')}.json[0]"], "Two": []}


def test_a_single_file_may_be_named_after_the_mapping(tmp_path: Path) -> None:
    write(tmp_path, One=[message(temperature=101)])

    found, _ = trials([environment(One=mapping("Queue", HOT))], tmp_path / "One.json")

    assert told(found) == {"One": ["One.json[0]"]}


def test_an_event_of_another_source_given_to_a_mapping_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, One=[{"eventSource": "aws:kinesis", "kinesis": {"data": ""}}])

    [trial], _ = trials([environment(One=mapping("Queue", HOT))], tmp_path)

    assert [each.problem for each in trial.outcomes] == ["no SQS message: it is of kinesis"]


def test_mappings_without_filters_are_not_tried(tmp_path: Path) -> None:
    plain = mapping("Queue")
    del plain["Properties"]["FilterCriteria"]
    write(tmp_path, batch=[message()])

    assert trials([environment(One=plain)], tmp_path) == ([], [])


def test_mappings_of_two_stacks_with_one_name_share_their_events(tmp_path: Path) -> None:
    apps = [environment(One=mapping("Queue", HOT)), environment(One=mapping("Queue", LOW))]
    write(tmp_path, One=[message(temperature=101)])

    found, _ = trials(apps, tmp_path)

    assert [trial.passed for trial in found] == [1, 0]


def test_what_cannot_be_read_or_is_refused_is_told_and_the_rest_is_tried(tmp_path: Path) -> None:
    app = environment(One=mapping("Queue", HOT), Bad=mapping("Queue", '{"body": 5}'))
    write(tmp_path, One=[message(temperature=101)], empty=[])
    (tmp_path / "broken.json").write_text("{")

    found, errors = trials([app], tmp_path)

    assert told(found) == {"One": ["One.json[0]"]}
    assert errors == [
        (
            f"{tmp_path / 'broken.json'}: not JSON at line 1 column 2: expecting property name "
            "enclosed in double quotes"
        ),
        f"{tmp_path / 'empty.json'}: holds no event; write at least one",
        (
            "t.json:1  Bad: AWS refuses filter 0: body: must be an object or an array, got 5; "
            "write [5]"
        ),
    ]


def test_a_filter_that_is_left_out_for_certain_does_not_hide_the_others(tmp_path: Path) -> None:
    one = mapping("Queue", HOT)
    one["Properties"]["FilterCriteria"]["Filters"].insert(0, {"Ref": "AWS::NoValue"})
    write(tmp_path, One=[message(temperature=101)])

    [trial], _ = trials([environment(One=one)], tmp_path)

    assert (trial.problem, trial.passed) == ("", 1)
