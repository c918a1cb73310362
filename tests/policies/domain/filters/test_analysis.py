"""Every kind of finding: a loud case with its exact text, and a silent neighbour."""

# ruff: noqa: E501, ISC004  # patterns and messages on lines of their own

from __future__ import annotations

from typing import NamedTuple

import pytest

from policies.domain.filters import KINDS, analyse, analyse_filters


class Case(NamedTuple):
    """A pattern of a source, its finding, and a neighbour without one."""

    kind: str
    source: str | None
    pattern: str
    message: str
    silent: str


NUMERIC = '{"body": {"t": [%s]}}'
IMAGE = '{"dynamodb": {"NewImage": {"price": %s}}}'

CASES = [
    Case(
        "operator-without-array",
        "sqs",
        '{"body": {"t": {"numeric": [">", 100]}}}',
        "body.t.numeric: numeric stands outside an array: it is taken for a field of that name; "
        'write [{"numeric": [">", 100]}]',
        '{"body": {"t": {"numeric": ["yes", 100]}}}',
    ),
    Case(
        "operator-without-array",
        "sqs",
        '{"body": {"t": {"anything-but": ["x", "y"]}}}',
        "body.t.anything-but: anything-but stands outside an array: it is taken for a field of that name; "
        'write [{"anything-but": ["x", "y"]}]',
        '{"body": {"t": {"exists": [true], "prefix": ["Dr"]}}}',
    ),
    Case(
        "invalid-pattern",
        "sqs",
        '{"body": {"t": [{"numeric": 5}]}}',
        'body.t[0].numeric: must be an array, got 5; write ["=", 5]',
        '{"body": {"t": [{"numeric": ["=", 5]}]}}',
    ),
    Case(
        "unknown-key",
        "sqs",
        '{"Body": {"a": [1]}}',
        "Body.a: no SQS message has the key Body; write body",
        '{"body": {"Body": [1]}}',
    ),
    Case(
        "exists-on-object",
        "dynamodb",
        '{"eventName": ["REMOVE"], "userIdentity": [{"exists": false}]}',
        'userIdentity[0]: userIdentity is an object and only leaves exist: {"exists": false} always '
        'matches; test a leaf below it: {"userIdentity": {"type": ["Service"]}}',
        '{"eventName": ["REMOVE"], "userIdentity": {"type": [{"exists": false}]}}',
    ),
    Case(
        "unknown-key",
        "dynamodb",
        '{"userIdentity": {"PrincipalId": ["dynamodb.amazonaws.com"]}}',
        "userIdentity.PrincipalId: userIdentity of a stream record has no PrincipalId; "
        "write one of type, principalId",
        '{"userIdentity": {"principalId": ["dynamodb.amazonaws.com"], "type": ["Service"]}}',
    ),
    Case(
        "unknown-key",
        "kinesis",
        '{"kinesis": {"data": {"a": [1]}}}',
        "kinesis.data.a: Lambda filters Kinesis records on data, not on kinesis.data; "
        'write {"data": {...}}',
        '{"data": {"kinesis": {"data": [1]}}}',
    ),
    Case(
        "unknown-key",
        "kinesis",
        '{"body": {"a": [1]}}',
        "body.a: no Kinesis record has the key body; write data for Kinesis records",
        '{"data": {"body": {"a": [1]}}}',
    ),
    Case(
        "unknown-key",
        "kafka",
        '{"$or": [{"temperature": [1]}, {"value": {"a": [1]}}]}',
        "$or[0].temperature: no Kafka record has the key temperature; "
        'write {"value": {"temperature": ...}} for a field of the payload',
        '{"$or": [{"value": {"b": [1]}}, {"value": {"a": [1]}}]}',
    ),
    Case(
        "unknown-key",
        "dynamodb",
        '{"dynamodb": {"newImage": {"id": {"S": ["x"]}}}}',
        "dynamodb.newImage.id.S: the dynamodb object of a stream record has no newImage to look "
        "into; write one of Keys, NewImage, OldImage, ApproximateCreationDateTime, SizeBytes, "
        "SequenceNumber, StreamViewType",
        '{"dynamodb": {"NewImage": {"id": {"S": ["x"]}}}}',
    ),
    Case(
        "undocumented-key",
        "sqs",
        '{"messageAttributes": {"kind": {"stringValue": ["x"]}}}',
        "messageAttributes.kind.stringValue: AWS's pages disagree on whether filters of SQS messages "
        "see messageAttributes, or body only; test the filter on a deployed mapping before you rely on it",
        '{"eventSource": ["aws:sqs"]}',
    ),
    Case(
        "undocumented-key",
        "dynamodb",
        '{"awsRegion": ["eu-west-1"]}',
        "awsRegion: AWS's pages disagree on whether filters of DynamoDB stream records see awsRegion, "
        "or dynamodb only; test the filter on a deployed mapping before you rely on it",
        '{"eventName": ["REMOVE"], "userIdentity": {"type": ["Service"]}}',
    ),
    Case(
        "plain-text-payload",
        "kinesis",
        '{"data": ["hello"]}',
        "data: Lambda refuses plain text filters of Kinesis records: data must be an object; "
        'write {"data": {"<field>": [...]}}',
        '{"data": {"a": ["hello"]}}',
    ),
    Case(
        "payload-as-text-and-json",
        "sqs",
        '{"body": ["hello"], "body": {"a": [1]}}',
        "body: body is asked for as plain text here and as JSON elsewhere: no record is both; "
        "write two filters",
        '{"$or": [{"body": ["hello"]}, {"body": {"a": [1]}}]}',
    ),
    Case(
        "exists-on-payload",
        "sqs",
        '{"body": [{"exists": true}]}',
        "body[0]: an array at body asks for plain text: JSON is dropped; "
        'write {"body": {"<field>": [{"exists": true}]}} for JSON, or drop the filter',
        '{"body": {"a": [{"exists": true}]}}',
    ),
    Case(
        "never-matches",
        "sqs",
        '{"body": [{"exists": false}]}',
        "body[0]: every record has a body; drop the filter",
        '{"body": {"a": [{"exists": false}]}}',
    ),
    Case(
        "never-matches",
        "mq",
        '{"data": [{"numeric": [">", 5]}]}',
        'data[0]: data as plain text is a string, which {"numeric": [">", 5]} never matches; '
        'write {"data": {"<field>": [{"numeric": [">", 5]}]}} for JSON',
        '{"data": [{"prefix": "5"}]}',
    ),
    Case(
        "dynamodb-number",
        "dynamodb",
        IMAGE % '{"N": [{"numeric": [">", 100]}]}',
        "dynamodb.NewImage.price.N[0]: N of the attribute price is a string, which numeric never "
        "matches; compare in the function, or list the wanted numbers as strings",
        '{"dynamodb": {"SizeBytes": [{"numeric": [">", 100]}]}}',
    ),
    Case(
        "dynamodb-number",
        "dynamodb",
        IMAGE % '{"N": [100]}',
        "dynamodb.NewImage.price.N[0]: N of the attribute price is a string and never equals a "
        'number; write "100"',
        IMAGE % '{"N": ["100"]}',
    ),
    Case(
        "dynamodb-number",
        "dynamodb",
        IMAGE % '{"M": {"net": {"N": [{"anything-but": [1, 2]}]}}}',
        "dynamodb.NewImage.price.M.net.N[0]: N of the attribute net is a string, so excluding "
        'numbers excludes none; write {"anything-but": ["1", "2"]}',
        IMAGE % '{"M": {"net": {"N": [{"anything-but": ["1", "2"]}]}}}',
    ),
    Case(
        "dynamodb-type-key",
        "dynamodb",
        IMAGE % '["100", 5]',
        "dynamodb.NewImage.price: the attribute price has no type key; "
        'write {"price": {"S": ["100", "5"]}}',
        IMAGE % '{"S": ["100", "5"]}',
    ),
    Case(
        "dynamodb-type-key",
        "dynamodb",
        IMAGE % "[true]",
        "dynamodb.NewImage.price: the attribute price has no type key; "
        'write {"price": {"BOOL": [true]}}',
        IMAGE % '{"BOOL": [true]}',
    ),
    Case(
        "dynamodb-type-key",
        "dynamodb",
        IMAGE % '[{"numeric": [">", 1]}]',
        "dynamodb.NewImage.price: the attribute price has no type key; "
        'write {"price": {"N": [...]}}',
        IMAGE % '{"NS": ["1"]}',
    ),
    Case(
        "dynamodb-type-key",
        "dynamodb",
        IMAGE % '{"net": {"N": ["1"]}}',
        "dynamodb.NewImage.price.net.N: net is no type of the attribute price; "
        "write one of S, N, B, SS, NS, BS, BOOL, NULL, L, M after price, M for a map",
        IMAGE % '{"L": {"M": {"net": {"N": ["1"]}}}}',
    ),
    Case(
        "dynamodb-type-key",
        "dynamodb",
        IMAGE % '{"S": {"net": ["1"]}}',
        "dynamodb.NewImage.price.S.net: nothing is below S of the attribute price; "
        'write {"price": {"S": [...]}}, or M for a map',
        # A key with dots may be an attribute's name or a way: nothing certain can be said.
        '{"dynamodb": {"NewImage": {"price.S": {"net": ["1"]}}}}',
    ),
    Case(
        "exists-on-object",
        "dynamodb",
        '{"dynamodb": {"OldImage": [{"exists": false}]}}',
        'dynamodb.OldImage[0]: OldImage is an object and only leaves exist: {"exists": false} '
        "always matches; test a leaf below it: "
        '{"OldImage": {"<key attribute>": {"S": ...}}}',
        '{"dynamodb": {"OldImage": {"id": {"S": [{"exists": false}]}}}}',
    ),
    Case(
        "exists-on-object",
        "dynamodb",
        IMAGE % '[{"exists": true}]',
        'dynamodb.NewImage.price[0]: price is an object and only leaves exist: {"exists": true} '
        'never matches; test a leaf below it: {"price": {"S": ...}}',
        IMAGE % '{"N": [{"exists": true}]}',
    ),
    Case(
        "exists-on-object",
        "dynamodb",
        IMAGE % '{"L": [{"exists": true}]}',
        'dynamodb.NewImage.price.L[0]: L is an object and only leaves exist: {"exists": true} '
        'never matches; test a leaf below it: {"L": {"S": ...}}',
        IMAGE % '{"L": {"S": [{"exists": true}]}}',
    ),
    Case(
        "exists-on-object",
        "sqs",
        '{"body": {"a": [{"exists": true}], "a": {"b": ["x"]}}}',
        'body.a[0]: body.a.b makes body.a an object, and only leaves exist: {"exists": true} '
        "needs an array with a value besides the object; drop it, or test a leaf below it",
        '{"body": {"a": {"b": ["x"]}}}',
    ),
    Case(
        "exists-on-object",
        "sqs",
        '{"body": {"a": [{"exists": false}], "a": {"b": ["x"]}}}',
        'body.a[0]: body.a.b makes body.a an object, and only leaves exist: {"exists": false} '
        "always matches; drop it, or test a leaf below it",
        '{"body": {"a": {"c": [{"exists": false}]}, "a": {"b": ["x"]}}}',
    ),
    Case(
        "leaf-and-object",
        "sqs",
        '{"body": {"a": [1], "a": {"b": ["x"]}}}',
        "body.a: body.a.b makes body.a an object: only an array that holds a value besides the "
        "object can match; write one of the two",
        '{"body": {"$or": [{"a": [1]}, {"a": {"b": ["x"]}}]}}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        '{"dynamodb": {"Keys": ["x"]}}',
        "dynamodb.Keys[0]: Keys is an object and has no value to compare; "
        'compare a leaf below it: {"Keys": {"<key attribute>": {"S": ...}}}',
        '{"dynamodb": {"Keys": {"id": {"S": ["x"]}}}}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        IMAGE % '{"BOOL": ["true"]}',
        "dynamodb.NewImage.price.BOOL[0]: BOOL of the attribute price is true or false, which "
        '"true" never matches; compare it as what it is',
        IMAGE % '{"NULL": [true]}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        IMAGE % '{"NULL": [null]}',
        "dynamodb.NewImage.price.NULL[0]: NULL of the attribute price is true or false, which "
        "null never matches; compare it as what it is",
        IMAGE % '{"NULL": [{"exists": true}]}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        '{"dynamodb": {"SizeBytes": ["20"]}}',
        'dynamodb.SizeBytes[0]: SizeBytes is a number, which "20" never matches; '
        "compare it as what it is",
        '{"dynamodb": {"SizeBytes": [20]}}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        '{"dynamodb": {"SequenceNumber": [1]}}',
        "dynamodb.SequenceNumber[0]: SequenceNumber is a string, which 1 never matches; "
        "compare it as what it is",
        '{"dynamodb": {"SequenceNumber": ["1"]}}',
    ),
    Case(
        "never-matches",
        "dynamodb",
        '{"eventName": ["insert", "MODIFY"]}',
        'eventName[0]: eventName is never "insert"; write one of INSERT, MODIFY, REMOVE',
        '{"eventName": [{"equals-ignore-case": "insert"}, "MODIFY"]}',
    ),
    Case(
        "never-matches",
        "sqs",
        NUMERIC % '{"equals-ignore-case": "ok 👍"}',
        'body.t[0]: equals-ignore-case never matches "ok 👍": AWS folds no emoji; '
        "drop the condition",
        NUMERIC % '"ok 👍"',
    ),
    Case(
        "never-matches",
        "sqs",
        NUMERIC % '{"numeric": [">", 1, "<", 1.0000000000000002]}',
        "body.t[0]: no float64 number is within "
        '{"numeric": [">", 1, "<", 1.0000000000000002]}; drop the condition',
        NUMERIC % '{"numeric": [">", 1, "<", 1.1]}',
    ),
    Case(
        "or-of-anything-but",
        "sqs",
        NUMERIC % '{"anything-but": "a"}, {"anything-but": ["b"]}',
        "body.t: any of an array suffices, and no value is excluded by each anything-but: every "
        'leaf matches; write one: {"anything-but": ["a", "b"]}',
        NUMERIC % '{"anything-but": ["a", "b"]}',
    ),
    Case(
        "or-of-anything-but",
        "sqs",
        NUMERIC % '{"anything-but": ["a", "b"]}, {"anything-but": ["b", "c"]}',
        'body.t: any of an array suffices, so only what each anything-but excludes is: "b"; '
        'write one: {"anything-but": ["a", "b", "c"]}',
        NUMERIC % '{"anything-but": ["a", "b"]}, "b"',
    ),
    Case(
        "or-of-anything-but",
        "sqs",
        NUMERIC % '{"anything-but": {"prefix": "a"}}, {"anything-but": {"prefix": ["b", "c"]}}',
        "body.t: any of an array suffices, and no value is excluded by each anything-but: every "
        'leaf matches; write one: {"anything-but": {"prefix": ["a", "b", "c"]}}',
        # Excludes exactly what both starts and ends so, which is a thing to want.
        NUMERIC % '{"anything-but": {"prefix": "a"}}, {"anything-but": {"suffix": "b"}}',
    ),
    Case(
        "or-of-anything-but",
        "sqs",
        NUMERIC % '{"anything-but": ["x"]}, {"anything-but": [1]}',
        "body.t: any of an array suffices, and no value is excluded by each anything-but: every "
        "leaf matches; keep one anything-but",
        NUMERIC % '{"anything-but": {"wildcard": "*x*"}}, {"anything-but": {"wildcard": "*y*"}}',
    ),
    Case(
        "always-matches",
        "sqs",
        NUMERIC % '{"anything-but": ["a"]}, {"prefix": "a"}',
        'body.t: {"anything-but": ["a"]} and what it excludes are both accepted: every leaf '
        'matches; write {"exists": true}, or drop what is not meant',
        NUMERIC % '{"anything-but": ["a"]}, {"exists": false}',
    ),
    Case(
        "always-matches",
        "sqs",
        NUMERIC % '{"exists": true}, {"exists": false}',
        "body.t: a leaf is either there or not, so this always matches; drop the key",
        NUMERIC % '{"exists": false}, "x"',
    ),
    Case(
        "redundant-exists",
        "sqs",
        NUMERIC % '{"exists": true}, "x"',
        'body.t: any of an array suffices, and {"exists": true} accepts every leaf; '
        "drop the other conditions, or drop exists: they need a leaf anyway",
        NUMERIC % '{"exists": true}',
    ),
    Case(
        "or-of-ranges",
        "sqs",
        NUMERIC % '{"numeric": [">", 0]}, {"numeric": ["<=", 10]}',
        'body.t: any suffices, and {"numeric": [">", 0]} or {"numeric": ["<=", 10]} accepts every '
        'number; write one: {"numeric": [">", 0, "<=", 10]}',
        NUMERIC % '{"numeric": ["<", 0]}, {"numeric": [">=", 10]}',
    ),
    Case(
        "or-of-ranges",
        "sqs",
        NUMERIC % '{"numeric": ["<", 5]}, {"numeric": [">=", 5]}',
        'body.t: any suffices, and {"numeric": ["<", 5]} or {"numeric": [">=", 5]} accepts every '
        'number; write {"exists": true}, or one range',
        # Everything but 5.
        NUMERIC % '{"numeric": ["<", 5]}, {"numeric": [">", 5]}',
    ),
    Case(
        "or-of-ranges",
        "sqs",
        NUMERIC % '5, {"numeric": ["<", 5]}, {"numeric": [">", 5]}',
        'body.t: any suffices, and {"numeric": ["<", 5]} or {"numeric": [">", 5]} accepts every '
        'number; write {"exists": true}, or one range',
        NUMERIC % '6, {"numeric": ["<", 5]}, {"numeric": [">", 7]}',
    ),
    Case(
        "or-of-ranges",
        "sqs",
        '{"body": {"$or": [{"t": [{"numeric": [">", 0]}]}, {"t": [{"numeric": ["<", 10]}]}]}}',
        'body.$or[1].t: any suffices, and {"numeric": [">", 0]} or {"numeric": ["<", 10]} accepts '
        'every number; write one: {"numeric": [">", 0, "<", 10]}',
        '{"body": {"$or": [{"t": [{"numeric": [">", 0]}]}, {"u": [{"numeric": ["<", 10]}]}]}}',
    ),
    Case(
        "replaced-by-or",
        "sqs",
        '{"body": {"a": ["x"], "$or": [{"a": ["y"]}, {"b": [1]}]}}',
        "body.a: body.$or[0].a takes the place of this, it does not add to it; "
        "write what must hold besides into each alternative of $or",
        '{"body": {"c": ["x"], "$or": [{"a": ["y"]}, {"b": [1]}]}}',
    ),
    Case(
        "replaced-by-or",
        "sqs",
        '{"body": {"$or": [{"a": ["y"]}, {"b": [1]}], "a": ["x"]}}',
        "body.$or[0].a: body.a takes the place of this, it does not add to it; "
        "write what must hold besides into each alternative of $or",
        '{"body": {"$or": [{"a": ["y"]}, {"b": [1]}], "c": ["x"]}}',
    ),
    Case(
        "replaced-by-duplicate",
        "sqs",
        '{"body": {"a": ["x"], "a": ["y", 1]}}',
        'body.a: the key is repeated: only ["y", 1] counts; write one array: ["x", "y", 1] for '
        "either",
        # Objects merge, as in AWS's own example; and nothing is lost of equals.
        '{"body": {"o": {"a": [1]}, "o": {"b": [2]}, "e": [1], "e": [1]}}',
    ),
    Case(
        "number-out-of-range",
        "sqs",
        NUMERIC % '{"numeric": [">", 1700000000000]}',
        "body.t[0]: number in a filter must be -5000000000 to 5000000000, got 1700000000000: older "
        "versions of AWS's matcher do not compare it exactly; test the filter on a deployed "
        "mapping before you rely on it",
        # A plain number falls back to its text, which every version compares.
        NUMERIC % "1700000000000",
    ),
    Case(
        "number-out-of-range",
        "sqs",
        NUMERIC % '{"anything-but": [0.0000001]}',
        "body.t[0]: decimals of a number in a filter must be at most 6, got 7: older versions of "
        "AWS's matcher do not compare it exactly; test the filter on a deployed mapping before "
        "you rely on it",
        NUMERIC % '{"anything-but": [0.000001, 1.5000000]}',
    ),
    Case(
        "number-by-text",
        "sqs",
        NUMERIC % "9007199254740993",
        "body.t[0]: 9007199254740993 is no exact float64 and only equals the same spelling; "
        "send such a number as a string, and compare it as one",
        NUMERIC % "9007199254740992",
    ),
    Case(
        "number-as-string",
        "sqs",
        NUMERIC % '100, "200"',
        'body.t[1]: "200" is a string among conditions on numbers, and never equals a number; '
        "write 200",
        # Both spellings of one number are meant; "007" is no number.
        NUMERIC % '200, "200", "007", "n/a"',
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.pattern}")
def test_loud(case: Case) -> None:
    [finding] = [each for each in analyse(case.pattern, case.source) if each.kind == case.kind]

    assert case.message == str(finding)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.silent}")
def test_the_neighbour_is_silent(case: Case) -> None:
    assert analyse(case.silent, case.source) == []


def test_what_is_dead_is_not_called_more_than_that() -> None:
    [finding] = analyse('{"eventName": ["insert"]}', "dynamodb")

    assert (finding.kind, finding.severity) == ("never-matches", "error")
    assert finding.path == "eventName[0]"


def test_the_evidence_is_the_page_of_the_source() -> None:
    [finding] = analyse('{"Body": {"a": [1]}}', "sqs")

    assert finding.evidence.endswith("/with-sqs-filtering.html")


def test_without_a_source_its_keys_are_not_judged() -> None:
    assert analyse('{"temperature": [1], "dynamodb": ["x"]}') == []


def test_documentdb_has_no_filters() -> None:
    [finding] = analyse('{"a": [1]}', "documentdb")

    assert str(finding) == (
        "Lambda does not filter Amazon DocumentDB events; "
        "drop the filters and filter in the function"
    )


@pytest.mark.parametrize(
    ("filters", "number", "message"),
    [
        (
            [
                '{"body": {"t": [{"numeric": [">", 5]}]}}',
                '{"body": {"t": [{"numeric": [">", 0]}]}}',
            ],
            0,
            "filter 1 already lets through all that this one does; drop this filter",
        ),
        (
            ['{"body": {"a": [1]}}', '{"body": {"a": [1]}}'],
            1,
            "filter 0 already lets through all that this one does; drop this filter",
        ),
        (
            ['{"body": {"a": ["x"], "b": [1]}}', '{"body": {"a": ["x", "y"]}}'],
            0,
            "filter 1 already lets through all that this one does; drop this filter",
        ),
        (
            [
                '{"body": {"a": [{"prefix": "ab"}, {"suffix": "yz"}]}}',
                '{"body": {"a": [{"prefix": "a"}, {"suffix": "z"}]}}',
            ],
            0,
            "filter 1 already lets through all that this one does; drop this filter",
        ),
        (
            [
                '{"body": {"a": [{"anything-but": ["x", "y"]}]}}',
                '{"body": {"a": [{"anything-but": ["x"]}]}}',
            ],
            0,
            "filter 1 already lets through all that this one does; drop this filter",
        ),
        (
            [
                '{"body": {"a": [null, 2, {"cidr": "10.0.0.0/8"}]}}',
                '{"body": {"a": [{"exists": true}]}}',
            ],
            0,
            "filter 1 already lets through all that this one does; drop this filter",
        ),
        (
            ['{"$or": [{"body": {"a": [1]}}, {"body": {"b": [2]}}]}', '{"body": {"b": [2]}}'],
            1,
            "filter 0 already lets through all that this one does; drop this filter",
        ),
        (
            [
                '{"body": {"t": [{"numeric": [">", 0]}]}}',
                '{"body": {"t": [{"numeric": ["<", 9]}]}}',
            ],
            1,
            'body.t: any suffices, and {"numeric": [">", 0]} or {"numeric": ["<", 9]} accepts every '
            'number; write one: {"numeric": [">", 0, "<", 9]}',
        ),
        (
            [
                '{"body": {"s": [{"anything-but": "a"}]}}',
                '{"body": {"s": [{"anything-but": "b"}]}}',
            ],
            1,
            "body.s: any of an array suffices, and no value is excluded by each anything-but: every "
            'leaf matches; write one: {"anything-but": ["a", "b"]}',
        ),
    ],
)
def test_filters_together(filters: list[str], number: int, message: str) -> None:
    [finding] = analyse_filters(filters, "sqs")

    assert (number, message) == (finding.filter, str(finding))


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(['{"body": {"a": [1]}}', '{"body": {"a": [2]}}'], id="other values"),
        pytest.param(['{"body": {"a": [1]}}', '{"body": {"a": ["1"]}}'], id="other types"),
        pytest.param(
            ['{"body": {"a": ["x"]}}', '{"body": {"a": [{"exists": false}]}}'], id="absence"
        ),
        pytest.param(
            [
                '{"body": {"a": [{"anything-but": [1]}]}}',
                '{"body": {"b": [{"anything-but": ["1"]}]}}',
            ],
            id="other paths",
        ),
        pytest.param(
            ['{"body": {"a": [1], "b": [2]}}', '{"body": {"a": [1], "b": [3]}}'], id="half"
        ),
        pytest.param(
            ['{"body": {"a": [1], "b": [2]}}', '{"body": {"c": [{"exists": false}], "a": [1]}}'],
            id="absence besides",
        ),
        pytest.param(
            # In an array the field before settles an element: dropping it is no weaker filter.
            [
                '{"body": {"a": [1], "b": [{"exists": false}]}}',
                '{"body": {"b": [{"exists": false}]}}',
            ],
            id="absence that depends on another field",
        ),
        pytest.param(
            [
                '{"body": {"t": [{"numeric": [">", 5, "<", 9]}]}}',
                '{"body": {"t": [{"numeric": [">=", 9]}]}}',
            ],
            id="ranges side by side",
        ),
    ],
)
def test_filters_that_differ(filters: list[str]) -> None:
    assert analyse_filters(filters, "sqs") == []


def test_a_range_is_within_itself_at_its_ends_only() -> None:
    def kinds(narrow: str, wide: str) -> list[str]:
        filters = [f'{{"body": {{"t": [{{"numeric": {terms}}}]}}}}' for terms in (narrow, wide)]
        return [each.kind for each in analyse_filters(filters, "sqs") if each.filter == 0]

    assert kinds('[">", 5, "<", 9]', '[">=", 5, "<=", 9]') == ["subsumed-filter"]
    assert kinds('[">=", 5, "<", 9]', '[">", 5, "<=", 9]') == []
    assert kinds('[">", 5, "<=", 9]', '[">=", 5, "<", 9]') == []
    assert kinds('[">", 5]', '[">", 4, "<", 9]') == []
    assert kinds('["<", 5]', '[">", 4, "<", 9]') == []


def test_an_invalid_filter_does_not_hide_the_others() -> None:
    findings = analyse_filters(["{", '{"Body": {"a": [1]}}'], "sqs")

    assert [(each.filter, each.kind) for each in findings] == [
        (0, "invalid-pattern"),
        (1, "unknown-key"),
    ]


def test_a_key_is_reported_once() -> None:
    findings = analyse('{"Body": {"a": [1], "b": [2]}}', "sqs")

    assert len(findings) == 1


def test_many_filters_are_not_compared() -> None:
    alternatives = ", ".join(f'{{"a{n}": [1]}}' for n in range(41))

    assert analyse_filters([f'{{"body": {{"$or": [{alternatives}]}}}}'] * 2, "sqs") == []


def test_many_conditions_are_not_compared() -> None:
    conditions = ", ".join(f'{{"anything-but": "{n}"}}' for n in range(201))

    assert analyse(NUMERIC % conditions, "sqs") == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_evidence(kind: str) -> None:
    assert KINDS[kind].severity in {"error", "warning", "advice"}
    assert KINDS[kind].evidence.startswith("https://")


def test_every_kind_is_tested_here_or_with_the_profile_or_criteria() -> None:
    elsewhere = {
        *("invalid-criteria", "unsupported-source", "subsumed-filter", "undocumented-operator"),
        *("filter-count", "filter-quota", "pattern-length"),
    }

    assert KINDS.keys() == {case.kind for case in CASES} | elsewhere


SENSIBLE = [
    # The examples of AWS's own pages, and what the samples of its repositories filter on.
    ("sqs", '{"body": {"RecordNumber": [{"numeric": [">", 9999]}], "RequestCode": ["BBBB"]}}'),
    ("sqs", '{"body": {"City": ["Seattle"], "temperature": [{"numeric": [">", 0, "<=", 100]}]}}'),
    ("sqs", '{"body": {"$or": [{"Location": ["New York"]}, {"Day": ["Monday"]}]}}'),
    (
        "sqs",
        '{"body": {"UserID": [null], "LastName": [""], "Weather": [{"anything-but": ["Rain"]}]}}',
    ),
    ("sqs", '{"body": {"type": ["NEW"]}}'),
    ("kinesis", '{"data": {"order": {"type": ["buy"]}}}'),
    ("kinesis", '{"data": {"FileName": [{"suffix": ".png"}], "Region": [{"prefix": "us-"}]}}'),
    ("dynamodb", '{"dynamodb": {"NewImage": {"Organizations": {"L": {"S": [{"exists": true}]}}}}}'),
    ("dynamodb", '{"dynamodb": {"Keys": {"CustomerName": {"S": ["AnyCompany Industries"]}}}}'),
    ("dynamodb", '{"dynamodb": {"ApproximateCreationDateTime": [{"numeric": [">", 0]}]}}'),
    (
        "dynamodb",
        '{"dynamodb": {"NewImage": {"AccountManager": {"S": ["Pat Candella"]}}}, '
        '"dynamodb": {"OldImage": {"AccountManager": {"S": ["Terry Whitlock"]}}}}',
    ),
    (
        "dynamodb",
        '{"userIdentity": {"type": ["Service"], "principalId": ["dynamodb.amazonaws.com"]}}',
    ),
    ("dynamodb", '{"dynamodb": {"NewImage": {"id": {"S": [{"exists": false}]}}}}'),
    ("dynamodb", '{"dynamodb": {"NewImage": {"tags": {"SS": ["a"]}, "ok": {"BOOL": [true]}}}}'),
    ("kafka", '{"value": {"device_ID": [{"prefix": "AB"}]}}'),
    ("kafka", '{"value": [{"anything-but": ["error"]}]}'),
    (
        "mq",
        '{"data": {"timeout": [{"numeric": [">", 0]}], "IPAddress": [{"prefix": "203.0.113."}]}}',
    ),
    ("mq", '{"data": [{"prefix": "Result: "}]}'),
    ("mq", '{"basicProperties": {"appId": [{"prefix": "my"}]}}'),
    (
        "mq",
        '{"data": {"rating": [{"numeric": [">", 0, "<=", 5]}], '
        '"address": {"country": ["USA"], "street": [{"exists": true}]}}}',
    ),
]


@pytest.mark.parametrize(("source", "pattern"), SENSIBLE)
def test_sensible_filters_are_silent(source: str, pattern: str) -> None:
    assert analyse(pattern, source) == []
