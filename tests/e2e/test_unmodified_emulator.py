"""With nothing of ours between the CDK's command and the emulator, in its shipped state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.proofs import TABLE
from tests.e2e.readback import arrives

if TYPE_CHECKING:
    from tests.e2e.conftest import Assemblies
    from tests.e2e.deployment import Deployment
    from tests.e2e.readback import Account


def test_the_first_deployment_publishes_version_1_and_its_code_runs(trial_first: Account) -> None:
    function = trial_first.function("Trial")

    assert trial_first.versions(function) == ["1"]
    assert trial_first.invoke(function, "1", {"kg": 2}) == {"price": 700}


def test_the_second_publishes_version_2_beside_version_1(trial_second: Account) -> None:
    assert trial_second.versions(trial_second.function("Trial")) == ["1", "2"]


def test_each_version_runs_its_own_code(trial_second: Account) -> None:
    function = trial_second.function("Trial")

    assert trial_second.invoke(function, "1", {"kg": 2}) == {"price": 700}
    assert trial_second.invoke(function, "2", {"kg": 2}) == {"price": 700, "code": "second"}


def test_the_weights_of_the_split_are_what_was_written(trial_second: Account) -> None:
    alias = trial_second.alias(trial_second.function("Trial"), "live")

    assert alias["FunctionVersion"] == "1"
    assert alias["RoutingConfig"] == {"AdditionalVersionWeights": {"2": 0.1}}


def test_the_filter_of_the_stream_drops_what_is_light(trial_second: Account) -> None:
    streams = trial_second.client("kinesis")
    stream = trial_second.id("Trial", "AWS::Kinesis::Stream")
    for name, kg in (("light", 10), ("heavy", 11)):
        data = json.dumps({"id": name, "kg": kg}).encode()
        streams.put_record(StreamName=stream, Data=data, PartitionKey="one")
    table = trial_second.id("Trial", TABLE)

    arrives("the heavy parcel is noted", lambda: trial_second.items(table) != [])
    assert trial_second.items(table) == [{"id": {"S": "heavy"}, "price": {"N": "3850"}}]


def test_the_url_refuses_who_does_not_sign_and_answers_who_does(trial_second: Account) -> None:
    function = trial_second.function("Trial")
    urls = trial_second.client("lambda")
    url = urls.get_function_url_config(FunctionName=function, Qualifier="live")
    path = f"/_aws/lambda-url/{url['FunctionUrl'].split('/')[2].partition('.')[0]}/"

    assert url["AuthType"] == "AWS_IAM"
    assert trial_second.request(path)[0] == 403
    assert trial_second.request(path, signed_for="lambda") == (200, '{"price": 350}')


def test_it_refuses_what_only_the_addition_knows(plain: Deployment, assemblies: Assemblies) -> None:
    with pytest.raises(AssertionError, match=r"Unrecognized resource types: \[AWS::CodeDeploy::"):
        plain.deploy(assemblies.first, "Sensors")
