"""A passkey signs the document's hash, and whoever has the sealed original can check it with nothing else."""

import json
import re
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.webauthn import AuthenticatorData

from meetings.actions.signing import HowSigned, sign_protocol
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Signature
from meetings.paper import assertion
from meetings.paper.evidence import signers_of
from meetings.paper.storage import stored_bytes
from meetings.rules.signing_level import Level
from meetings.signing_methods import METHODS, means_of, statement_for
from tests.meetings.pdf_assertions import embedded_files
from tests.worlds.boards import PASSWORD, Board, at, make_frozen, sign
from tests.worlds.once import made_once
from tests.worlds.passkeys import UNREADABLE, SoftKey
from tests.worlds.verification_pages import address, page

pytestmark = pytest.mark.django_db
PRESENT_ONLY = AuthenticatorData.FLAG.UP


@made_once
def strict(board: Board) -> ProtocolVersion:
    """A version that is signed with at least level 2."""
    board.body.least_level = Level.SECOND_FACTOR
    board.body.save()
    return make_frozen(board)


def own_key(person: Person) -> SoftKey:
    key = SoftKey(person.pk)
    key.register(person)
    return key


def signed_with(key: SoftKey, person: Person, said: dict[str, Any], **how: Any) -> HowSigned | None:
    """What the method makes of the key's answer to a statement; None when it is refused."""
    answer = {"statement": said, "credential": key.answer(assertion.challenge(said), **how)}
    proof = METHODS["passkey"].prove(person, answer)
    if proof is None:
        return None
    return HowSigned(
        "Inloggningsnyckel",
        level=proof.means.level,
        evidence=proof.evidence,
        means_since=at(date(2024, 1, 1)),
    )


def sign_with_key(version: ProtocolVersion, person: Person) -> None:
    how = signed_with(own_key(person), person, statement_for(version, person))
    assert how
    sign_protocol(version=version, by=person, at=at(hour=16), how=how)


def test_the_key_signs_on_the_page(client: Client, board: Board, strict: ProtocolVersion) -> None:
    key = own_key(board.chair)
    html = page(client, board.chair, address(strict, "protocol_sign"))
    assert 'type="password"' not in html  # too weak for this board
    asked = json.loads(re.findall(r'<script type="application/json">(.*?)</script>', html)[0])["publicKey"]
    assert asked["userVerification"] == "required"
    token = re.findall(r'name="statement" value="([^"]+)"', html)[0]
    sent = {
        "method": "passkey",
        "version": strict.number,
        "sha256": strict.sha256,
        "statement": token,
        "credential": key.answer(asked["challenge"]),
    }
    assert client.post(address(strict, "protocol_sign"), sent).status_code == HTTPStatus.FOUND
    signature = Signature.objects.get()
    assert (signature.method, signature.level) == ("Inloggningsnyckel", Level.SECOND_FACTOR)
    assert signature.evidence["statement"]["sha256"] == strict.sha256
    assert assertion.holds(signature.evidence)


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "ett eget påhitt"},
        {"credential": "{}"},
        {"credential": "inte ens JSON"},
        {"credential": "[1]"},
        {"statement": ""},
    ],
)
def test_what_no_key_of_theirs_has_signed_is_a_sentence(
    client: Client, board: Board, strict: ProtocolVersion, change: dict[str, str]
) -> None:
    key = own_key(board.chair)
    html = page(client, board.chair, address(strict, "protocol_sign"))
    token = re.findall(r'name="statement" value="([^"]+)"', html)[0]
    said = statement_for(strict, board.chair)
    sent = {
        "method": "passkey",
        "version": strict.number,
        "sha256": strict.sha256,
        "statement": token,
        "credential": key.answer(assertion.challenge(said)),  # of another nonce
    }
    answer = client.post(address(strict, "protocol_sign"), sent | change)
    assert answer.status_code == HTTPStatus.OK
    assert "Du har inte skrivit under" in answer.content.decode()
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    "how", [{"flags": PRESENT_ONLY}, {"site": "https://annan.example"}, {"kind": "create"}]
)
def test_the_owner_is_verified_and_the_site_is_ours(
    board: Board, version: ProtocolVersion, how: dict[str, Any]
) -> None:
    key = own_key(board.chair)
    said = statement_for(version, board.chair)
    assert signed_with(key, board.chair, said)
    assert signed_with(key, board.chair, said, **how) is None


def test_a_colleagues_key_signs_nothing(board: Board, version: ProtocolVersion) -> None:
    key = own_key(board.verifier)
    own_key(board.chair)
    assert signed_with(key, board.chair, statement_for(version, board.chair)) is None


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"version": 9}, {"person": "annan"}, {"protocol": "x"}]
)
def test_what_the_key_signed_about_something_else_is_refused_where_it_is_recorded(
    board: Board, version: ProtocolVersion, change: dict[str, Any]
) -> None:
    key = own_key(board.chair)
    how = signed_with(key, board.chair, {**statement_for(version, board.chair), **change})
    assert how
    with pytest.raises(RuleViolation, match="inte skrivit under den här versionen"):
        sign_protocol(version=version, by=board.chair, at=at(hour=16), how=how)
    broken = {**how.evidence, "statement": statement_for(version, board.chair)}
    with pytest.raises(RuleViolation, match="inte skrivit under den här versionen"):
        sign_protocol(version=version, by=board.chair, at=at(hour=16), how=replace(how, evidence=broken))


def test_whoever_has_the_original_checks_it_with_nothing_else(board: Board, version: ProtocolVersion) -> None:
    sign_with_key(version, board.chair)
    verification = sign(version, board.verifier)
    assert verification
    assert verification.public_copy
    original = stored_bytes(verification.original.sha256)
    Authenticator.objects.all().delete()
    told = {one.role: (one.way, one.key_holds) for one in signers_of(original)}
    assert told == {
        "ordförande": ("Inloggningsnyckel, nivå 2", True),
        "justerare": ("Lösenord, nivå 1", None),
    }
    kept = embedded_files(original)
    said = json.loads(kept["bevis-om-underskrifter.json"])["signatures"][0]["evidence"]["statement"]
    assert said["sha256"] == version.sha256
    public = signers_of(stored_bytes(verification.public_copy.sha256))
    assert {one.key_holds for one in public} == {None}


def test_a_key_registered_with_an_eid_tells_who_its_owner_is(board: Board, version: ProtocolVersion) -> None:
    key = SoftKey()
    row = key.register(board.chair)
    eid = {"issuer": "https://idp.example", "acr": "loa3", "auth_time": 1717000000}
    row.data["eid"] = eid
    row.save()
    how = signed_with(key, board.chair, statement_for(version, board.chair))
    assert how
    assert how.level == Level.IDENTITY
    assert how.evidence["registered_with"] == eid
    sign_protocol(version=version, by=board.chair, at=at(hour=16), how=how)
    assert Signature.objects.get().level == Level.IDENTITY


def test_the_strongest_means_comes_first(board: Board) -> None:
    assert [one.method for one in means_of(board.chair)] == ["password"]
    own_key(board.chair)
    assert [one.method for one in means_of(board.chair)] == ["passkey", "password"]


def test_a_password_is_offered_beside_the_key_where_it_is_enough(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    own_key(board.chair)
    html = page(client, board.chair, address(version, "protocol_sign"))
    assert html.index("Med inloggningsnyckel") < html.index("Med lösenord")
    sent = {"version": version.number, "sha256": version.sha256, "password": PASSWORD, "method": "password"}
    assert client.post(address(version, "protocol_sign"), sent).status_code == HTTPStatus.FOUND


def test_answer_that_no_browser_gives_is_refused_before_it_is_read(board: Board) -> None:
    nested = {"credential": "[" * 100_000, "statement": "{}"}
    assert METHODS["passkey"].prove(board.chair, nested) is None


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_answer_that_cannot_be_read_signs_nothing(board: Board, text: str) -> None:
    assert METHODS["passkey"].prove(board.chair, {"credential": text, "statement": text}) is None
