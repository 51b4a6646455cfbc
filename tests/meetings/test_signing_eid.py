"""An e-ID signs a document: shown for that one, by the person it is linked to, and nothing else is kept of it."""

import re
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.signing import HowSigned, sign_protocol
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Signature
from meetings.paper import assertion
from meetings.paper.evidence import signers_of
from meetings.paper.storage import stored_bytes
from meetings.rules.signing_level import Level
from meetings.signing_methods import statement_for
from tests.meetings.pdf_assertions import embedded_files, text_of
from tests.worlds.boards import Board, at, make_frozen, sign
from tests.worlds.eid import LOA2, LOA3, PERSONNUMMER, Eid, leave, linked
from tests.worlds.kept import Told, all_that_is_kept
from tests.worlds.once import made_once
from tests.worlds.verification_pages import address, kept_and_refrozen, page

pytestmark = pytest.mark.django_db
SIGNS = reverse("eid_signs", args=["prov"])


@made_once
def strict(board: Board) -> ProtocolVersion:
    """A version that is signed with level 3."""
    board.body.least_level = Level.IDENTITY
    board.body.save()
    return make_frozen(board)


@pytest.fixture
def chair(client: Client, board: Board, eid: Eid) -> Person:
    """The chair, signed in long ago, with an e-ID that the provider will find."""
    linked(eid, board.chair)
    client.force_login(board.chair)
    eid.will_find(board.chair.name)
    return board.chair


def ask(client: Client, version: ProtocolVersion, **fields: object) -> Any:
    """Press the button on the page to sign."""
    shown = {"version": version.number, "sha256": version.sha256, "method": "eid", "provider": "prov"}
    return client.post(address(version, "protocol_sign"), shown | fields, follow=True)


def come_back(client: Client, eid: Eid, version: ProtocolVersion) -> tuple[Any, dict[str, str]]:
    """The page with one button, and what the button sends."""
    back = client.get(eid.follow(leave(ask(client, version))))
    return back, dict(re.findall(r'name="(code|state)" value="([^"]+)"', back.content.decode()))


def refusal(client: Client, sent: dict[str, str]) -> str:
    """What is said of the press, which signs nothing."""
    before = Signature.objects.count()
    answer = client.post(SIGNS, sent)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "<h1>Du har inte skrivit under</h1>" in answer.content.decode()
    assert Signature.objects.count() == before
    return answer.content.decode()


def test_the_owner_of_the_eid_signs_with_it(
    client: Client, eid: Eid, chair: Person, strict: ProtocolVersion
) -> None:
    html = page(client, chair, address(strict, "protocol_sign"))
    assert "Justera med Provlegitimation" in html
    assert "kan därför inte kontrolleras ur" in " ".join(html.split())
    assert 'type="password"' not in html
    back, sent = come_back(client, eid, strict)
    assert "<h1>Du har legitimerat dig</h1>" in back.content.decode()
    assert not Signature.objects.exists()  # coming back does nothing
    asked = eid.asked()
    assert (asked["prompt"], asked["max_age"], asked["code_challenge_method"]) == ("login", "0", "S256")
    assert (asked["acr_values"], asked["scope"]) == (LOA3, "openid")
    answer = client.post(SIGNS, sent)
    assert answer.url == address(strict)
    signature = Signature.objects.get()
    assert (signature.method, signature.level) == ("E-legitimation", Level.IDENTITY)
    evidence = signature.evidence
    said = {"account", "kind", "statement", "issuer", "subject", "acr", "auth_time", "nonce"}
    assert set(evidence) == said
    assert evidence["statement"]["sha256"] == strict.sha256
    assert evidence["nonce"] == asked["nonce"] == assertion.nonce(evidence["statement"])
    assert (evidence["issuer"], evidence["acr"]) == (eid.address, LOA3)
    assert "redan använt" in refusal(client, sent)


def test_personnummer_is_in_no_database_log_or_sealed_file(
    client: Client, board: Board, eid: Eid, chair: Person, version: ProtocolVersion, told: Told, tmp_path
) -> None:
    _, sent = come_back(client, eid, version)
    client.post(SIGNS, sent)
    verification = sign(version, board.verifier)
    assert verification
    assert verification.public_copy
    original, public = (
        stored_bytes(verification.original.sha256),
        stored_bytes(verification.public_copy.sha256),
    )
    files = {name: data for one in (original, public) for name, data in embedded_files(one).items()}
    everything = "\n".join(
        [
            all_that_is_kept(tmp_path),
            told.text,
            *(text_of(one) for one in (original, public)),
            *(data.decode("latin-1") for data in (original, public, *files.values())),
        ]
    )
    for secret in (PERSONNUMMER, PERSONNUMMER[2:], sent["code"], sent["state"]):
        assert secret not in everything, secret
    assert Signature.objects.get(signatory__person=chair).evidence["subject"] in everything
    told_of = {one.role: (one.way, one.vouched_by) for one in signers_of(original)}
    assert told_of["ordförande"] == ("E-legitimation, nivå 3", eid.address)
    assert told_of["justerare"] == ("Lösenord, nivå 1", "")
    assert {one.vouched_by for one in signers_of(public)} == {""}


def test_another_identity_than_ones_own_is_refused(
    client: Client, board: Board, eid: Eid, chair: Person, version: ProtocolVersion
) -> None:
    linked(eid, board.verifier, sub="199001012391")
    eid.will_find(chair.name, sub="199001012391")
    _, sent = come_back(client, eid, version)
    assert "inte den som är kopplad till ditt konto" in refusal(client, sent)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [({"acr": LOA2}, "för låg tillitsnivå"), ({"ago": 3600}, "visades för länge sedan")],
)
def test_eid_that_is_weak_or_was_shown_before_is_refused(
    client: Client, eid: Eid, chair: Person, version: ProtocolVersion, found: dict[str, Any], sentence: str
) -> None:
    eid.will_find(chair.name, **found)
    _, sent = come_back(client, eid, version)
    assert sentence in refusal(client, sent)


def test_answer_to_another_question_is_refused(
    client: Client, eid: Eid, chair: Person, version: ProtocolVersion
) -> None:
    _, sent = come_back(client, eid, version)
    session = client.session
    session["signing"]["statement"]["nonce"] = "0" * 64
    session.save()
    assert "gäller inte den här underskriften" in refusal(client, sent)


def test_answer_is_used_once(client: Client, eid: Eid, chair: Person, version: ProtocolVersion) -> None:
    eid.will_find(chair.name, acr=LOA2)
    _, sent = come_back(client, eid, version)
    refusal(client, sent)
    assert "redan använt" in refusal(client, sent)
    assert client.get(SIGNS, sent).status_code == HTTPStatus.FORBIDDEN
    ask(client, version)
    assert "redan använt" in refusal(client, sent)  # of an earlier request
    anew = {"state": client.session["signing"]["state"]}
    assert "gick inte att använda" in refusal(client, sent | anew)


def test_answer_is_of_no_use_in_the_session_of_another(
    client: Client, board: Board, eid: Eid, chair: Person, version: ProtocolVersion
) -> None:
    """Neither in a browser of their own nor in the same one, where the chair has left without signing out."""
    _, sent = come_back(client, eid, version)
    verifier = Client()
    verifier.force_login(board.verifier)
    assert "redan använt" in refusal(verifier, sent)
    client.force_login(board.verifier)
    assert "redan använt" in refusal(client, sent)
    client.force_login(chair)
    assert "redan använt" in refusal(client, sent)


def test_version_that_was_changed_meanwhile_is_read_first(
    client: Client, board: Board, eid: Eid, chair: Person, version: ProtocolVersion
) -> None:
    _, sent = come_back(client, eid, version)
    kept_and_refrozen(board, version)
    assert "Protokollet har fått en ny version sedan du läste." in refusal(client, sent)
    assert "Protokollet har fått en ny version" in ask(client, version).content.decode()


def test_who_turns_back_at_the_provider_has_not_signed(
    client: Client, eid: Eid, chair: Person, version: ProtocolVersion
) -> None:
    eid.will_refuse()
    back, _ = come_back(client, eid, version)
    assert back.status_code == HTTPStatus.FORBIDDEN
    assert "Du avbröt legitimeringen." in back.content.decode()
    assert address(version, "protocol_sign") in back.content.decode()


def test_provider_that_is_down_is_a_sentence(
    client: Client, eid: Eid, chair: Person, version: ProtocolVersion, settings
) -> None:
    settings.EID_PROVIDERS = [eid.settings(server_url="http://localhost:1")]
    assert "gick inte att använda" in ask(client, version).content.decode()


def test_provider_without_a_level_signs_nothing(
    client: Client, eid: Eid, chair: Person, version: ProtocolVersion, settings
) -> None:
    settings.EID_PROVIDERS = [eid.settings(acr=[])]
    assert "Med e-legitimation" not in page(client, chair, address(version, "protocol_sign"))
    ask(client, version)
    assert "signing" not in client.session


def test_page_of_nobody_and_of_nothing_asked_signs_nothing(client: Client, eid: Eid, board: Board) -> None:
    for name in ("eid_asked", "eid_signs"):
        for provider in ("prov", "annan"):
            path = reverse(name, args=[provider])
            client.logout()
            assert client.get(path).url.startswith(reverse("account_login"))
            client.force_login(board.chair)
            assert client.get(path).status_code == HTTPStatus.FORBIDDEN
            assert client.post(path).status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED)


def test_what_an_eid_did_not_vouch_for_is_refused_where_it_is_recorded(
    board: Board, eid: Eid, version: ProtocolVersion
) -> None:
    own, other = linked(eid, board.chair), linked(eid, board.verifier, sub="199001012391")
    said = statement_for(version, board.chair)
    evidence = {"kind": "eid", "statement": said, "subject": own.uid, "nonce": assertion.nonce(said)}
    how = HowSigned("E-legitimation", level=Level.IDENTITY, evidence=evidence)
    elsewhere = {**said, "sha256": "0" * 64}
    for change in (
        {"subject": other.uid},
        {"nonce": "0" * 64},
        {"statement": elsewhere, "nonce": assertion.nonce(elsewhere)},
    ):
        false = replace(how, evidence=evidence | change)
        with pytest.raises(RuleViolation, match="inte skrivit under den här versionen"):
            sign_protocol(version=version, by=board.chair, at=at(hour=16), how=false)
    sign_protocol(version=version, by=board.chair, at=at(hour=16), how=how)
    assert Signature.objects.exists()
