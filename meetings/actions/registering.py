"""The register of persons and mandates: adding, inviting, and a whole table after an election."""

from datetime import date, datetime
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.db.models import Q

from meetings import letters
from meetings.actions.accounts import propose_account
from meetings.actions.locking import lock_body
from meetings.actions.mandating import presidium_told
from meetings.actions.recording import record
from meetings.actions.seating import follow_register
from meetings.errors import RuleViolation
from meetings.importing.mandate_rows import MandateLine
from meetings.importing.mandates import (
    PastedMandates,
    Register,
    RegisterMandate,
    RegisterOffice,
    RegisterSeat,
    read_pasted,
)
from meetings.models import Association, Body, Mandate, Office, Person, Seat
from meetings.reads.accounts import taken_sentence
from meetings.rules.addresses import usual_address


@transaction.atomic
def add_person(
    *,
    association: Association,
    email: str,
    first_name: str,
    last_name: str,
    by: Person,
    at: datetime,
    title: str = "",
    postal_address: str = "",
    by_post: bool = False,
) -> Person:
    """The person with that e-mail address, added to the association.

    Somebody already known, here or in another association, keeps name and title: persons are linked by
    address, never by name. A new person has no password until an invitation is answered. Who has no address is called
    by post. Raises RuleViolation for an address that somebody else may still take back.
    """
    person = Person.objects.of_address(email)
    if person is None:
        if email and (sentence := taken_sentence(email, at=at)):
            raise RuleViolation(f"{email}: {sentence}")
        person = Person(
            email=usual_address(email),
            first_name=first_name,
            last_name=last_name,
            title=title,
            postal_address=postal_address,
            by_post=by_post or not email,
        )
        person.set_unusable_password()
        record(person, by=by, at=at)
    propose_account(person=person, by=by, at=at)
    if not person.associations.filter(pk=association.pk).exists():
        person.associations.add(association)
    return person


@transaction.atomic
def invite_person(*, person: Person, association: Association, by: Person, at: datetime) -> None:
    """A letter with a link to choose a password, valid for a week.

    Raises RuleViolation for a closed account, and for one who has no address.
    """
    if not person.email:
        raise RuleViolation(
            f"{person.name} har ingen e-postadress, och kallas per post. Föreslå en e-postadress först."
        )
    if not person.is_active:
        raise RuleViolation(f"{person.name} är avstängd. Den som sköter webbplatsen kan öppna kontot.")
    letters.send(
        "invitation",
        to=person.email,
        person=person,
        association=association,
        by=by,
        keeps=person.pk in {one.pk for one in letters.chancellery_of(association)},
        has_password=person.has_usable_password(),
        address=letters.absolute("account_login"),
        choose_password=_choose_password(person),
    )


@transaction.atomic
def send_new_password_link(*, email: str, next_page: str = "") -> None:
    """A letter to the stored address with a link to choose a password, valid for a week; it leads on to `next_page`.

    Nobody is told when nobody has the address, or only a closed account.
    """
    person = Person.objects.of_address(email)
    if person is None or not person.is_active:
        return
    address = _choose_password(person)
    if next_page:
        address += f"?{urlencode({'next': next_page}, safe='/')}"
    letters.send("new_password", to=person.email, association=None, choose_password=address)


def _choose_password(person: Person) -> str:
    key = default_token_generator.make_token(person)
    return letters.absolute("account_reset_password_from_key", user_pk_to_url_str(person), key)


def pasted_mandates(*, body: Body, text: str, replace: bool) -> PastedMandates:
    """What the pasted table would do to the body's register as it stands. Writes nothing."""
    return read_pasted(text, register_of(body), replace=replace)


@transaction.atomic
def register_mandates(
    *, body: Body, text: str, replace: bool, by: Person, at: datetime, seen: str, invite: bool = False
) -> PastedMandates:
    """Save the whole table or nothing: persons, mandates and offices; what they replace ends the day before.

    `seen` is the fingerprint of the table that was shown. Raises RuleViolation when the table has errors, or
    when it or the register has changed since.
    """
    # The table is read again under the lock, and must be the one that was looked through.
    body = lock_body(body)
    pasted = pasted_mandates(body=body, text=text, replace=replace)
    if pasted.has_errors:
        raise RuleViolation("Tabellen har fel. Rätta dem och granska igen.")
    if pasted.fingerprint != seen:
        raise RuleViolation("Tabellen eller registret har ändrats sedan du granskade. Granska igen.")
    with presidium_told(association=body.association, by=by, at=at):
        for mandate in Mandate.objects.filter(body=body, pk__in=pasted.ends_mandates):
            _end(mandate, pasted.ends_mandates[mandate.pk], by=by, at=at)
        for office in Office.objects.filter(body=body, pk__in=pasted.ends_offices):
            _end(office, pasted.ends_offices[office.pk], by=by, at=at)
        seats = {seat.number: seat for seat in body.seats.all()}
        for line in pasted.lines:
            person = _register(line, body, seats, by=by, at=at)
            if invite and not person.has_usable_password():
                invite_person(person=person, association=body.association, by=by, at=at)
    follow_register(body.association, by=by, at=at)
    return pasted


def register_of(body: Body) -> Register:
    """The body's register as plain values."""
    people = Person.objects.filter(
        Q(associations=body.association) | Q(mandates__body=body) | Q(offices__body=body)
    )
    return Register(
        parties={party.code: party.name for party in body.association.parties.all()},
        seats={
            seat.number: RegisterSeat(seat.number, seat.party.code)
            for seat in body.seats.select_related("party")
        },
        names={email: f"{first} {last}" for email, first, last in _known(people)},
        mandates=[
            RegisterMandate(
                row.pk,
                row.seat.number,
                row.person.email,
                row.person.name,
                row.kind,
                row.service_order,
                row.first_day,
                row.last_day,
            )
            for row in body.mandates.select_related("seat", "person")
        ],
        offices=[
            RegisterOffice(
                row.pk,
                row.person.email,
                row.person.name,
                row.kind,
                row.rank,
                row.first_day,
                row.last_day,
            )
            for row in body.offices.select_related("person")
        ],
    )


def _known(people) -> list[tuple[str, str, str]]:  # type: ignore[no-untyped-def]
    return list(people.exclude(email="").distinct().values_list("email", "first_name", "last_name"))


def _end(row: Mandate | Office, last_day: date, *, by: Person, at: datetime) -> None:
    row.last_day = last_day
    record(row, by=by, at=at, fields=["last_day"])


def _register(line: MandateLine, body: Body, seats: dict[int, Seat], *, by: Person, at: datetime) -> Person:
    person = add_person(
        association=body.association,
        email=line.email,
        first_name=line.first_name,
        last_name=line.last_name,
        by=by,
        at=at,
    )
    if line.adds_mandate and line.seat:
        mandate = Mandate(
            body=body,
            seat=seats[line.seat],
            person=person,
            kind=line.kind,
            service_order=line.order,
            first_day=line.first_day,
            last_day=line.last_day,
        )
        record(mandate, by=by, at=at)
    if line.adds_office:
        office = Office(
            body=body,
            person=person,
            kind=line.office,
            rank=line.rank,
            first_day=line.first_day,
            last_day=line.last_day,
            given_at=at,
        )
        record(office, by=by, at=at)
    return person
