import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _quiet_weasyprint(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint only logs what it cannot fetch or does not understand; here that is a failure."""
    yield
    said = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.name == "weasyprint" and record.levelno >= logging.WARNING
    ]
    assert said == []
