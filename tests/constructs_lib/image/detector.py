"""What the image of the tests runs."""

from typing import Any


def handler(event: Any, _context: object) -> Any:
    return event
