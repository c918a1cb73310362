"""`python -m policies.cli` is `keel`."""

import sys

from policies.cli import main

sys.exit(main())
