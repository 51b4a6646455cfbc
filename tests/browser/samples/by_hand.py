"""One sample entered, its PDF, and what differs. `python -m tests.browser.samples` begins it, script/test does not."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import ProtocolVersion
from meetings.paper.storage import stored_bytes
from tests.browser.samples.association import make_register
from tests.browser.samples.comparing import compared, document_text
from tests.browser.samples.sample import read_sample
from tests.browser.samples.secretary import Secretary

pytestmark = pytest.mark.django_db(transaction=True)


def test_sample(new_page: Callable[..., Page], live_server: Any) -> None:
    path, description, folder = (Path(os.environ[f"SAMPLE_{one}"]) for one in ("PATH", "TOLD", "FOLDER"))
    told = json.loads(description.read_text())
    sample = read_sample(path, told)
    register = make_register(told)
    page = new_page({"width": 1366, "height": 768})
    expect.set_options(timeout=60_000)
    page.set_default_timeout(60_000)  # nobody waits for it, and the machine may do much else
    secretary = Secretary(page, register, sample, told, description.parent)
    name = folder / description.stem
    try:
        secretary.work()
    except BaseException:
        page.screenshot(path=f"{name}-stopped.png")
        raise
    finally:
        hands = secretary.hands
        said = [f"{len(hands.clicks)} tryck, {len(hands.fields)} fält"]
        said += [f"tryck {one}" for one in hands.clicks] + [f"fält {one}" for one in hands.fields]
        Path(f"{name}-count.txt").write_text("\n".join(said) + "\n")
    version = ProtocolVersion.objects.get()
    pdf = stored_bytes(version.file.sha256)
    Path(f"{name}.pdf").write_bytes(pdf)
    Path(f"{name}.txt").write_text(document_text(pdf))
    Path(f"{name}-differences.txt").write_text(compared(sample, document_text(pdf)))
