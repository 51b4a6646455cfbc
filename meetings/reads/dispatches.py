"""Who is to be sent what of a verified protocol, and who has been."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from meetings import hooks
from meetings.hooks import Receiver
from meetings.models import AskedDispatch, Dispatch, Letter, Role, Verification
from meetings.models.ordering import swedish
from meetings.reads.assignments import assignments_in, rows_of
from meetings.reads.people import in_office_of, names_of
from meetings.reads.withheld import public_record
from meetings.record.plain_lines import lines_of
from meetings.rules.receivers import named_receivers

SENT = "Har redan fått det."


@dataclass(frozen=True)
class UnderWay:
    """What has been asked for and not sent: the next one is `number` of the `of` that were asked for together.

    `number` is 0 when nothing waits. `stopped` could not be made.
    """

    number: int
    of: int
    stopped: list[AskedDispatch]


def under_way(verification: Verification) -> UnderWay:
    rows = list(verification.asked_dispatches.select_related("paragraph"))
    waiting = [one for one in rows if not one.trouble]
    number, of = (waiting[0].number, waiting[0].of) if waiting else (0, 0)
    return UnderWay(number, of, [one for one in rows if one.trouble])


def suggested(verification: Verification, today: date) -> list[Receiver]:
    """Of each §: those of its case, who is responsible, and whom its text names; of the whole: the members, where the
    body sends it to them, the board and the auditors. Each once; those who have been sent it have it by SENT."""
    known: list[Dispatch | AskedDispatch] = [
        *verification.dispatches.all(),
        *verification.asked_dispatches.all(),
    ]
    sent = {(one.paragraph_id, (one.email or one.receiver).casefold()) for one in known}
    found: dict[str, Receiver] = {}
    for one in _suggested(verification, today):
        thing = (one.paragraph.pk if one.paragraph else None, (one.email or one.name).casefold())
        found.setdefault(one.key, replace(one, has_it=SENT) if thing in sent else one)
    return list(found.values())


def dispatched_rows(verification: Verification) -> list[tuple[Dispatch, bool]]:
    """What has been sent, in the order it was, each with whether the mail server did not take its letter."""
    rows = verification.dispatches.select_related("paragraph", "posted_by")
    stopped = Letter.objects.filter(job__status="failed", sent_at=None, dispatch__verification=verification)
    lost = set(stopped.values_list("dispatch", flat=True))
    return [(one, one.pk in lost) for one in rows]


def _suggested(verification: Verification, today: date) -> Iterator[Receiver]:
    paragraphs = list(verification.protocol.paragraphs.order_by("position"))
    for ask in hooks.receivers:
        yield from ask(paragraphs)
    yield from _responsible(verification, today)
    addresses = _addresses(verification)
    words = {
        one.number: "\n".join(lines_of(one.blocks)) for one in public_record(verification.version).paragraphs
    }
    for paragraph in paragraphs:
        for one in paragraph.receivers:
            email = one["email"] or addresses.get(one["name"].casefold(), "")
            yield Receiver(paragraph, one["name"], "enligt paragrafen", email)
        known = {one["name"].casefold() for one in paragraph.receivers}  # the § says their names too
        named = named_receivers(words.get(str(paragraph.number), ""))
        for name in (one for one in named if one.casefold() not in known):
            yield Receiver(paragraph, name, "står i paragrafen", addresses.get(name.casefold(), ""))
    yield from _of_the_whole(verification)


def _responsible(verification: Verification, today: date) -> Iterator[Receiver]:
    """Who has what each § asks somebody to do, on their own or by the role that they hold today."""
    association = verification.protocol.meeting.body.association
    paragraphs = verification.protocol.paragraphs.all()
    rows = rows_of(assignments_in(association).filter(paragraph__in=paragraphs), association, today)
    called = names_of({person for row in rows for person in row.people}, association)
    for row in rows:
        for person in row.people:
            yield Receiver(row.assignment.paragraph, called[person.pk], "ansvarig", person.email)
        if not row.people and row.who:
            yield Receiver(row.assignment.paragraph, row.who, "ansvarig")


def _addresses(verification: Verification) -> dict[str, str]:
    """Where the members and the people of the association are written to, by the name that nobody else there has."""
    association = verification.protocol.meeting.body.association
    each = list(association.people.exclude(email=""))
    called = names_of(each, association)
    people = {called[one.pk].casefold(): one.email for one in each}
    return people | {
        one.name.casefold(): one.contact_email or one.board_email for one in association.parties.all()
    }


def _of_the_whole(verification: Verification) -> Iterator[Receiver]:
    meeting = verification.protocol.meeting
    body, association = meeting.body, meeting.body.association
    if not body.under_kl:
        return
    if body.protocol_to_members:
        for party in association.parties.order_by(swedish("name")):
            yield Receiver(None, party.name, "medlem", party.contact_email or party.board_email)
    people = list(in_office_of(body, meeting.date).order_by(swedish("last_name"), swedish("first_name")))
    auditors = [
        one.person
        for one in association.roles.filter(kind=Role.Kind.AUDITOR).select_related("person").order_by("pk")
    ]
    called = names_of([*people, *auditors], association)
    for person in people:
        yield Receiver(None, called[person.pk], "styrelsen", person.email)
    for person in auditors:
        yield Receiver(None, called[person.pk], "revisor", person.email)
