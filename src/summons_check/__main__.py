"""`python -m summons_check` is `summons-check`."""

import sys

from summons_check.cli import main

sys.exit(main())
