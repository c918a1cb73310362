"""What a parcel costs, by the tariff in the layer, and a note of each that was weighed."""

from __future__ import annotations

import base64
import json
import os
from typing import Any

import boto3  # type: ignore[import-untyped]  # its stubs weigh more than the one call here
from tariff import price_of  # type: ignore[import-not-found]  # comes with the layer


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The price of the parcel in a request or a direct call; what a stream or a rule has is noted.

    Raises:
        KeyError: A direct call has no weight.
    """
    if "Records" in event:
        for record in event["Records"]:
            note(json.loads(base64.b64decode(record["kinesis"]["data"])))
        return {"noted": len(event["Records"])}
    if "detail" in event:
        note(event["detail"])
        return {"noted": 1}
    if "requestContext" in event:
        return {"statusCode": 200, "body": json.dumps({"price": price_of(1)})}
    return {"price": price_of(event["kg"])}


def note(parcel: dict[str, Any]) -> None:
    """The table has the parcel."""
    item = {"id": {"S": parcel["id"]}, "price": {"N": str(price_of(parcel["kg"]))}}
    boto3.client("dynamodb").put_item(TableName=os.environ["NOTES_TABLE"], Item=item)
