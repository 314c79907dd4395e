"""Make a fresh .venv of what a site needs: without the libraries' own tests, and with the sciences compiled.

Figures are made in processes that write no bytecode, so what they import is compiled here; whatever else is imported, Python
compiles when it first is. Run by the Python of the .venv, as ``make`` does after it has installed the libraries.
"""

import compileall
import shutil
import sysconfig
from pathlib import Path

SCIENCES = ("IPython", "PIL", "matplotlib", "mpl_toolkits", "numpy", "scipy", "skimage")
TESTED = (*SCIENCES, "networkx", "tornado", "fontTools")
"""What brings its own tests along, which nothing here runs: a tenth of what all libraries weigh."""

if __name__ == "__main__":
    home = Path(sysconfig.get_path("purelib"))
    for package in TESTED:
        for folder in [*(home / package).rglob("tests")]:
            shutil.rmtree(folder, ignore_errors=True)
    for package in SCIENCES:
        compileall.compile_dir(home / package, quiet=2, workers=0)
