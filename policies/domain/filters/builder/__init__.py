"""Filters written as the condition reads: `(body.temperature > 100) | (body.voltage < 5)`.

`body` is the payload of SQS messages, `data` of Kinesis records and Amazon MQ messages, `value`
of Kafka records, `dynamodb` the change in DynamoDB stream records; `record` is the rest, as in
`record.eventName == "INSERT"`.
"""

from policies.domain.filters.builder.expression import Filter
from policies.domain.filters.builder.paths import Path

__all__ = ["Filter", "Path", "body", "data", "dynamodb", "record", "value"]

body = Path(("body",), "sqs")
data = Path(("data",), None)
dynamodb = Path(("dynamodb",), "dynamodb")
value = Path(("value",), "kafka")
record = Path((), None)
