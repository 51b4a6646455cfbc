"""python -m tests.browser.samples SAMPLE DESCRIPTION FOLDER: a protocol entered as a person does, and compared.

SAMPLE is a protocol as text, DESCRIPTION a JSON that says what is typed and pressed (tests/browser/samples/README.md).
FOLDER gets the PDF, its text, the count of presses and fields, and what differs from the sample, line by line.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.browser.samples", description=__doc__)
    parser.add_argument("sample", type=Path)
    parser.add_argument("description", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    os.environ["SAMPLE_PATH"] = str(given.sample.resolve())
    os.environ["SAMPLE_TOLD"] = str(given.description.resolve())
    os.environ["SAMPLE_FOLDER"] = str(given.folder.resolve())
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", str(Path(__file__).with_name("by_hand.py"))]))
