from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policies.engine import Finding
from policies.template.document import parse_document
from policies.template.environment import Environment
from policies.template.expansion import expanded
from policies.template.reading import read
from policies.template.template import Template
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from policies.template.unreadable import UnreadableError

HEAD = "Transform: AWS::LanguageExtensions\n"
QUEUES = """\
Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "Orders, Bills"}
  Unknown: {Type: CommaDelimitedList}
Mappings:
  Timeouts: {Orders: {Seconds: 30}, Bills: {Seconds: 60}}
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - ${Name}Queue:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub "${AWS::StackName}-${Name}"
          VisibilityTimeout: !FindInMap [Timeouts, !Ref Name, Seconds]
"""


def written_out(text: str) -> tuple[Template, list[UnreadableError]]:
    document = parse_document(Path("t.yaml"), text)
    environment = Environment()
    whole, problems = expanded(document, environment)
    return Template(whole, environment), problems


@pytest.fixture
def loop() -> Callable[[str], Any]:
    """What one loop of Outputs becomes."""

    def outputs(text: str) -> Any:
        found, problems = written_out(f"{HEAD}Resources: {{}}\nOutputs:\n  {text}\n")
        assert problems == []
        return found.document.data["Outputs"]

    return outputs


def test_each_name_of_a_known_collection_makes_a_resource() -> None:
    template, problems = written_out(QUEUES)

    assert problems == []
    assert {
        name: queue.value("VisibilityTimeout") for name, queue in template.resources.items()
    } == {"OrdersQueue": 30, "BillsQueue": 60}
    name = template.resources["BillsQueue"].value("QueueName")
    assert isinstance(name, Unresolved)
    assert name.known_text == "-Bills"


def test_a_finding_stands_on_the_line_in_the_loop() -> None:
    queue = written_out(QUEUES)[0].resources["BillsQueue"]
    finding = Finding(queue, "message", "fix", "VisibilityTimeout")

    assert QUEUES.splitlines()[queue.line - 1].strip() == "- ${Name}Queue:"
    assert QUEUES.splitlines()[finding.line - 1].strip().startswith("VisibilityTimeout:")
    assert (queue.written_id, queue.written_type) == ("BillsQueue", "AWS::SQS::Queue")
    assert finding.written_at == "VisibilityTimeout"


def test_a_loop_over_what_is_not_known_stays() -> None:
    template, problems = written_out(QUEUES.replace("!Ref Names", "!Ref Unknown"))

    assert problems == []
    assert template.resources == {}
    assert list(template.document.data["Resources"]) == ["Fn::ForEach::Queues"]


def test_without_the_transform_nothing_is_written_out() -> None:
    document = parse_document(Path("t.yaml"), QUEUES.removeprefix(HEAD))

    assert expanded(document, Environment()) == (document, [])


def test_what_is_no_template_stays_as_it_is() -> None:
    document = parse_document(Path("t.yaml"), HEAD)

    assert expanded(document, Environment()) == (document, [])


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        pytest.param(
            "Fn::ForEach::A: [X, [a, b], {'${X}1': {Value: !Ref X}}]",
            {"a1": {"Value": "a"}, "b1": {"Value": "b"}},
            id="Ref",
        ),
        pytest.param(
            "Fn::ForEach::A: [X, [a.b], {'O&{X}': {Value: '${X} &{X} ${Y} ${!X}'}}]",
            {"Oab": {"Value": "a.b ab ${Y} ${!X}"}},
            id="without special characters",
        ),
        pytest.param(
            "Fn::ForEach::A: [X, [1, 2], {'O${X}': {Value: 5}}]",
            {"O1": {"Value": 5}, "O2": {"Value": 5}},
            id="numbers",
        ),
        pytest.param("Fn::ForEach::A: [X, [], {'O${X}': {Value: 5}}]", {}, id="nothing"),
        pytest.param(
            "Fn::ForEach::A: [X, [a, b], {'Fn::ForEach::B': [Y, [c], {'${X}${Y}': !Ref Y}]}]",
            {"ac": "c", "bc": "c"},
            id="a loop in a loop",
        ),
        pytest.param(
            "Fn::ForEach::A: [X, [a], {'Fn::ForEach::B': [Y, [!Ref X], {'O${Y}': 1}]}]",
            {"Oa": 1},
            id="a loop over what the outer one gives",
        ),
        pytest.param(
            "O: {Value: {'Fn::ForEach::A': [X, [a, b], {'${X}': !Sub '${X}-${X}'}], c: 1}}",
            {"O": {"Value": {"a": {"Fn::Sub": "a-a"}, "b": {"Fn::Sub": "b-b"}, "c": 1}}},
            id="deep in a value, beside others",
        ),
    ],
)
def test_a_loop_is_written_out(loop: Callable[[str], Any], text: str, outputs: Any) -> None:
    assert loop(text) == outputs


@pytest.mark.parametrize(
    "malformed", ["5", "[]", "[X, [a]]", "[X, [a], 5]", "[[X], [a], {}]", "[X, [a], {}, 1]"]
)
def test_a_malformed_loop_stays(loop: Callable[[str], Any], malformed: str) -> None:
    assert list(loop(f"Fn::ForEach::A: {malformed}")) == ["Fn::ForEach::A"]


@pytest.mark.parametrize(
    "collection",
    ["[!Ref Missing]", "!GetAtt Q.Arn", "!Ref AWS::Region", "[!ImportValue n, a]", "{a: 1}"],
)
def test_a_loop_over_a_value_of_the_deployment_stays(
    loop: Callable[[str], Any], collection: str
) -> None:
    assert list(loop(f"Fn::ForEach::A: [X, {collection}, {{'${{X}}': 1}}]")) == ["Fn::ForEach::A"]


def test_loops_that_multiply_are_told_and_not_followed() -> None:
    names = ", ".join(f"n{number}" for number in range(40))
    inner = "{'O${A}${B}${C}${D}': {Value: !Ref A}}"
    for name in "DCBA":
        inner = f"{{'Fn::ForEach::{name}': [{name}, [{names}], {inner}]}}"

    template, [problem] = written_out(f"{HEAD}Resources: {{}}\nOutputs: {inner}\n")

    assert str(problem) == (
        "t.yaml: its loops make a template of more than 1048576 bytes, which CloudFormation "
        "refuses; split it"
    )
    assert list(template.document.data["Outputs"]) == ["Fn::ForEach::A"]


def test_a_loop_makes_conditions_that_resources_use() -> None:
    template, _ = written_out(
        f"{HEAD}"
        "Conditions:\n"
        "  Fn::ForEach::C: [X, [A, B], {'Is${X}': !Equals [!Ref X, A]}]\n"
        "Resources:\n"
        "  Fn::ForEach::R: [X, [A, B], {'${X}': {Type: AWS::SQS::Queue, Condition: 'Is${X}'}}]\n"
    )

    assert [resource.is_certain for resource in template.resources.values()] == [True, False]


def test_a_nested_stack_loops_over_what_its_parent_passes(tmp_path: Path) -> None:
    (tmp_path / "child.yaml").write_text(QUEUES)
    (tmp_path / "parent.yaml").write_text(
        "Resources:\n"
        "  Child:\n"
        "    Type: AWS::CloudFormation::Stack\n"
        "    Properties: {TemplateURL: child.yaml, Parameters: {Names: 'Bills,Fees'}}\n"
    )

    [parent, child] = read([tmp_path]).templates

    assert parent.resources["Child"].nested_template is child
    assert list(child.resources) == ["BillsQueue", "FeesQueue"]


def test_loops_in_what_is_nested_too_deeply_are_told() -> None:
    deep = '{"a": [' * 400 + "1" + "]}" * 400
    text = (
        '{"Transform": "AWS::LanguageExtensions", "Resources": {}, '
        f'"Outputs": {{"O": {{"Value": {deep}}}}}}}'
    )
    document = parse_document(Path("t.json"), text)

    whole, [problem] = expanded(document, Environment())

    assert whole is document
    assert str(problem) == "t.json: nested too deeply to be expanded"
