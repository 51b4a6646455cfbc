"""The first steps of an association: itself, its members and its board. Each may be left and taken again."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from meetings.actions.keeping import refused_in_words
from meetings.actions.mandating import presidium_told
from meetings.actions.recording import record, record_all, record_deletion
from meetings.draft.header import rows_from_start
from meetings.errors import RuleViolation
from meetings.models import (
    Association,
    Body,
    DocumentRow,
    Party,
    Person,
    Phrase,
    Role,
    Seat,
    StandardItem,
)
from meetings.models.validators import not_reserved
from meetings.rules.courts import APPEAL_COURTS
from meetings.rules.first_wordings import AGENDA, CLOSING, END, PHRASES
from meetings.rules.local_government import local_governments

# Försäkringskassan and Arbetsförmedlingen are members of every association (Finsam 1 §).
STATE = {Party.Kind.FK: "FK", Party.Kind.AF: "AF"}
BOARD_SLUG = "styrelsen"


@transaction.atomic
def found_association(
    *,
    name: str,
    org_number: str,
    address: str,
    email: str,
    court: str,
    slug: str,
    role: str,
    by: Person,
    at: datetime,
) -> Association:
    """A new association, whose maker has `role` in its chancellery, and whose members from the start are FK and AF.

    `slug` is made of the name when it is empty. Raises RuleViolation for an address that is taken or the site's own.
    """
    slug = slug or slug_of(name)
    if not slug or _is_reserved(slug) or Association.objects.filter(slug=slug).exists():
        raise RuleViolation(
            f"Adressen «{slug}» används redan. Välj en annan." if slug else "Skriv en adress.", field="slug"
        )
    association = Association(
        slug=slug,
        name=name,
        org_number=org_number,
        address=address,
        email=email,
        court=court,
        appeal_court=APPEAL_COURTS.get(court, ""),
    )
    record(association, by=by, at=at)
    with presidium_told(association=association, by=by, at=at):
        record(Role(association=association, person=by, kind=role), by=by, at=at)
    by.associations.add(association)
    for kind, code in STATE.items():
        record(Party(association=association, kind=kind, name=kind.label, code=code), by=by, at=at)
    return association


def _is_reserved(slug: str) -> bool:
    try:
        not_reserved(slug)
    except ValidationError:
        return True
    return False


def slug_of(name: str) -> str:
    """«vallnas» of «Samordningsförbundet i Vallnäs»."""
    words = name.casefold().split()
    told = [
        word for word in words if word not in {"samordningsförbundet", "samordningsförbund", "i", "finsam"}
    ]
    return slugify(" ".join(told or words))[:50].strip("-")


@transaction.atomic
def choose_members(*, association: Association, codes: Collection[str], by: Person, at: datetime) -> None:
    """The regioner and kommuner of these codes are the association's members, beside FK and AF.

    One that is there already stays as it is; one of the list that is not among them is taken away. Raises
    RuleViolation for one that has a seat or anything else, and for a code that no region or kommun has.
    """
    association = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    every = local_governments()
    if unknown := set(codes) - set(every):
        raise RuleViolation(f"Det finns ingen kommun eller region med koden {min(unknown)}.")
    present = {party.name: party for party in association.parties.all()}
    shorts = {party.code for party in present.values()}
    for code, one in every.items():
        party = present.get(one.name)
        if party and code not in codes:
            _take_away(party, by=by, at=at)
        elif not party and code in codes:
            kind = Party.Kind.REGION if one.is_region else Party.Kind.MUNICIPALITY
            short = one.short if one.short not in shorts else one.code
            new = Party(association=association, kind=kind, name=one.name, code=short)
            record(new, by=by, at=at)


def _take_away(party: Party, *, by: Person, at: datetime) -> None:
    try:
        with transaction.atomic():
            record_deletion(party, by=by, at=at)
    except ProtectedError as error:
        raise RuleViolation(f"{party.name} har en plats i ett organ och är därför medlem.") from error


@transaction.atomic
def set_up_board(
    *,
    association: Association,
    name: str,
    seats: Mapping[int, int],
    emails: Mapping[int, str],
    starts_from_standard: bool,
    by: Person,
    at: datetime,
) -> Body:
    """The association's board with so many seats, and the address for notices, by the key of each member.

    Seats are added after the last one; of those that go away the last go first. With `starts_from_standard` a board
    without agenda gets the usual one, and an association without phrases the usual ones. Raises RuleViolation for a
    seat that has been held, and for a member without any (Finsam 10 §).
    """
    association = Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    board = association.bodies.filter(kind=Body.Kind.BOARD).order_by("pk").first() or Body(
        association=association, slug=BOARD_SLUG, kind=Body.Kind.BOARD
    )
    if board.pk is None or board.name != name:
        board.name = name
        record(board, by=by, at=at, fields=["name"] if board.pk else None)
    _give_rows(board)
    for party in association.parties.order_by("pk"):
        _seat(board, party, seats.get(party.pk, 0), by=by, at=at)
        email = emails.get(party.pk, party.board_email)
        if party.board_email != email:
            party.board_email = email
            record(party, by=by, at=at, fields=["board_email"])
    if starts_from_standard:
        _start_from_standard(board, by=by, at=at)
    return board


@transaction.atomic
def add_body(*, body: Body, by: Person, at: datetime) -> None:
    """A new body, which its form has found right, with the usual rows in the head of its protocols."""
    with refused_in_words():
        record(body, by=by, at=at)
    _give_rows(body)


@transaction.atomic
def set_seats(*, body: Body, seats: Mapping[int, int], by: Person, at: datetime) -> None:
    """So many seats in the body for each member, by its key.

    Seats are added after the last one; of those that go away the last go first. Raises RuleViolation for a seat that
    has been held, and for a member without any in a board (Finsam 10 §).
    """
    body = Body.objects.select_for_update(of=("self",)).select_related("association").get(pk=body.pk)
    for party in body.association.parties.order_by("pk"):
        _seat(body, party, seats.get(party.pk, 0), by=by, at=at)


def _give_rows(body: Body) -> None:
    if not body.document_rows.exists():
        rows = enumerate(rows_from_start(body).items(), start=1)
        DocumentRow.objects.bulk_create(
            DocumentRow(body=body, key=key, label=label, position=position) for position, (key, label) in rows
        )


def _seat(board: Body, party: Party, number: int, *, by: Person, at: datetime) -> None:
    if number < 1 and board.kind == Body.Kind.BOARD:
        raise RuleViolation(
            f"{party.name} ska ha minst en plats (10 § lagen om finansiell samordning av rehabiliteringsinsatser).",
            field=f"seats_{party.code}",
        )
    own = list(board.seats.filter(party=party).order_by("number"))
    last = max(board.seats.values_list("number", flat=True), default=0)
    for extra in range(number - len(own)):
        record(Seat(body=board, party=party, number=last + extra + 1), by=by, at=at)
    for seat in own[number:]:
        if seat.mandates.exists():
            raise RuleViolation(
                f"Plats {seat.number} ({party.name}) har haft uppdrag och kan inte tas bort.",
                field=f"seats_{party.code}",
            )
        record_deletion(seat, by=by, at=at)


def _start_from_standard(board: Body, *, by: Person, at: datetime) -> None:
    if not board.standard_items.exists():
        items = [
            StandardItem(
                body=board, position=position, kind=kind, heading=heading, text=text, decisions=decisions
            )
            for position, (kind, heading, text, decisions) in enumerate([*AGENDA, END], start=1)
        ]
        closing = StandardItem(
            body=board, position=len(items) + 1, heading="Avslutande rad", text=CLOSING, is_closing=True
        )
        record_all([*items, closing], by=by, at=at)
    if not board.association.phrases.exists():
        record_all(
            [
                Phrase(association=board.association, name=name, text=text, decision=decision)
                for name, text, decision in PHRASES
            ],
            by=by,
            at=at,
        )
