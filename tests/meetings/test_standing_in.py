"""When somebody cannot sign: who may take the place, who lets them, and what the protocol says."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from meetings.actions.attending import set_presence
from meetings.actions.changing import refer_verification
from meetings.actions.freezing import freeze_protocol
from meetings.actions.standing_in import start_stand_in, verify_by_board
from meetings.errors import RuleViolation
from meetings.models import (
    Body,
    Meeting,
    Notice,
    Office,
    Paragraph,
    Person,
    ProtocolVersion,
    Signatory,
    Signature,
    StandIn,
    Verification,
)
from meetings.paper.storage import stored_bytes
from tests.meetings.pdf_assertions import text_of
from tests.worlds.boards import (
    Board,
    at,
    let_stand_in,
    make_board,
    make_decision,
    make_frozen,
    make_ready,
    sign,
)
from tests.worlds.forging import past_the_guards
from tests.worlds.once import made_once
from tests.worlds.verification_pages import address, page

pytestmark = pytest.mark.django_db


def led_by_another(board: Board) -> None:
    """The other member is vice chair instead of the verifier."""
    Office.objects.filter(kind="vice_chair").update(person=board.other_member)


@made_once
def board() -> Board:
    made = make_board()
    led_by_another(made)
    return made


@made_once
def version(board: Board) -> ProtocolVersion:
    """The vice chair decided in every §, and so did the reserve for the verifier."""
    return make_frozen(board, deputy_verifier=board.member)


def of(version: ProtocolVersion, role: str) -> Signatory:
    return version.signatories.get(role=role)


def test_vice_chair_signs_in_the_chairs_place_and_the_protocol_says_why(
    board: Board, version: ProtocolVersion
) -> None:
    let_stand_in(version, board.other_member, by=board.other_member)
    sign(version, board.verifier)
    verification = sign(version, board.other_member)
    assert verification
    last = verification.record["signatures"][-1]
    assert (last["role"], last["instead_of"], last["reason"]) == (
        "vice ordförande",
        "Astrid Norling",
        "bortrest",
    )
    assert verification.public_copy
    for file in (verification.original, verification.public_copy):
        said = text_of(stored_bytes(file.sha256)).replace("\N{NO-BREAK SPACE}", " ")
        assert "Vice ordförande, i stället för Astrid Norling (bortrest)" in said


def test_nobody_signs_in_anothers_place_before_it_is_decided(board: Board, version: ProtocolVersion) -> None:
    for person in (board.other_member, board.member):
        with pytest.raises(RuleViolation, match="bestämmer ordföranden eller en vice ordförande"):
            sign(version, person)


def test_who_was_replaced_signs_until_the_other_has(board: Board, version: ProtocolVersion) -> None:
    let_stand_in(version, board.member, by=board.chair)
    sign(version, board.verifier)
    with pytest.raises(RuleViolation, match="behövs inte"):
        sign(version, board.member)


@pytest.mark.parametrize("who", ["secretary", "manager", "verifier", "member"])
def test_the_office_alone_lets_nobody_in(board: Board, version: ProtocolVersion, who: str) -> None:
    with pytest.raises(RuleViolation, match="Bara ordföranden eller en vice ordförande"):
        let_stand_in(version, board.member, by=getattr(board, who))


def test_a_reason_is_asked_for(board: Board, version: ProtocolVersion) -> None:
    with pytest.raises(RuleViolation, match="Skriv varför"):
        start_stand_in(
            replaced=of(version, "verifier"),
            signatory=of(version, "deputy_verifier"),
            reason=" ",
            by=board.chair,
            at=at(hour=16),
        )


def test_vice_chair_who_was_not_there_cannot_sign_for_the_chair(board: Board) -> None:
    protocol = make_ready(board)
    away = protocol.meeting.attendees.get(person=board.other_member)
    set_presence(attendee=away, presence="absent", by=board.secretary, at=at())
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    assert not version.signatories.filter(role="deputy_chair").exists()


def test_an_order_without_stand_ins_leaves_it_to_the_board(board: Board) -> None:
    board.body.chair_stand_in = board.body.verifier_stand_in = "board"
    board.body.save()
    version = make_frozen(board, deputy_verifier=board.member)
    assert set(version.signatories.values_list("role", flat=True)) == {"secretary", "chair", "verifier"}


@pytest.mark.parametrize(
    ("signatory", "replaced", "starter", "sentence"),
    [
        ("deputy_verifier", "verifier", "secretary", "Bara ordföranden"),
        ("deputy_verifier", "chair", "chair", "i den andras ställe"),
        ("verifier", "chair", "chair", "i den andras ställe"),
    ],
)
def test_the_database_refuses_an_unlawful_stand_in(
    board: Board, version: ProtocolVersion, signatory: str, replaced: str, starter: str, sentence: str
) -> None:
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
        row(version, signatory, replaced, getattr(board, starter))
    row(version, "deputy_verifier", "verifier", board.chair)
    with pytest.raises(DatabaseError), transaction.atomic():
        StandIn.objects.update(reason="annat")


def row(version: ProtocolVersion, signatory: str, replaced: str, by: Person) -> StandIn:
    return StandIn.objects.create(
        signatory=of(version, signatory),
        replaces=of(version, replaced),
        reason="bortrest",
        started_by=by,
        at=at(hour=16),
    )


def test_the_database_refuses_one_who_was_not_in_every_paragraph(board: Board) -> None:
    version = make_frozen(board, deputy_verifier=board.member)
    late = Signatory.objects.create(
        version=version,
        person=board.deputy,
        role="deputy_verifier",
        name=str(board.deputy),
        position=9,
        paragraphs=["2"],
    )
    with pytest.raises(DatabaseError, match="tjänstgjort i alla"), transaction.atomic():
        StandIn.objects.create(
            signatory=late, replaces=of(version, "verifier"), reason="x", started_by=board.chair, at=at()
        )


def test_the_database_refuses_the_signature_of_one_who_only_could(
    board: Board, version: ProtocolVersion
) -> None:
    facts = {"at": at(hour=16), "method": "x", "sha256": version.sha256, "level": 1}
    with pytest.raises(DatabaseError, match="bara i någons ställe"), transaction.atomic():
        Signature.objects.create(signatory=of(version, "deputy_chair"), **facts)
    row(version, "deputy_verifier", "verifier", board.chair)
    Signature.objects.create(signatory=of(version, "verifier"), **facts)
    with pytest.raises(DatabaseError, match="redan gjord"), transaction.atomic():
        Signature.objects.create(signatory=of(version, "deputy_verifier"), **facts)


def test_chair_lets_a_stand_in_sign_on_the_page(
    client: Client, board: Board, version: ProtocolVersion
) -> None:
    url = address(version, "stand_in_start")
    assert url in page(client, board.chair, address(version))
    html = page(client, board.chair, url)
    assert "Petra Sandell, ersättare för justerare, i stället för Henrik Brolin" in html
    assert "Mona Edvinsson, vice ordförande, i stället för Astrid Norling" in html
    pair = f"{of(version, 'deputy_verifier').public_id}-{of(version, 'verifier').public_id}"
    assert "Skriv varför." in client.post(url, {"pair": pair}).content.decode()
    client.post(url, {"pair": pair, "reason": "är bortrest"})
    assert StandIn.objects.get().started_by == board.chair
    assert "i stället för" in page(client, board.member, address(version))
    assert "Läs och skriv under" in page(client, board.member, "/exempelvik/styrelsen/")


@pytest.mark.parametrize("who", ["secretary", "manager", "verifier", "member"])
def test_the_page_is_not_there_for_others(
    client: Client, board: Board, version: ProtocolVersion, who: str
) -> None:
    client.force_login(getattr(board, who))
    assert client.get(address(version, "stand_in_start")).status_code == 404
    assert "Någon kan inte skriva under" not in page(client, getattr(board, who), address(version))


@made_once
def other() -> Board:
    """The vice chair verifies, so that nobody can take the chair's place, and there is no reserve."""
    return make_board(slug="vallnas", suffix=".v")


@made_once
def stuck(other: Board) -> ProtocolVersion:
    return make_frozen(other)


def referred(board: Board, version: ProtocolVersion) -> Paragraph:
    """To an extra meeting a week later, whose own protocol is then verified."""
    referral = refer_verification(
        version=version, by=board.verifier, at=at(hour=17), reason="Ordföranden har flyttat."
    )
    extra = make_ready(board, day=date(2024, 6, 6))
    referral.refresh_from_db()
    assert referral.item
    make_decision(referral.item, board.secretary, text="att justera protokollet.")
    later = freeze_protocol(protocol=extra, by=board.secretary, at=at(date(2024, 6, 6), 15))
    for person in (board.chair, board.verifier):
        sign(later, person, moment=at(date(2024, 6, 10)))
    return referral.item


def test_the_board_verifies_by_a_paragraph_when_nobody_is_left(
    client: Client, other: Board, stuck: ProtocolVersion
) -> None:
    assert "Hänskjut justeringen till styrelsen" in page(
        client, other.verifier, address(stuck, "stand_in_start")
    )
    sign(stuck, other.verifier)
    with pytest.raises(RuleViolation, match="ingen justerad paragraf"):
        verify_by_board(version=stuck, by=other.secretary, at=at(date(2024, 6, 11)))
    with pytest.raises(DatabaseError, match="Ingen justerad paragraf"), transaction.atomic():
        verified_by_hand(stuck)
    item = referred(other, stuck)
    html = page(client, other.secretary, address(stuck, "verification_status"))
    assert "den paragrafen är justerad" in html
    client.post(address(stuck, "verification_by_board"))
    verification = Verification.objects.get(version=stuck)
    assert (verification.day, verification.method) == (date(2024, 6, 10), "board")
    item.refresh_from_db()
    assert verification.record["notes"][0] == (
        f"Förbundsstyrelsen justerade protokollet i §\N{NO-BREAK SPACE}{item.number} den 6 juni 2024."
    )
    assert Notice.objects.filter(protocol=stuck.protocol, verified=date(2024, 6, 10)).exists()


@made_once
def taken_up(other: Board, stuck: ProtocolVersion) -> Paragraph:
    return referred(other, stuck)


def test_the_database_takes_the_paragraph_that_the_board_decided_in(
    stuck: ProtocolVersion, taken_up: Paragraph
) -> None:
    verified_by_hand(stuck)
    assert Verification.objects.get(version=stuck).method == "board"


@pytest.mark.parametrize(
    "facts",
    [
        {"withdrawn": True},
        {"not_handled": True},
        {"deferral": "postponed"},
        {"deferral": "referred_back"},
        {"deferral": "passed_on"},
        {"decisions": None},
        {"decisions": {"is_prepared": True}},
        *({"decisions": {"outcome": one}} for one in ("partly", "rejected", "elected", "noted", "filed")),
        {"meeting": "of another body"},
        {"frozen": "before"},
    ],
    ids=str,
)
def test_a_paragraph_that_decided_nothing_or_against_it_verifies_nothing(
    other: Board, stuck: ProtocolVersion, taken_up: Paragraph, facts: dict[str, object]
) -> None:
    """Neither the action nor the database takes it."""
    decisions = facts.get("decisions", {})
    with past_the_guards():
        if decisions is None:
            taken_up.decisions.all().delete()
        elif decisions:
            taken_up.decisions.update(**decisions)
        elif "meeting" in facts:
            another = Body.objects.create(association=other.association, name="AU", slug="au")
            Meeting.objects.filter(pk=taken_up.meeting_id).update(body=another)
        elif "frozen" in facts:
            before = ProtocolVersion.objects.filter(protocol__paragraphs=taken_up)
            before.update(frozen_at=stuck.frozen_at)
        else:
            Paragraph.objects.filter(pk=taken_up.pk).update(**facts)
    with pytest.raises(RuleViolation, match="ingen justerad paragraf"):
        verify_by_board(version=stuck, by=other.chair, at=at(date(2024, 6, 11)))
    with pytest.raises(DatabaseError, match="Ingen justerad paragraf"), transaction.atomic():
        verified_by_hand(stuck)


def verified_by_hand(version: ProtocolVersion) -> None:
    Verification.objects.create(
        protocol=version.protocol,
        version=version,
        day=date(2024, 6, 10),
        at=at(),
        method="board",
        record={},
        original=version.file,
    )
