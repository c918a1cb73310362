"""`keel filter check`: a pattern, a FilterCriteria, or the filters of templates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.policies.cli.conftest import Keel, Write

CRITERIA_PAGE = "https://docs.aws.amazon.com/lambda/latest/api/API_FilterCriteria.html"
GRAMMAR = "https://github.com/aws/event-ruler, executed at 2.0.1: JsonRuleCompiler"
GOOD = '{"body": {"temperature": [{"numeric": [">", 100]}]}}'
REFUSED = '{"body": {"level": "high"}}'
# What tutorials show for a Kinesis stream, with the quotes of the second filter still escaped.
PASTED = (
    '{"Filters": [{"Pattern": "{\\"temperature\\": [{\\"numeric\\": [\\">\\", 100]}]}"},'
    '{\\"voltage\\": [{\\"numeric\\": [\\"<\\", 5]}]}]}'
)


def mapping(*patterns: Any, source: Any = None) -> dict[str, Any]:
    return {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": source or {"Fn::GetAtt": ["Readings", "Arn"]},
            "FunctionName": "detector",
            "FilterCriteria": {"Filters": [{"Pattern": pattern} for pattern in patterns]},
        },
    }


def template(**mappings: Any) -> dict[str, Any]:
    return {"Resources": {"Readings": {"Type": "AWS::SQS::Queue"}, **mappings}}


def test_a_good_pattern_has_no_findings(keel: Keel) -> None:
    assert keel("filter", "check", GOOD, "--source", "sqs") == (0, "no findings\n", "")


def test_without_a_source_it_says_what_it_does_not_judge(keel: Keel) -> None:
    assert keel("filter", "check", '{"temperature": [1]}') == (
        0,
        "no findings\nwithout --source the keys of the records are not judged\n",
        "",
    )


def test_a_finding_says_what_why_and_what_to_write(keel: Keel) -> None:
    done = keel("filter", "check", REFUSED, "--source", "sqs")

    assert (done.code, done.err) == (1, "")
    assert done.out == (
        'error: body.level: must be an object or an array, got "high"  [invalid-pattern]\n'
        '  fix  write ["high"]\n'
        f"  see  {GRAMMAR}\n"
        "\n"
        "1 error\n"
    )


def test_findings_are_counted_by_severity(keel: Keel) -> None:
    large, wild = '"n": [{"numeric": [">", 1e10]}]', '"w": [{"wildcard": "a*b"}]'
    pattern = f'{{"Body": {{"a": [1]}}, "body": {{{large}, {wild}}}}}'

    done = keel("filter", "check", pattern, "--source", "sqs")

    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines() if "  [" in line] == [
        "error",
        "advice",
        "warning",
    ]
    assert done.out.splitlines()[-1] == "1 error, 1 warning, 1 advice"


def test_a_warning_fails_only_when_it_is_asked_to(keel: Keel, write: Write) -> None:
    pattern = '{"body": {"a": [{"wildcard": "a*b"}]}}'

    assert keel("filter", "check", pattern).code == 0
    assert keel("filter", "check", pattern, "--fail-on", "warning").code == 1
    write("keel.toml", '[keel]\nfail-on = "warning"\n')
    assert keel("filter", "check", pattern).code == 1


def test_json_has_all_of_it(keel: Keel) -> None:
    done = keel("filter", "check", REFUSED, "--source", "sqs", "--format", "json")

    assert done.code == 1
    assert json.loads(done.out) == {
        "schema": 1,
        "findings": [
            {
                "kind": "invalid-pattern",
                "severity": "error",
                "reason": 'must be an object or an array, got "high"',
                "path": "body.level",
                "fix": 'write ["high"]',
                "evidence": GRAMMAR,
                "filter": 0,
            }
        ],
        "working": None,
    }


def test_criteria_as_tutorials_have_them_are_mended(keel: Keel) -> None:
    done = keel("filter", "check", PASTED, "--source", "kinesis")
    page = "https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html"

    assert done.code == 1
    assert done.out == (
        'error: not JSON: \\" outside a string at column 79  [invalid-criteria]\n'
        '  fix  write " instead of \\"\n'
        f"  see  {CRITERIA_PAGE}\n"
        "\n"
        "error: Filters[1]: a filter has only the key Pattern, got voltage  [invalid-criteria]\n"
        '  fix  write {"Pattern":"{\\"voltage\\":[{\\"numeric\\":[\\"<\\",5]}]}"}\n'
        f"  see  {CRITERIA_PAGE}\n"
        "\n"
        "error: Filters[0].Pattern: temperature: no Kinesis record has the key temperature"
        "  [unknown-key]\n"
        '  fix  write {"data": {"temperature": ...}} for a field of the payload\n'
        f"  see  {page}\n"
        "\n"
        "error: Filters[1].Pattern: voltage: no Kinesis record has the key voltage"
        "  [unknown-key]\n"
        '  fix  write {"data": {"voltage": ...}} for a field of the payload\n'
        f"  see  {page}\n"
        "\n"
        "works:\n"
        '{"Filters":[{"Pattern":"{\\"data\\":{\\"temperature\\":[{\\"numeric\\":[\\">\\",100]}]}}"},'
        '{"Pattern":"{\\"data\\":{\\"voltage\\":[{\\"numeric\\":[\\"<\\",5]}]}}"}]}\n'
        "\n"
        "4 errors\n"
    )


def test_what_it_says_works_has_no_findings(keel: Keel) -> None:
    lines = keel("filter", "check", PASTED, "--source", "kinesis").out.splitlines()
    working = lines[lines.index("works:") + 1]

    assert keel("filter", "check", working, "--source", "kinesis") == (0, "no findings\n", "")


@pytest.mark.parametrize(
    ("criteria", "first"),
    [
        pytest.param(
            '{\\"Filters\\": [{\\"Pattern\\": \\"{}\\"}]}',
            'error: not JSON: \\" outside a string at column 2  [invalid-criteria]',
            id="escaped all over",
        ),
        pytest.param(
            "{'Filters': []}",
            "error: not JSON at column 2  [invalid-criteria]",
            id="as Python prints it",
        ),
        pytest.param("[]", "error: FilterCriteria is a list  [invalid-criteria]", id="a list"),
        pytest.param(
            '{"filters": []}', "error: filters: FilterCriteria has no filters  [invalid-criteria]",
            id="lower case",
        ),
        pytest.param(
            '{"Filters": [{"pattern": "{\\"body\\":{\\"a\\":[1]}}"}]}',
            "error: Filters[0]: a filter has no pattern  [invalid-criteria]",
            id="pattern in lower case",
        ),
        pytest.param(
            '{"Pattern": "{\\"body\\":{\\"a\\":[1]}}"}',
            "error: FilterCriteria has no Filters  [invalid-criteria]",
            id="one filter",
        ),
    ],
)  # fmt: skip
def test_criteria_are_known_in_every_form(keel: Keel, criteria: str, first: str) -> None:
    done = keel("filter", "check", criteria, "--source", "sqs")

    assert (done.code, done.out.splitlines()[0]) == (1, first)


def test_criteria_may_be_pasted_with_their_property(keel: Keel) -> None:
    criteria = {"Filters": [{"Pattern": GOOD}]}
    pasted = json.dumps({"BatchSize": 10, "FilterCriteria": criteria})

    assert keel("filter", "check", pasted, "--source", "sqs") == (0, "no findings\n", "")


def test_a_field_that_is_called_filters_makes_no_criteria(keel: Keel) -> None:
    pattern = '{"body": {"Filters": ["a"], "x": ["\\"Filters\\""]}}'

    assert keel("filter", "check", pattern, "--source", "sqs") == (0, "no findings\n", "")


def test_criteria_need_a_source(keel: Keel) -> None:
    assert keel("filter", "check", PASTED) == (
        2,
        "",
        "keel: a FilterCriteria needs --source, such as --source sqs\n",
    )


def test_documentdb_is_told_to_have_no_filters(keel: Keel) -> None:
    done = keel("filter", "check", GOOD, "--source", "documentdb")

    assert done.code == 1
    assert done.out.startswith("error: Lambda does not filter Amazon DocumentDB events  [unsup")


@pytest.mark.parametrize(
    "content", [GOOD, "\ufeff\n " + GOOD, f'{{"Filters": [{{"Pattern": {json.dumps(GOOD)}}}]}}']
)
def test_a_file_may_hold_a_pattern_or_criteria(keel: Keel, write: Write, content: str) -> None:
    write("filter.json", content)

    assert keel("filter", "check", "filter.json", "--source", "sqs") == (0, "no findings\n", "")


def test_a_pattern_on_resources_is_a_pattern(keel: Keel, write: Write) -> None:
    write("filter.json", '{"body": {"Resources": ["a"]}}')

    assert keel("filter", "check", "filter.json", "--source", "sqs") == (0, "no findings\n", "")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        pytest.param(
            "cut.json",
            '{"Resources": {"A": ',
            "cut.json:1: JSON ends before it is complete; write the file again (cdk synth)",
            id="a template that is cut off",
        ),
        pytest.param(
            "tabs.yaml",
            "Resources:\n\tA: 1\n",
            "tabs.yaml:2: not YAML: indented with a tab; YAML takes spaces only",
            id="YAML",
        ),
        pytest.param(
            "note.txt",
            "temperature above 100",
            "note.txt: no CloudFormation template: it has no Resources; check the path",
            id="neither",
        ),
        pytest.param(
            "binary.json",
            bytes(range(128, 256)),
            "binary.json: not text; a template is JSON or YAML in UTF-8",
            id="binary",
        ),
        pytest.param(
            "empty.json", "", "empty.json: empty; a template needs at least Resources", id="empty"
        ),
        pytest.param(
            "folder/readme.md",
            "",
            "folder: holds no template and no cdk.out with a stack; run cdk synth first",
            id="a folder without templates",
        ),
    ],
)
def test_a_file_that_cannot_be_judged_is_one_line_and_two(
    keel: Keel, write: Write, name: str, content: Any, error: str
) -> None:
    write(name, content)
    done = keel("filter", "check", Path(name).parts[0])

    assert (done.code, done.err) == (2, f"keel: {error}\n")


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ("temperature > 100", "temperature > 100"),
        ("", ""),
        ("missing.json", "missing.json"),
        (f"'{GOOD}'", f"'{GOOD}'"),
        ("'" + GOOD + "x" * 5000, "'" + GOOD + "xxxx..."),
        ("a\0b\x1b[2J", "a\\x00b\\x1b[2J"),
    ],
)
def test_what_is_neither_pattern_nor_file_is_told_so(keel: Keel, target: str, named: str) -> None:
    assert keel("filter", "check", target) == (
        2,
        "",
        f"keel: {named}: no such file, and no pattern: that starts with {{\n",
    )


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        pytest.param("{" * 100_000, "nesting must be at most 100 levels deep", id="brackets"),
        pytest.param('{"a":' * 101 + "[1]" + "}" * 101, "nesting must be at most 100 levels deep",
                     id="nested pattern"),
        pytest.param('{"a": [NaN]}', "not JSON: NaN is no JSON value", id="NaN"),
        pytest.param("{}{}", "text after the JSON value at line 1 column 3", id="two"),
        pytest.param('{"a": [{"numeric": [">", 1e999]}]}',
                     "a[0].numeric: 1e999 cannot be compared: it is no exact float64", id="huge"),
        pytest.param('{"a": [{"numeric": [">", %s]}]}' % ("9" * 5000),
                     "a[0].numeric: ", id="thousands of digits"),
        pytest.param('{"\\ud800": "x"}', '["\\ud800"]: must be an object or an array, got "x"',
                     id="half a character"),
    ],
)  # fmt: skip
def test_hostile_patterns_are_findings(keel: Keel, pattern: str, reason: str) -> None:
    done = keel("filter", "check", pattern)

    assert done.code == 1
    assert done.err == ""
    assert done.out.startswith(f"error: {reason}")
    assert keel("filter", "check", pattern, "--format", "json").code == 1


def test_names_from_a_pattern_cannot_steer_the_terminal(keel: Keel) -> None:
    done = keel("filter", "check", '{"body": {"\\u001b[2J": 5, "\\u202e": [1]}}', "--source", "sqs")

    assert "\x1b" not in done.out
    assert 'body["\\u001b[2J"]' in done.out


def test_a_template_is_judged_by_the_rules_about_filters_only(keel: Keel, write: Write) -> None:
    unsafe = {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 901}}
    write("template.json", template(Detect=mapping(GOOD, REFUSED), Report=unsafe))

    done = keel("filter", "check", "template.json")

    assert (done.code, done.err) == (1, "")
    assert done.out == (
        'error: filter 1, body.level: must be an object or an array, got "high"'
        "  [filter-refused]\n"
        "  at   template.json:21  Detect.FilterCriteria.Filters.1\n"
        '  fix  write ["high"]\n'
        "  why  keel explain filter-refused\n"
        "\n"
        "1 error in 1 template\n"
    )


def test_the_report_on_templates_is_that_of_check(keel: Keel, write: Write) -> None:
    write("template.json", template(Detect=mapping(REFUSED)))

    done = keel("filter", "check", "template.json", "--format", "json")

    assert [each["rule"] for each in json.loads(done.out)["findings"]] == ["filter-refused"]


def test_the_configuration_holds_for_templates(keel: Keel, write: Write) -> None:
    write("template.json", template(Detect=mapping(REFUSED)))
    write("keel.toml", '[keel.rules]\nfilter-refused = "off"\n')

    assert keel("filter", "check", "template.json") == (0, "no findings in 1 template\n", "")


@pytest.mark.parametrize("target", ["{}", "template.json"])
def test_a_configuration_that_is_missing_is_trouble(keel: Keel, write: Write, target: str) -> None:
    write("template.json", template())
    done = keel("filter", "check", target, "--config", "nowhere.toml")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("keel: nowhere.toml: ")


def test_filters_known_at_deployment_only_are_not_guessed_at(keel: Keel, write: Write) -> None:
    unknown = {"Fn::ImportValue": "pattern"}
    write("template.json", template(Detect=mapping(unknown), Other=mapping({"Ref": "Nothing"})))

    assert keel("filter", "check", "template.json") == (0, "no findings in 1 template\n", "")


def test_templates_take_no_source(keel: Keel, write: Write) -> None:
    write("template.json", template())

    assert keel("filter", "check", "template.json", "--source", "sqs") == (
        2,
        "",
        "keel: --source is for a pattern: templates say what their mappings poll\n",
    )


def test_an_unknown_source_is_misuse(keel: Keel) -> None:
    with pytest.raises(SystemExit) as misuse:
        keel("filter", "check", GOOD, "--source", "sns")

    assert misuse.value.code == 2
