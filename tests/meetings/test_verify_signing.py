"""Signing with the password: what a press does, and what it never does."""

import re
from http import HTTPStatus

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from meetings.actions.changing import request_change
from meetings.models import (
    ProtocolVersion,
    Signature,
    Verification,
)
from meetings.paper.storage import path_of
from tests.worlds.boards import PASSWORD, Board, at, make_frozen, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.verification_pages import address, kept_and_refrozen, page, press_sign

pytestmark = pytest.mark.django_db


@made_once
def out(board: Board, version: ProtocolVersion) -> ProtocolVersion:
    """Signed by the secretary, so that chair and verifier can sign."""
    sign(version, board.secretary)
    return version


def test_three_actions_sign(client: Client, board: Board, out: ProtocolVersion) -> None:
    answer = press_sign(client, out, board.chair)
    assert answer.status_code == HTTPStatus.FOUND
    html = page(client, board.chair, answer["Location"])
    assert "Du har skrivit under" in html
    assert "Nu saknas Henrik Brolin." in html


def test_address_and_browser_are_recorded(client: Client, board: Board, out: ProtocolVersion) -> None:
    client.force_login(board.chair)
    shown = {"version": out.number, "sha256": out.sha256, "password": PASSWORD}
    client.post(
        address(out, "protocol_sign"),
        shown,
        headers={"user-agent": "Min läsare"},
        REMOTE_ADDR="192.0.2.7",
    )
    signature = Signature.objects.get(signatory__person=board.chair)
    assert (signature.ip_address, signature.user_agent) == ("192.0.2.7", "Min läsare")


def test_last_signature_shows_the_dates(client: Client, board: Board, out: ProtocolVersion) -> None:
    press_sign(client, out, board.chair)
    press_sign(client, out, board.verifier)
    assert Verification.objects.exists()
    html = page(client, board.verifier, address(out))
    assert "Protokollet är justerat den" in html
    assert "Sista dag att överklaga" in html
    assert "Begär ändring" not in html


def test_wrong_password_is_a_sentence_and_signs_nothing(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    answer = press_sign(client, out, board.chair, password="fel")
    assert "Fel lösenord. Försök igen." in answer.content.decode()
    assert "fel" not in re.findall(r'type="password"[^>]*', answer.content.decode())[0]
    assert Signature.objects.count() == 1


def test_sixth_try_waits_without_signing_out(client: Client, board: Board, out: ProtocolVersion) -> None:
    for _ in range(5):
        press_sign(client, out, board.chair, password="fel")
    html = press_sign(client, out, board.chair).content.decode()
    assert "För många fel lösenord." in html
    assert Signature.objects.count() == 1
    assert client.get(address(out)).status_code == HTTPStatus.OK
    press_sign(client, out, board.verifier)  # somebody else is not stopped
    assert Signature.objects.count() == 2
    cache.clear()
    press_sign(client, out, board.chair)
    assert Signature.objects.count() == 3


def test_right_password_gives_the_tries_back(client: Client, board: Board, out: ProtocolVersion) -> None:
    for _ in range(4):
        press_sign(client, out, board.chair, password="fel")
    press_sign(client, out, board.chair)
    again = kept_and_refrozen(board, out)
    sign(again, board.secretary, moment=at(hour=20))
    for _ in range(4):
        press_sign(client, again, board.chair, password="fel")
    assert press_sign(client, again, board.chair).status_code == HTTPStatus.FOUND


def test_second_press_leads_to_the_same_receipt(client: Client, board: Board, out: ProtocolVersion) -> None:
    first, second = press_sign(client, out, board.chair), press_sign(client, out, board.chair)
    assert first["Location"] == second["Location"] == address(out)
    assert Signature.objects.count() == 2


def test_version_that_was_shown_is_the_one_signed(client: Client, board: Board, out: ProtocolVersion) -> None:
    again = kept_and_refrozen(board, out)
    sign(again, board.secretary, moment=at(hour=20))
    html = press_sign(client, out, board.chair).content.decode()
    assert "en ny version" in html
    assert f'href="{address(again)}"' in html
    assert not Signature.objects.filter(signatory__version=again, signatory__person=board.chair).exists()


def test_version_opened_meanwhile_is_not_signed(client: Client, board: Board, out: ProtocolVersion) -> None:
    request_change(version=out, by=board.verifier, at=at(hour=17), reason="Fel.")
    html = press_sign(client, out, board.chair).content.decode()
    assert "En ändring är begärd." in html
    assert Signature.objects.count() == 1


def test_dissent_is_offered_only_when_the_text_was_kept(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    assert "Avvikande mening" not in page(client, board.verifier, address(out, "protocol_sign"))
    again = kept_and_refrozen(board, out)
    sign(again, board.secretary, moment=at(hour=20))
    assert "Avvikande mening" in page(client, board.verifier, address(again, "protocol_sign"))
    assert "Avvikande mening" not in page(client, board.chair, address(again, "protocol_sign"))
    press_sign(client, again, board.verifier, dissent="Ett yrkande saknas.")
    assert Signature.objects.get(signatory__person=board.verifier).dissent == "Ett yrkande saknas."


def test_what_was_written_stays_when_the_files_cannot_be_made(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    press_sign(client, out, board.chair)
    path_of(out.file.sha256).unlink()
    html = press_sign(client, out, board.verifier).content.decode()
    assert "din underskrift är inte registrerad" in html
    assert Signature.objects.count() == 2


def test_forgotten_password_leads_back_to_the_protocol(
    client: Client, board: Board, out: ProtocolVersion
) -> None:
    sent = client.get(address(out))
    form = client.get(sent["Location"]).content.decode()
    forgotten = re.search(r'href="([^"]*password/reset/[^"]*)"', form)
    assert forgotten
    assert re.search(r"next=[^\"]*justera", forgotten[1])
    signing = page(client, board.chair, address(out, "protocol_sign"))
    assert re.search(r'password/reset/\?next=[^"]*skriv-under', signing)


def test_new_member_chooses_a_password_and_comes_back_to_the_protocol(client: Client, board: Board) -> None:
    board.chair.set_unusable_password()
    board.chair.save()
    version = make_frozen(board)
    link = re.search(r"(/konto/password/reset/\S+)", letters(board.chair.email)[0].body)
    assert link
    form = client.get(link[1]).content.decode()
    hidden = dict(re.findall(r'name="(next)" value="([^"]*)"', form))
    client.post("/konto/password/reset/", {"email": board.chair.email} | hidden)
    mailed = re.search(r"http://[^/]+(/\S+)", letters(board.chair.email)[-1].body)
    assert mailed
    choose = client.get(mailed[1], follow=True)
    new = {"password1": "ett-annat-bra-lösenord", "password2": "ett-annat-bra-lösenord"}
    action = re.search(r'<form[^>]*action="([^"]*password[^"]*)"', choose.content.decode())
    next_field = dict(re.findall(r'name="(next)" value="([^"]*)"', choose.content.decode()))
    answer = client.post(action[1] if action else choose.redirect_chain[-1][0], new | next_field)
    assert answer["Location"] == address(version)
    assert press_sign(client, version, board.chair, password=new["password1"]).status_code == HTTPStatus.FOUND


def test_address_behind_the_proxy_is_the_signers_own(
    client: Client, board: Board, out: ProtocolVersion, settings: LazySettings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.force_login(board.chair)
    shown = {"version": out.number, "sha256": out.sha256, "password": PASSWORD}
    headers = {"x-forwarded-for": "203.0.113.9, 192.0.2.7"}  # the first is whatever the browser claims
    client.post(address(out, "protocol_sign"), shown, headers=headers)
    assert Signature.objects.get(signatory__person=board.chair).ip_address == "192.0.2.7"
