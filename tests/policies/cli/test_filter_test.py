"""`keel filter test`: sample events against patterns, and against the filters of a template."""

from __future__ import annotations

import base64
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.policies.cli.conftest import Keel, Write

HOT = '{"body": {"temperature": [{"numeric": [">", 100]}]}}'
LOW = '{"body": {"voltage": [{"numeric": ["<", 5]}]}}'


def message(**payload: Any) -> dict[str, str]:
    return {"eventSource": "aws:sqs", "body": json.dumps(payload)}


def encoded(payload: Any) -> str:
    return base64.b64encode(json.dumps(payload).encode()).decode()


def lines(*values: Any) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


def mapping(*patterns: Any, source: str = "Readings", attribute: str = "Arn") -> dict[str, Any]:
    return {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": {"Fn::GetAtt": [source, attribute]},
            "FunctionName": "detector",
            "FilterCriteria": {"Filters": [{"Pattern": pattern} for pattern in patterns]},
        },
    }


SOURCES = {
    "Readings": {"Type": "AWS::SQS::Queue"},
    "Faults": {"Type": "AWS::DynamoDB::Table"},
    "Documents": {"Type": "AWS::DocDB::DBCluster"},
}


def test_each_event_is_told_with_the_reason_why_it_is_dropped(keel: Keel, write: Write) -> None:
    write("events.jsonl", lines(message(temperature=101), message(temperature=20), message(t=1)))

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "events.jsonl")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "1 filter (sqs)\n"
        "  passes  events.jsonl:1\n"
        "  drops   events.jsonl:2\n"
        '            body.temperature: wanted [{"numeric": [">", 100]}], found 20\n'
        "  drops   events.jsonl:3\n"
        '            body.temperature: wanted [{"numeric": [">", 100]}], found nothing; '
        "body has the keys t\n"
        "3 events: 1 passed, 2 dropped\n"
    )


def test_of_several_filters_one_suffices_and_each_has_its_reason(keel: Keel, write: Write) -> None:
    write("batch.json", {"Records": [message(voltage=4), message(voltage=6)]})

    done = keel(
        "filter", "test", "--source", "sqs", "--pattern", HOT, "--pattern", LOW,
        "--events", "batch.json",
    )  # fmt: skip

    assert done.code == 0
    assert done.out == (
        "2 filters (sqs)\n"
        "  passes  batch.json[0]\n"
        "  drops   batch.json[1]\n"
        '            filter 0: body.temperature: wanted [{"numeric": [">", 100]}], found nothing; '
        "body has the keys voltage\n"
        '            filter 1: body.voltage: wanted [{"numeric": ["<", 5]}], found 6\n'
        "2 events: 1 passed, 1 dropped\n"
    )


@pytest.mark.parametrize(
    ("temperatures", "expect", "code"),
    [
        ([101, 102], "pass", 0),
        ([101, 20], "pass", 1),
        ([20, 30], "drop", 0),
        ([101, 20], "drop", 1),
    ],
)
def test_what_is_expected_decides_the_exit_code(
    keel: Keel, write: Write, temperatures: list[int], expect: str, code: int
) -> None:
    write("events.json", [message(temperature=each) for each in temperatures])

    done = keel(
        "filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "events.json",
        "--expect", expect,
    )  # fmt: skip

    assert done.code == code


def test_json_has_every_event(keel: Keel, write: Write) -> None:
    write("events.json", [message(temperature=101), message(temperature=20), 5])

    done = keel(
        "filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "events.json",
        "--format", "json",
    )  # fmt: skip

    assert done.code == 2
    assert json.loads(done.out) == {
        "schema": 1,
        "trials": [
            {
                "subject": "1 filter",
                "source": "sqs",
                "problem": None,
                "events": [
                    {"place": "events.json[0]", "passes": True, "misses": [], "problem": None},
                    {
                        "place": "events.json[1]",
                        "passes": False,
                        "misses": [
                            'body.temperature: wanted [{"numeric": [">", 100]}], found 20',
                        ],
                        "problem": None,
                    },
                    {
                        "place": "events.json[2]",
                        "passes": None,
                        "misses": [],
                        "problem": "a record must be an object, got a number",
                    },
                ],
            }
        ],
        "summary": {"events": 3, "passed": 1, "dropped": 1, "untried": 1},
        "errors": [],
    }


def test_json_has_what_could_not_be_read(keel: Keel) -> None:
    done = keel(
        "filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "gone.json",
        "--format", "json",
    )  # fmt: skip
    problem = "gone.json: no such file; check the path of the events"

    assert (done.code, done.err) == (2, f"keel: {problem}\n")
    assert json.loads(done.out) == {
        "schema": 1,
        "trials": [],
        "summary": {"events": 0, "passed": 0, "dropped": 0, "untried": 0},
        "errors": [problem],
    }


def test_events_may_come_from_standard_input(keel: Keel, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(b'{"temperature": 101}\n{"temperature": 1}\n'))
    monkeypatch.setattr(sys, "stdin", piped)

    done = keel(
        "filter", "test", "--source", "sqs", "--pattern", HOT, "--payloads", "--events", "-"
    )

    assert done.code == 0
    assert done.out.splitlines()[1:3] == ["  passes  stdin:1", "  drops   stdin:2"]


def test_standard_input_that_is_empty_is_told(keel: Keel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))

    assert keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "-") == (
        2,
        "",
        "keel: stdin: empty; write events as a JSON array or JSON lines\n",
    )


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("sqs", '{"body": {"a": [1]}}'),
        ("kinesis", '{"data": {"a": [1]}}'),
        ("kafka", '{"value": {"a": [1]}}'),
        ("mq", '{"data": {"a": [1]}}'),
        ("dynamodb", '{"dynamodb": {"a": [1]}}'),
    ],
)
def test_payloads_are_wrapped_as_records_of_the_source(
    keel: Keel, write: Write, source: str, pattern: str
) -> None:
    write("payloads.json", [{"a": 1}, {"a": 2}])

    done = keel(
        "filter", "test", "--source", source, "--pattern", pattern, "--payloads",
        "--events", "payloads.json",
    )  # fmt: skip

    assert done.code == 0
    assert done.out.splitlines()[-1] == "2 events: 1 passed, 1 dropped"


def test_a_payload_that_is_a_string_is_plain_text(keel: Keel, write: Write) -> None:
    write("payloads.json", ["Result: ok", "none"])

    done = keel(
        "filter", "test", "--source", "mq", "--pattern", '{"data": [{"prefix": "Result: "}]}',
        "--payloads", "--events", "payloads.json",
    )  # fmt: skip

    assert done.out.splitlines()[1:3] == [
        "  passes  payloads.json[0]",
        "  drops   payloads.json[1]",
    ]


def test_payloads_that_are_taken_for_records_are_not_said_to_be_dropped(
    keel: Keel, write: Write
) -> None:
    write("payloads.json", [{"temperature": 101}])

    done = keel(
        "filter", "test", "--source", "kafka", "--pattern", '{"value": {"temperature": [101]}}',
        "--events", "payloads.json", "--expect", "drop",
    )  # fmt: skip

    assert done.code == 2
    assert done.out == (
        "1 filter (kafka)\n"
        "  error   payloads.json[0]\n"
        "            no Kafka record: it has no value; give --payloads if it is a payload\n"
        "1 event: 0 passed, 0 dropped, 1 could not be tried\n"
    )


def test_events_of_another_source_are_not_said_to_be_dropped(keel: Keel, write: Write) -> None:
    write("batch.json", {"Records": [{"eventSource": "aws:kinesis", "kinesis": {"data": ""}}]})

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "batch.json")

    assert done.code == 2
    assert done.out.splitlines()[2].strip() == "no SQS message: it is of kinesis"


def test_kafka_events_are_told_by_partition(keel: Keel, write: Write) -> None:
    partitions = {
        "faults-0": [{"value": encoded({"a": 1})}, {"value": encoded({"a": 2})}],
        "faults-1": [{"value": "%%%"}, {"value": "eyJ"}, {"value": "/w=="}, {"topic": "faults"}],
    }
    write("kafka.json", {"eventSource": "SelfManagedKafka", "records": partitions})

    done = keel(
        "filter", "test", "--source", "kafka", "--pattern", '{"value": {"a": [1]}}',
        "--events", "kafka.json",
    )  # fmt: skip

    assert done.code == 2
    assert done.out == (
        "1 filter (kafka)\n"
        "  passes  kafka.json[faults-0][0]\n"
        "  drops   kafka.json[faults-0][1]\n"
        "            value.a: wanted [1], found 2\n"
        "  error   kafka.json[faults-1][0]\n"
        "            value must be base64, as Lambda delivers it\n"
        "  error   kafka.json[faults-1][1]\n"
        "            value must be base64, as Lambda delivers it\n"
        "  passes  kafka.json[faults-1][2]\n"
        "  passes  kafka.json[faults-1][3]\n"
        "6 events: 3 passed, 1 dropped, 2 could not be tried\n"
    )


@pytest.mark.parametrize(
    "event",
    [
        {"eventSource": "aws:mq", "messages": [{"data": encoded({"a": 1})}]},
        {
            "eventSource": "aws:rmq",
            "rmqMessagesByQueue": {"faults::/": [{"data": encoded({"a": 1})}]},
        },
    ],
    ids=["ActiveMQ", "RabbitMQ"],
)
def test_mq_events_are_read_as_lambda_delivers_them(
    keel: Keel, write: Write, event: dict[str, Any]
) -> None:
    write("mq.json", event)

    done = keel(
        "filter", "test", "--source", "mq", "--pattern", '{"data": {"a": [1]}}',
        "--events", "mq.json", "--expect", "pass",
    )  # fmt: skip

    assert (done.code, done.out.splitlines()[-1]) == (0, "1 event: 1 passed, 0 dropped")


BAD_EVENTS = [
    ("empty.json", "", "empty.json: empty; write events as a JSON array or JSON lines"),
    ("blank.json", " \n\t\n", "blank.json: empty; write events as a JSON array or JSON lines"),
    ("none.json", "[]", "none.json: holds no event; write at least one"),
    ("records.json", '{"Records": []}', "records.json: holds no event; write at least one"),
    ("cut.json", '[{"body": "', ("cut.json: not JSON at line 1 column 11: unterminated string "
     "starting at")),
    ("broken.jsonl", '{"body": "a"}\n\n{"body": \n', ("broken.jsonl:3: not JSON at column 9: "
     "expecting value")),
    ("first.jsonl", '{"body": \n{"body": "a"}\n', ("first.jsonl: not JSON at line 3 column 1: "
     "expecting ',' delimiter")),
    ("two.json", "{} {}", "two.json: text after the JSON value at line 1 column 4"),
    ("nan.json", '[{"body": NaN}]', "nan.json: not JSON: NaN is no JSON value"),
    ("deep.json", "[" * 100_000, "deep.json: nesting must be at most 500 levels deep"),
    ("deep.jsonl", "{}\n" + "[" * 100_000, "deep.jsonl:2: nesting must be at most 500 levels deep"),
    ("binary.json", bytes(range(128, 256)), "binary.json: not text; events are JSON in UTF-8"),
    ("nul.json", b"\0\0", "nul.json: not JSON at line 1 column 1: expecting value"),
    ("folder/readme.md", "", "folder: holds no .json, .jsonl, .ndjson file of sample events"),
    ("folder.json/.hidden/a.json", "{}", ("folder.json: holds no .json, .jsonl, .ndjson file of "
     "sample events")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "error"), [pytest.param(*bad, id=bad[0]) for bad in BAD_EVENTS]
)
def test_events_that_cannot_be_read_are_one_line_and_two(
    keel: Keel, write: Write, name: str, content: Any, error: str
) -> None:
    write(name, content)
    events = name.partition("/")[0]

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", events)

    assert done == (2, "", f"keel: {error}\n")


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ("gone.jsonl", "gone.jsonl: no such file; check the path of the events"),
        ("a\0b", "a\\x00b: cannot be read: embedded null byte"),
        ("[" * 300, "[" * 300 + ": cannot be read: file name too long"),
    ],
)
def test_a_path_that_is_none_is_told(keel: Keel, events: str, error: str) -> None:
    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", events)

    assert done == (2, "", f"keel: {error}\n")


def test_a_file_larger_than_any_sample_is_refused_by_its_size(keel: Keel, write: Write) -> None:
    with write("huge.json", "").open("wb") as file:
        file.truncate(50 << 20)

    assert keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "huge.json") == (
        2,
        "",
        "keel: huge.json: larger than 32 MiB; take fewer events\n",
    )


@pytest.mark.parametrize(
    ("pattern", "source", "error"),
    [
        (
            '{"body": {"level": "high"}}',
            "sqs",
            (
                'AWS refuses filter 1: body.level: must be an object or an array, got "high"; '
                'write ["high"]'
            ),
        ),
        (
            "",
            "sqs",
            "AWS refuses filter 1: not JSON at line 1 column 1: expecting value",
        ),
        (
            HOT,
            "documentdb",
            "Lambda does not filter Amazon DocumentDB events; filter in the function",
        ),
    ],
)
def test_a_pattern_that_aws_refuses_is_one_line_and_two(
    keel: Keel, write: Write, pattern: str, source: str, error: str
) -> None:
    write("events.json", [message()])

    done = keel(
        "filter", "test", "--source", source, "--pattern", HOT, "--pattern", pattern,
        "--events", "events.json",
    )  # fmt: skip

    assert done == (2, "", f"keel: {error}\n")


def test_kinesis_takes_no_plain_text(keel: Keel, write: Write) -> None:
    write("events.json", [{"kinesis": {"data": ""}}])

    done = keel(
        "filter", "test", "--source", "kinesis", "--pattern", '{"data": ["a"]}',
        "--events", "events.json",
    )  # fmt: skip

    assert done == (
        2,
        "",
        (
            "keel: AWS refuses filter 0: data: Kinesis records cannot be filtered by plain text; "
            'write {"data": {"field": [...]}}\n'
        ),
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], "name a template, or give --pattern with --source"),
        (["t.json", "--pattern", HOT], "name a template, or give --pattern with --source"),
        (["--pattern", HOT], "--pattern needs --source, such as --source sqs"),
        (
            ["t.json", "--source", "sqs"],
            "--source is for --pattern: templates say what their mappings poll",
        ),
    ],
)
def test_misuse_is_one_line_and_two(
    keel: Keel, write: Write, arguments: list[str], error: str
) -> None:
    write("events.json", [message()])

    done = keel("filter", "test", "--events", "events.json", *arguments)

    assert done == (2, "", f"keel: {error}\n")


def test_events_are_required(keel: Keel, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as misuse:
        keel("filter", "test", "--source", "sqs", "--pattern", HOT)

    assert misuse.value.code == 2
    assert "--events" in capsys.readouterr().err


def test_a_folder_is_every_file_of_events_in_it(keel: Keel, write: Write) -> None:
    write("events/b/hot.jsonl", lines(message(temperature=101)))
    write("events/a.ndjson", lines(message(temperature=1)))
    write("events/notes.txt", "not events")

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "events")

    assert [line for line in done.out.splitlines() if not line.startswith("   ")] == [
        "1 filter (sqs)",
        "  drops   a.ndjson",
        "  passes  b/hot.jsonl",
        "2 events: 1 passed, 1 dropped",
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(keel: Keel, write: Write) -> None:
    write("events/a.json", [message(temperature=101)])
    write("events/b.json", "[")

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "events")

    assert done.code == 2
    assert done.err == "keel: events/b.json: not JSON at line 1 column 2: expecting value\n"
    assert done.out.splitlines()[-1] == "1 event: 1 passed, 0 dropped"


def test_a_template_is_tried_on_the_events_meant_for_each_mapping(keel: Keel, write: Write) -> None:
    insert = '{"eventName": ["INSERT"]}'
    resources = {
        **SOURCES,
        "Detect": mapping(HOT),
        "Archive": mapping(LOW),
        "Note": mapping(insert, source="Faults", attribute="StreamArn"),
    }
    write("template.json", {"Resources": resources})
    write("events/sqs.json", {"Records": [message(temperature=101)]})
    write("events/Archive.json", [{"body": '{"voltage": 4}'}])
    change = {"eventSource": "aws:dynamodb", "eventName": "REMOVE", "dynamodb": {}}
    write("events/faults/batch.json", {"Records": [change]})

    done = keel("filter", "test", "template.json", "--events", "events")

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "template.json:12  Detect (sqs)\n"
        "  passes  sqs.json[0]\n"
        "template.json:31  Archive (sqs)\n"
        "  passes  Archive.json[0]\n"
        "  drops   sqs.json[0]\n"
        '            body.voltage: wanted [{"numeric": ["<", 5]}], found nothing; '
        "body has the keys temperature\n"
        "template.json:50  Note (dynamodb)\n"
        "  drops   faults/batch.json[0]\n"
        '            eventName: wanted ["INSERT"], found "REMOVE"\n'
        "4 events: 2 passed, 2 dropped\n"
    )


def test_payloads_for_a_template_are_told_apart_by_the_names_of_files(
    keel: Keel, write: Write
) -> None:
    resources = {**SOURCES, "Detect": mapping(HOT), "Archive": mapping(LOW)}
    write("template.json", {"Resources": resources})
    write("payloads/Detect/hot.jsonl", '{"temperature": 101}\n')
    write("payloads/other.jsonl", '{"eventSource": "aws:sqs", "voltage": 4}\n')

    done = keel("filter", "test", "template.json", "--events", "payloads", "--payloads")

    assert done.out == (
        "template.json:12  Detect (sqs)\n"
        "  passes  Detect/hot.jsonl\n"
        "template.json:31  Archive (sqs): no file or folder of events is named Archive\n"
        "1 event: 1 passed, 0 dropped; 1 mapping not tried\n"
    )


def test_what_cannot_be_tried_is_said_with_its_reason(keel: Keel, write: Write) -> None:
    elsewhere = mapping(HOT)
    elsewhere["Properties"]["EventSourceArn"] = {"Fn::ImportValue": "queue"}
    resources = {
        **SOURCES,
        "Detect": mapping(HOT, {"Fn::ImportValue": "pattern"}),
        "Elsewhere": elsewhere,
        "Note": mapping('{"eventName": ["INSERT"]}', source="Faults", attribute="StreamArn"),
    }
    write("template.json", {"Resources": resources})
    write("events.json", [message(temperature=101)])

    done = keel("filter", "test", "template.json", "--events", "events.json")

    assert done.code == 0
    assert done.out == (
        "template.json:12  Detect (sqs): has filters that only the deployment knows\n"
        "template.json:36  Elsewhere (unknown source): polls a source that only the deployment "
        "knows\n"
        "template.json:52  Note (dynamodb): no file or folder of events is named Note, and no "
        "event has the eventSource of dynamodb\n"
        "0 events: 0 passed, 0 dropped; 3 mappings not tried\n"
    )


@pytest.mark.parametrize("expect", ["pass", "drop"])
def test_nothing_tried_is_not_as_expected(keel: Keel, write: Write, expect: str) -> None:
    write("template.json", {"Resources": {**SOURCES, "Detect": mapping({"Ref": "Nothing"})}})
    write("events.json", [message()])

    done = keel("filter", "test", "template.json", "--events", "events.json", "--expect", expect)

    assert done.code == 2
    assert done.err == "keel: --expect has nothing to judge: no event was tried\n"


def test_filters_that_aws_refuses_are_one_line_each_and_two(keel: Keel, write: Write) -> None:
    shapeless = mapping()
    shapeless["Properties"]["FilterCriteria"] = {"Filters": [{"pattern": HOT}]}
    resources = {
        **SOURCES,
        "Detect": mapping(HOT, '{"body": {"level": "high"}}'),
        "Documented": mapping(HOT, source="Documents", attribute="ClusterIdentifier"),
        "Shapeless": shapeless,
        "Works": mapping(HOT),
    }
    write("template.json", {"Resources": resources})
    write("events.json", [message(temperature=101)])

    done = keel("filter", "test", "template.json", "--events", "events.json")

    assert done.code == 2
    assert done.err == (
        "keel: template.json:12  Detect: AWS refuses filter 1: body.level: must be an object or "
        'an array, got "high"; write ["high"]\n'
        "keel: template.json:34  Documented: Lambda does not filter Amazon DocumentDB events; "
        "filter in the function\n"
        "keel: template.json:53  Shapeless: AWS refuses its FilterCriteria: Filters[0]: a filter "
        "has no pattern; write Pattern\n"
    )
    assert done.out == (
        "template.json:72  Works (sqs)\n  passes  events.json[0]\n1 event: 1 passed, 0 dropped\n"
    )


def test_criteria_without_filters_let_everything_through(keel: Keel, write: Write) -> None:
    open_ = mapping()
    open_["Properties"]["FilterCriteria"] = {}
    write("template.json", {"Resources": {**SOURCES, "Detect": open_}})
    write("events.json", [message()])

    done = keel("filter", "test", "template.json", "--events", "events.json", "--expect", "pass")

    assert (done.code, done.out.splitlines()[-1]) == (0, "1 event: 1 passed, 0 dropped")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"Resources": SOURCES}, "template.json: no event source mapping has filters"),
        (
            {"name": "x"},
            "template.json: no CloudFormation template: it has no Resources; check the path",
        ),
        ("[" * 100_000, "template.json: JSON is nested too deeply to be a template"),
    ],
)
def test_a_template_without_filters_is_told(
    keel: Keel, write: Write, content: Any, error: str
) -> None:
    write("template.json", content)
    write("events.json", [message()])

    done = keel("filter", "test", "template.json", "--events", "events.json")

    assert done == (2, "", f"keel: {error}\n")


def test_an_assembly_is_tried_with_its_nested_stacks(keel: Keel, write: Write) -> None:
    nested = {
        "Parameters": {"Queue": {"Type": "String"}},
        "Resources": {"Inner": mapping(LOW)},
    }
    nested["Resources"]["Inner"]["Properties"]["EventSourceArn"] = {"Ref": "Queue"}
    include = {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {
            "Parameters": {"Queue": {"Fn::GetAtt": ["Readings", "Arn"]}},
            "TemplateURL": "https://bucket/abc.json",
        },
    }
    resources = {**SOURCES, "Outer": mapping(HOT), "Nested": include}
    write("cdk.out/App.template.json", {"Resources": resources})
    write("cdk.out/Nested.nested.template.json", nested)
    source = {"path": "Nested.nested.template.json"}
    files = {"abc": {"source": source, "destinations": {"d": {"objectKey": "abc.json"}}}}
    write("cdk.out/App.assets.json", {"files": files})
    artifacts = {
        "App.assets": {"type": "cdk:asset-manifest", "properties": {"file": "App.assets.json"}},
        "App": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://123456789012/eu-west-1",
            "properties": {"templateFile": "App.template.json"},
        },
    }
    write("cdk.out/manifest.json", {"artifacts": artifacts})
    write("events.json", [message(temperature=101)])

    done = keel("filter", "test", "cdk.out", "--events", "events.json")

    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if not line.startswith("    ")] == [
        "cdk.out/App.template.json:12  Outer (sqs)",
        "  passes  events.json[0]",
        "cdk.out/Nested.nested.template.json:8  Inner (sqs)",
        "  drops   events.json[0]",
        "2 events: 1 passed, 1 dropped",
    ]


def test_names_from_files_and_events_cannot_steer_the_terminal(keel: Keel, write: Write) -> None:
    write("\x1b[2J.json", [{"body": '{"temperature": "\\u001b[2J\\u202e"}'}])

    done = keel("filter", "test", "--source", "sqs", "--pattern", HOT, "--events", "\x1b[2J.json")

    assert done.code == 0
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
