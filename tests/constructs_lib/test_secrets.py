"""What a function is told of secrets: where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from aws_cdk import App, SecretValue, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_ssm as ssm

from constructs_lib import ConstructError, VersionedFunction

Resources = Callable[[str], Mapping[str, Any]]
MakeFunction = Callable[..., VersionedFunction]

# Put together here so that scanners do not take the test for a leak.
ACCESS_KEY = "AKIA" + "QWERTYUIOPASDFGH"


def variables(resources: Resources) -> Any:
    [function] = resources("AWS::Lambda::Function").values()
    return function["Environment"]["Variables"]


def statements(resources: Resources) -> list[dict[str, Any]]:
    [policy] = resources("AWS::IAM::Policy").values()
    return list(policy["PolicyDocument"]["Statement"])


def test_the_variable_says_where_a_secret_is_and_the_role_may_read_it(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    password = secretsmanager.Secret(stack, "Password")
    make_function(environment={"STAGE": "prod"}, secrets={"DB_PASSWORD": password})

    [secret] = resources("AWS::SecretsManager::Secret")
    assert variables(resources) == {"STAGE": "prod", "DB_PASSWORD": {"Ref": secret}}
    assert {
        "Action": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        "Effect": "Allow",
        "Resource": {"Ref": secret},
    } in statements(resources)


@pytest.mark.parametrize(
    "make",
    [
        lambda stack: ssm.StringParameter.from_string_parameter_name(stack, "Flags", "/flags"),
        lambda stack: ssm.StringParameter.from_secure_string_parameter_attributes(
            stack, "Flags", parameter_name="/flags"
        ),
    ],
    ids=["string", "secure string"],
)
def test_of_a_parameter_it_says_the_name(
    stack: Stack,
    make_function: MakeFunction,
    resources: Resources,
    make: Callable[[Stack], ssm.IStringParameter],
) -> None:
    make_function(secrets={"FLAGS": make(stack)})

    actions = [action for each in statements(resources) for action in each["Action"]]
    assert variables(resources) == {"FLAGS": "/flags"}
    assert "ssm:GetParameter" in actions


def test_an_imported_secret_is_one(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    password = secretsmanager.Secret.from_secret_name_v2(stack, "Password", "db/password")
    make_function(secrets={"DB_PASSWORD": password})

    assert "DB_PASSWORD" in variables(resources)


@pytest.mark.parametrize("place", ["the same stack", "another stack"])
def test_the_key_of_a_secret_comes_with_it(
    app: App, stack: Stack, make_function: MakeFunction, resources: Resources, place: str
) -> None:
    # With the function's role in the key's policy, the two stacks would wait for each other.
    sources = stack if place == "the same stack" else Stack(app, "Sources")
    key = kms.Key(sources, "Key")
    password = secretsmanager.Secret(sources, "Password", encryption_key=key)
    make_function(secrets={"DB_PASSWORD": password})

    [decrypting] = [each for each in statements(resources) if each["Action"] == "kms:Decrypt"]
    service = decrypting["Condition"]["StringEquals"]["kms:ViaService"]["Fn::Join"][1]
    assert [service[0], service[2]] == ["secretsmanager.", ".amazonaws.com"]


def test_an_encrypted_secret_that_is_imported_by_the_beginning_of_its_arn_is_readable(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    beginning = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:password"
    password = secretsmanager.Secret.from_secret_attributes(
        stack, "Password", secret_partial_arn=beginning, encryption_key=kms.Key(stack, "Key")
    )
    make_function(secrets={"DB_PASSWORD": password})

    [reading] = [each for each in statements(resources) if "secretsmanager" in str(each["Action"])]
    assert reading["Resource"] == f"{beginning}-??????"


def test_the_extension_reads_them_for_the_handler(
    stack: Stack, make_function: MakeFunction, resources: Resources
) -> None:
    extension = lambda_.ParamsAndSecretsLayerVersion.from_version(
        lambda_.ParamsAndSecretsVersions.V1_0_103, cache_size=10
    )
    make_function(
        secrets={"DB_PASSWORD": secretsmanager.Secret(stack, "Password")},
        params_and_secrets=extension,
    )

    [function] = resources("AWS::Lambda::Function").values()
    assert len(function["Layers"]) == 1
    assert variables(resources)["PARAMETERS_SECRETS_EXTENSION_CACHE_SIZE"] == "10"


def test_the_extension_is_one_of_five_layers(stack: Stack, make_function: MakeFunction) -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:layer:shared"
    layers = [
        lambda_.LayerVersion.from_layer_version_arn(stack, f"Layer{n}", f"{arn}:{n}")
        for n in range(5)
    ]
    extension = lambda_.ParamsAndSecretsLayerVersion.from_version(
        lambda_.ParamsAndSecretsVersions.V1_0_103
    )

    with pytest.raises(ConstructError) as refused:
        make_function(layers=layers, params_and_secrets=extension)

    assert str(refused.value) == "layers must be at most 5, got 6"


def test_a_variable_is_said_once(stack: Stack, make_function: MakeFunction) -> None:
    password = secretsmanager.Secret(stack, "Password")

    with pytest.raises(ConstructError) as refused:
        make_function(environment={"PASSWORD": "x"}, secrets={"PASSWORD": password})

    assert str(refused.value) == "environment key must be unique, got PASSWORD in secrets as well"


def test_the_key_of_a_secret_is_one_that_lambda_takes(
    stack: Stack, make_function: MakeFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(secrets={"AWS_REGION": secretsmanager.Secret(stack, "Password")})

    assert str(refused.value) == "environment key AWS_REGION is reserved by Lambda"


@pytest.mark.parametrize("secret", ["hunter22", 5, None])
def test_a_secret_itself_is_refused_and_not_repeated(
    make_function: MakeFunction, secret: object
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(secrets={"DB_PASSWORD": secret})

    assert str(refused.value) == (
        "secret of DB_PASSWORD must be a Secret or a StringParameter, got "
        f"{type(secret).__qualname__}"
    )


def test_the_value_of_a_secret_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError, match="must be a Secret or a StringParameter, got Secr"):
        make_function(secrets={"DB_PASSWORD": SecretValue.secrets_manager("db/password")})


def test_secrets_are_a_mapping(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(secrets=["DB_PASSWORD"])

    assert str(refused.value) == (
        "secrets must be a mapping of strings to secrets, got ['DB_PASSWORD']"
    )


def test_a_credential_in_the_environment_is_refused_and_not_repeated(
    stack: Stack, make_function: MakeFunction
) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(environment={"KEY": ACCESS_KEY})

    assert str(refused.value) == (
        "environment must hold no credentials, got an AWS access key in KEY"
    )
    assert stack.node.children == []


def test_a_secure_string_that_nobody_resolves_is_refused(make_function: MakeFunction) -> None:
    with pytest.raises(ConstructError) as refused:
        make_function(environment={"DB_PASSWORD": "{{resolve:ssm-secure:/db/password}}"})

    assert str(refused.value) == (
        "secure strings must not be resolved into a function, got ssm-secure in DB_PASSWORD"
    )


def test_a_token_is_no_credential(make_function: MakeFunction, resources: Resources) -> None:
    token = SecretValue.secrets_manager("db").unsafe_unwrap()
    make_function(environment={"URL": f"postgres://app:{token}@db.internal/orders"})

    assert "secretsmanager" in str(variables(resources)["URL"])
