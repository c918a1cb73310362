"""What the exit code of a check says."""

from typing import Final

CLEAN: Final = 0
FINDINGS: Final = 1
TROUBLE: Final = 2  # something could not be read or judged, or was asked for wrongly
