"""The code of the functions that share what they depend on."""

from pathlib import Path
from typing import Final

from constructs_lib import PythonCode

_HERE: Final = Path(__file__).parent

DETECTOR: Final = PythonCode(_HERE / "sensors" / "detector")
ORDERS: Final = PythonCode(_HERE / "orders" / "api")

# Each stack makes a layer of its own of these. It is the same asset, uploaded once, and no stack
# has to wait for another.
SHARING: Final = (DETECTOR, ORDERS)
