"""Filters written as conditions: what they compile to, and what is refused where it is written."""

# ruff: noqa: ISC004  # patterns and messages on lines of their own
# ruff: noqa: FBT003  # the values that are compared with
# ruff: noqa: PLW0108  # the lambda is the line under test

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from policies.domain.filters import (
    Filter,
    PatternError,
    analyse,
    body,
    data,
    dynamodb,
    lambda_profile,
    record,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN: list[tuple[Filter, list[str]]] = [
    (body.temperature > 100, ['{"body":{"temperature":[{"numeric":[">",100]}]}}']),
    (body.temperature >= 0.5, ['{"body":{"temperature":[{"numeric":[">=",0.5]}]}}']),
    (body.temperature < -1, ['{"body":{"temperature":[{"numeric":["<",-1]}]}}']),
    (body.temperature <= 1e21, ['{"body":{"temperature":[{"numeric":["<=",1e+21]}]}}']),
    (100 < body.temperature, ['{"body":{"temperature":[{"numeric":[">",100]}]}}']),  # noqa: SIM300
    (body.state == "ok", ['{"body":{"state":["ok"]}}']),
    (body.state == None, ['{"body":{"state":[null]}}']),  # noqa: E711
    (body.state == True, ['{"body":{"state":[true]}}']),  # noqa: E712
    (body.state == 1, ['{"body":{"state":[1]}}']),
    (body.state != "ok", ['{"body":{"state":[{"anything-but":["ok"]}]}}']),
    (body.state.one_of("a", 1, None, False), ['{"body":{"state":["a",1,null,false]}}']),
    (body.site.startswith("eu-"), ['{"body":{"site":[{"prefix":"eu-"}]}}']),
    (body.site.endswith("-1"), ['{"body":{"site":[{"suffix":"-1"}]}}']),
    (
        body.site.startswith("EU-", ignore_case=True),
        ['{"body":{"site":[{"prefix":{"equals-ignore-case":"EU-"}}]}}'],
    ),
    (
        body.site.endswith(".PNG", ignore_case=True),
        ['{"body":{"site":[{"suffix":{"equals-ignore-case":".PNG"}}]}}'],
    ),
    (body.site.equals_ignore_case("eu"), ['{"body":{"site":[{"equals-ignore-case":"eu"}]}}']),
    (body.site.wildcard("a*b"), ['{"body":{"site":[{"wildcard":"a*b"}]}}']),
    (body.ip.cidr("10.0.0.0/8"), ['{"body":{"ip":[{"cidr":"10.0.0.0/8"}]}}']),
    (body.site.exists(), ['{"body":{"site":[{"exists":true}]}}']),
    (body.site.absent(), ['{"body":{"site":[{"exists":false}]}}']),
    (body.n.between(1, 5), ['{"body":{"n":[{"numeric":[">=",1,"<=",5]}]}}']),
    (body.s.anything_but("a", "b"), ['{"body":{"s":[{"anything-but":["a","b"]}]}}']),
    (body.s.anything_but_prefix("a"), ['{"body":{"s":[{"anything-but":{"prefix":["a"]}}]}}']),
    (body.s.anything_but_suffix("a"), ['{"body":{"s":[{"anything-but":{"suffix":["a"]}}]}}']),
    (
        body.s.anything_but_ignore_case("a"),
        ['{"body":{"s":[{"anything-but":{"equals-ignore-case":["a"]}}]}}'],
    ),
    (
        body.s.anything_but_wildcard("a*b"),
        ['{"body":{"s":[{"anything-but":{"wildcard":["a*b"]}}]}}'],
    ),
    (body == "hello", ['{"body":["hello"]}']),
    (body["two words"]["_x"]["exists"] == 1, ['{"body":{"two words":{"_x":{"exists":[1]}}}}']),
    (data.order.type == "buy", ['{"data":{"order":{"type":["buy"]}}}']),
    (data.startswith("Result: "), ['{"data":[{"prefix":"Result: "}]}']),
    (value.device_ID.startswith("AB"), ['{"value":{"device_ID":[{"prefix":"AB"}]}}']),
    (record.eventName == "INSERT", ['{"eventName":["INSERT"]}']),
    (
        dynamodb.new_image.price.N == "100",
        ['{"dynamodb":{"NewImage":{"price":{"N":["100"]}}}}'],
    ),
    (dynamodb.keys.id.S.exists(), ['{"dynamodb":{"Keys":{"id":{"S":[{"exists":true}]}}}}']),
    (
        dynamodb.old_image["keys"].S.absent(),
        ['{"dynamodb":{"OldImage":{"keys":{"S":[{"exists":false}]}}}}'],
    ),
    (dynamodb.size_bytes > 100, ['{"dynamodb":{"SizeBytes":[{"numeric":[">",100]}]}}']),
]

COMBINED: list[tuple[Filter, list[str]]] = [
    # both
    ((body.a == 1) & (body.b == 2), ['{"body":{"a":[1],"b":[2]}}']),
    (
        (record.eventName == "INSERT") & (dynamodb.new_image.id.S == "x"),
        ['{"eventName":["INSERT"],"dynamodb":{"NewImage":{"id":{"S":["x"]}}}}'],
    ),
    ((body.t > 0) & (body.t < 10), ['{"body":{"t":[{"numeric":[">",0,"<",10]}]}}']),
    ((body.t >= 0) & (body.t > 0), ['{"body":{"t":[{"numeric":[">",0]}]}}']),
    ((body.t <= 9) & (body.t < 9), ['{"body":{"t":[{"numeric":["<",9]}]}}']),
    ((body.t >= 5) & (body.t <= 5), ['{"body":{"t":[{"numeric":["=",5]}]}}']),
    (
        body.t.between(0, 10) & body.t.between(5, 20),
        ['{"body":{"t":[{"numeric":[">=",5,"<=",10]}]}}'],
    ),
    ((body.s != "a") & (body.s != "b"), ['{"body":{"s":[{"anything-but":["a","b"]}]}}']),
    (
        body.s.anything_but_prefix("a") & body.s.anything_but_prefix("b"),
        ['{"body":{"s":[{"anything-but":{"prefix":["a","b"]}}]}}'],
    ),
    (body.s.one_of("a", "b") & body.s.one_of("b", "c"), ['{"body":{"s":["b"]}}']),
    (body.s.one_of("ab", "cd", None) & body.s.startswith("a"), ['{"body":{"s":["ab"]}}']),
    (body.s.one_of(1, 9, True) & (body.s < 5), ['{"body":{"s":[1]}}']),
    (body.s.startswith("a") & body.s.startswith("ab"), ['{"body":{"s":[{"prefix":"ab"}]}}']),
    (body.s.endswith("yz") & body.s.endswith("z"), ['{"body":{"s":[{"suffix":"yz"}]}}']),
    (body.s.exists() & body.s.startswith("a"), ['{"body":{"s":[{"prefix":"a"}]}}']),
    (body.s.startswith("a") & body.s.exists(), ['{"body":{"s":[{"prefix":"a"}]}}']),
    # either, of one path
    ((body.s == "a") | (body.s == "b"), ['{"body":{"s":["a","b"]}}']),
    ((body.s == "1") | (body.s == 1) | (body.s == True), ['{"body":{"s":["1",1,true]}}']),  # noqa: E712
    ((body.s == "a") | (body.s == "a"), ['{"body":{"s":["a"]}}']),
    ((body.t < 0) | (body.t > 9), ['{"body":{"t":[{"numeric":["<",0]},{"numeric":[">",9]}]}}']),
    ((body.s == "a") | body.s.absent(), ['{"body":{"s":["a",{"exists":false}]}}']),
    ((body.s == "a") | body.s.exists(), ['{"body":{"s":[{"exists":true}]}}']),
    # either, of several paths
    (
        (body.temperature > 100) | (body.voltage < 5),
        [
            '{"body":{"$or":[{"temperature":[{"numeric":[">",100]}]},'
            '{"voltage":[{"numeric":["<",5]}]}]}}'
        ],
    ),
    (
        ((body.a == 1) | (body.b == 2)) & (body.c == 3),
        ['{"body":{"c":[3],"$or":[{"a":[1]},{"b":[2]}]}}'],
    ),
    (
        ((body.a == 1) | (body.b == 2)) & ((body.c == 3) | (body.d == 4)),
        [
            '{"body":{"$or":[{"a":[1],"c":[3]},{"a":[1],"d":[4]},'
            '{"b":[2],"c":[3]},{"b":[2],"d":[4]}]}}'
        ],
    ),
    (
        (record.eventName == "REMOVE") | (dynamodb.new_image.id.S == "x"),
        ['{"$or":[{"eventName":["REMOVE"]},{"dynamodb":{"NewImage":{"id":{"S":["x"]}}}}]}'],
    ),
    ((body.a == 1) | ((body.a == 1) & (body.b == 2)), ['{"body":{"a":[1]}}']),
    ((body.a == "1") | ((body.a == 1) & (body.b == 2)), [
        '{"body":{"$or":[{"a":["1"]},{"a":[1],"b":[2]}]}}']),
    ((body.a == 1) | (body.b == 2) | (body.a == 1), ['{"body":{"$or":[{"a":[1]},{"b":[2]}]}}']),
    ((body.a == 1) | (body.a.b == 1), ['{"body":{"$or":[{"a":[1]},{"a":{"b":[1]}}]}}']),
    # several filters, where $or cannot say it
    ((body == "text") | (body.a == 1), ['{"body":["text"]}', '{"body":{"a":[1]}}']),
    ((body.prefix == "x") | (body.y == 1), ['{"body":{"prefix":["x"]}}', '{"body":{"y":[1]}}']),
    (
        (body.a == "x" * 3000) | (body.b == "y" * 3000),
        ['{"body":{"a":["%s"]}}' % ("x" * 3000), '{"body":{"b":["%s"]}}' % ("y" * 3000)],
    ),
]  # fmt: skip


CASES = WRITTEN + COMBINED
IDS = [f"{number}: {str(built)[:60]}" for number, (built, _) in enumerate(CASES)]


@pytest.mark.parametrize(("built", "patterns"), CASES, ids=IDS)
def test_compiles_to(built: Filter, patterns: list[str]) -> None:
    assert patterns == built.patterns()


SOURCES = {"body": "sqs", "dynamodb": "dynamodb", "value": "kafka", "eventName": "dynamodb"}


@pytest.mark.parametrize(("built", "patterns"), CASES, ids=IDS)
def test_what_it_compiles_to_is_not_found_fault_with(built: Filter, patterns: list[str]) -> None:
    assert len(built.patterns()) == len(patterns)
    for pattern in patterns:
        source = next((name for key, name in SOURCES.items() if key in pattern), None)
        findings = [*analyse(pattern, source), *lambda_profile([pattern], undocumented=None)]
        # Undocumented keys and large numbers are the author's wish.
        assert [each for each in findings if each.severity == "error"] == []


def test_the_forms_that_cdk_and_cloudformation_take() -> None:
    built = body.a == 1

    assert built.criteria() == {"Filters": [{"Pattern": '{"body":{"a":[1]}}'}]}
    assert built.cdk_filters() == [{"pattern": '{"body":{"a":[1]}}'}]
    assert repr(built) == 'Filter({"body":{"a":[1]}})'
    assert repr(body.a["b c"]) == "body.a.b c"


def _many(alternatives: int) -> Filter:
    built = body.prefix == 0
    for number in range(1, alternatives):
        built |= body[f"prefix{number}"] == number
    return built


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (
        lambda: (body.a == 1) and (body.b == 2),
        "a filter is neither true nor false in Python; write & for and, | for or, "
        ".between(low, high) for low <= path <= high",
    ),
    (
        lambda: 0 < body.a < 10,
        "a filter is neither true nor false in Python; write & for and, | for or, "
        ".between(low, high) for low <= path <= high",
    ),
    (
        lambda: not (body.a == 1),  # noqa: SIM201
        "a filter is neither true nor false in Python; write & for and, | for or, "
        ".between(low, high) for low <= path <= high",
    ),
    (
        lambda: ~(body.a == 1),
        "a filter cannot be negated as a whole; "
        "write .anything_but(...), .absent() or the opposite comparison",
    ),
    (
        lambda: body.a > 100 | body.b < 5,
        "body.b is no condition yet; compare it first, in parentheses: (body.b == 1) | ...",
    ),
    (
        lambda: (body.a == 1) & body.b,
        "& must stand between filters, got body.b; put each comparison in parentheses",
    ),
    (
        lambda: (body.a == 1) | True,  # type: ignore[operator]  # that is the mistake
        "| must stand between filters, got True; put each comparison in parentheses",
    ),
    (
        lambda: 1 if body.flag else 0,  # type: ignore[redundant-expr]  # that is the mistake
        "body.flag is no condition yet; compare it first, in parentheses: (body.flag == 1) | ...",
    ),
    (lambda: "x" in body.tags, "in does not work on body.tags; write body.tags == 'x'"),
    (lambda: list(body.tags), "body.tags cannot be iterated; write one condition for any element"),
    (
        lambda: body.tags[0],  # type: ignore[index]  # that is the mistake
        "a key of body.tags must be a string, got 0; "
        "arrays are transparent: a condition holds when any element fits",
    ),
    (
        lambda: body.a > "100",  # type: ignore[operator]  # that is the mistake
        "body.a must be compared with a number here, got '100'",
    ),
    (lambda: body.a > True, "body.a must be compared with a number here, got True"),
    (lambda: body.a == [1, 2], "body.a must be compared with a number here, got [1, 2]"),
    (lambda: body.a < float("inf"), "body.a must be compared with a finite number, got inf"),
    (lambda: body.a == body.b, "body.a cannot be compared with body.b: only with constants"),
    (
        lambda: body.a > 2**53 + 1,
        "body.a[0].numeric: 9007199254740993 cannot be compared: it is no exact float64",
    ),
    (
        lambda: body.a.between(5, 1),
        "body.a[0].numeric: the lower bound must be less than the upper, got 5 and 1",
    ),
    (lambda: body.a.one_of(), "one_of of body.a must list a value"),
    (
        lambda: body.a.anything_but(),
        "body.a[0].anything-but: must list a string or a number, got []",
    ),
    (
        lambda: body.a != None,  # noqa: E711
        "anything-but of body.a cannot exclude None; list the wanted values with one_of()",
    ),
    (
        lambda: body.a.anything_but("x", 1),
        'body.a[0].anything-but: must list strings only or numbers only, got ["x", 1]',
    ),
    (
        lambda: body.a.startswith(5),  # type: ignore[arg-type]  # that is the mistake
        "body.a[0].prefix: must be a string, got 5",
    ),
    (
        lambda: record == "x",
        'record has no value itself; write record.eventName == "..."',
    ),
    (
        lambda: body.exists(),
        "body: an array at body asks for plain text: JSON is dropped; "
        'write {"body": {"<field>": [{"exists": true}]}} for JSON, or drop the filter',
    ),
    (
        lambda: dynamodb.new_image.price.N > 100,
        "dynamodb.NewImage.price.N: N of the attribute price is a string, which numeric never "
        "matches; compare in the function, or list the wanted numbers as strings",
    ),
    (
        lambda: dynamodb.new_image.price == "100",
        "dynamodb.NewImage.price: the attribute price has no type key; "
        'write {"price": {"S": ["100"]}}',
    ),
    (
        lambda: dynamodb.old_image.absent(),
        'dynamodb.OldImage: OldImage is an object and only leaves exist: {"exists": false} always '
        'matches; test a leaf below it: {"OldImage": {"<key attribute>": {"S": ...}}}',
    ),
    (
        lambda: dynamodb == "x",
        "dynamodb: Lambda refuses plain text filters of DynamoDB stream records: dynamodb must be "
        'an object; write {"dynamodb": {"<field>": [...]}}',
    ),
    (
        lambda: (body.a == 1) & (body.a == 2),
        "body.a: nothing is both 1 and 2; write | where either is meant",
    ),
    (
        lambda: (body.a > 5) & (body.a < 5),
        'body.a: nothing is both {"numeric": [">", 5]} and {"numeric": ["<", 5]}; '
        "write | where either is meant",
    ),
    (
        lambda: (body.a >= 5) & (body.a < 5),
        'body.a: nothing is both {"numeric": [">=", 5]} and {"numeric": ["<", 5]}; '
        "write | where either is meant",
    ),
    (
        lambda: (body.a == "x") & body.a.absent(),
        'body.a: nothing is both "x" and {"exists": false}; write | where either is meant',
    ),
    (
        lambda: body.a.startswith("x") & body.a.endswith("y"),
        'body.a: AWS cannot require {"prefix": "x"} and {"suffix": "y"} of one path; '
        "keep one condition, or test the rest in the function",
    ),
    (
        lambda: body.a.startswith("x") & body.a.startswith("y"),
        'body.a: AWS cannot require {"prefix": "x"} and {"prefix": "y"} of one path; '
        "keep one condition, or test the rest in the function",
    ),
    (
        lambda: (body.a != "x") & (body.a != 1),
        'body.a: AWS cannot require {"anything-but": ["x"]} and {"anything-but": [1]} of one '
        "path; keep one condition, or test the rest in the function",
    ),
    (
        lambda: (body.a == 1) & (body.a.b == 1),
        "body.a cannot be a value and hold body.a.b; "
        "keep one of the two, or write | where either is meant",
    ),
    (
        lambda: (body["a.b"] == 1) & (body.a.b == 2),
        "body.a.b is one path in two spellings; write its keys the same way",
    ),
    (
        lambda: (body.a != "x") | (body.a != "y"),
        "body.a: any of an array suffices, and no value is excluded by each anything-but: every "
        'leaf matches; write one: {"anything-but": ["x", "y"]}',
    ),
    (
        lambda: (body.a > 0) | (body.a < 10),
        'body.a: any suffices, and {"numeric": [">", 0]} or {"numeric": ["<", 10]} accepts every '
        'number; write one: {"numeric": [">", 0, "<", 10]}',
    ),
    (
        lambda: ((body.a > 0) & (body.b == 1)) | ((body.a < 10) & (body.b == 1)),
        'body.a: any suffices, and {"numeric": [">", 0]} or {"numeric": ["<", 10]} accepts every '
        'number; write one: {"numeric": [">", 0, "<", 10]}',
    ),
    (lambda: _many(11).patterns(), "filters must be at most 10, got 11; write fewer alternatives"),
    (
        lambda: _many(6).patterns(most=5),
        "filters must be at most 5, got 6; write fewer alternatives",
    ),
    (
        lambda: (body.a == "x" * 4096).patterns(),
        "filter pattern must be at most 4096 characters, got 4115 characters; "
        "test fewer values, or split the condition with |",
    ),
    (
        lambda: Filter([{("body", str(n)): ("1",)} for n in range(1001)]),
        "combinations of $or must be at most 1000, got 1001; write fewer | inside &",
    ),
    (
        lambda: Filter([{("body", str(n)): ("1",)} for n in range(40)])
        & Filter([{("body", f"b{n}"): ("1",)} for n in range(40)]),
        "combinations of $or must be at most 1000, got 1600; write fewer | inside &",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("write", "message"), REFUSED, ids=range(len(REFUSED)))
def test_refused(write: Callable[[], Any], message: str) -> None:
    with pytest.raises(PatternError) as caught:
        write()

    assert message == str(caught.value)


def test_the_error_is_raised_by_the_line_that_is_wrong() -> None:
    try:
        _ = dynamodb.new_image.price.N > 100
    except PatternError as error:
        frame = traceback.extract_tb(error.__traceback__)[0]

    assert frame.line == "_ = dynamodb.new_image.price.N > 100"


def test_what_python_asks_of_every_object_is_no_key() -> None:
    assert not hasattr(body, "__fspath__")
    assert not hasattr(body, "_repr_html_")
    with pytest.raises(AttributeError, match=r'^body has no _x: write body\["_x"\]'):
        _ = body._x
