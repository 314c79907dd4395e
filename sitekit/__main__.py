"""``python -m sitekit``."""

import os
import sys

from sitekit.cli import main

if __name__ == "__main__":
    try:
        code = main()
        sys.stdout.flush()  # What is buffered is written while its failure can still be heard.
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(130)  # What a shell says of a command that was interrupted.
    except BrokenPipeError:  # Who reads has enough: ``… | head``.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())  # Python writes what is left when it ends.
        sys.exit(141)  # What a shell says of a command that wrote to a closed pipe.
