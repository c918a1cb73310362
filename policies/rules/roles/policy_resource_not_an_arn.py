"""A policy names a resource by something that is no ARN.

`Ref` gives a queue's URL and a table's, function's or bucket's name. IAM refuses a policy whose
resource is neither `*` nor an ARN, and the deployment fails.

Avoid:

```yaml
Resources:
  Bills:
    Type: AWS::DynamoDB::Table
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: dynamodb:PutItem
                Resource: !Ref Bills
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```

Prefer:

```yaml
Resources:
  Bills:
    Type: AWS::DynamoDB::Table
  BillRole:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: what-bill-does
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: dynamodb:PutItem
                Resource: !GetAtt Bills.Arn
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt BillRole.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.arn_service import what_is_no_arn
from policies.template.function_rights import HOLDERS, Holder, documents_of
from policies.template.values import Value


@rule(
    "policy-resource-not-an-arn",
    on=HOLDERS,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
)
def check(holder: Holder) -> Iterator[Finding]:
    """Judge one role, or one policy of roles."""
    if not holder.is_for_functions:
        return
    for document in documents_of(holder):
        for statement in document.statements:
            listed = statement.resources
            for resource in listed if isinstance(listed, list) else []:
                wrong = _what_is_wrong(resource)
                if wrong is not None:
                    yield Finding(
                        holder,
                        f"resource of a policy must be * or an ARN, got {wrong}",
                        "name the resource by its ARN: !GetAtt <resource>.Arn",
                        at=f"{statement.at}.Resource",
                    )


def _what_is_wrong(resource: Value) -> str | None:
    if isinstance(resource, str) and resource != "*" and ":" not in resource:
        return repr(resource)
    return what_is_no_arn(resource)
