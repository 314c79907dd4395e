"""``python -m sitekit``."""

import sys

from sitekit.cli import main

if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)  # What a shell says of a command that was interrupted.
