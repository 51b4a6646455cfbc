"""A new contact asks to write a case that somebody else wrote; the signatory or the chancellery answers."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from funding import letters
from funding.actions.entering import let_in, remove_colleague
from funding.actions.linking import make_link, use_link
from funding.actions.stepping import add_event, lock_case
from funding.models import Application, Link, Takeover
from funding.reads.content import latest_content
from meetings import letters as post
from meetings.errors import RuleViolation
from meetings.letters import absolute
from meetings.models import Association, Person


@transaction.atomic
def ask_to_take_over(*, association: Association, registry_number: str, by: Person, at: datetime) -> None:
    """Asks the organisation's signatory, by a link, and the chancellery. Nothing tells whether there is such a case."""
    case = Application.objects.filter(
        association=association, registry_number=" ".join(registry_number.split())
    ).first()
    if case is None or not case.registry_number or case.editor_links.filter(person=by).exists():
        return
    case = lock_case(case)
    takeover, is_new = Takeover.objects.get_or_create(
        application=case, person=by, answered_at=None, defaults={"at": at}
    )
    if not is_new:
        return
    add_event(case, by=by, at=at, what=f"{by.name} ({by.email}) begärde att få ta över ärendet.")
    letters.to_chancellery(case, "takeover_asked", takeover=takeover)
    lead = latest_content(case).lead
    if lead and lead.signatory_email:
        token = make_link(
            purpose=Link.Purpose.TAKEOVER,
            association=association,
            email=lead.signatory_email,
            application=case,
            takeover=takeover,
            at=at,
        )
        address = absolute("takeover_answer", association.slug, token)
        post.send(
            "takeover_link",
            to=lead.signatory_email,
            association=association,
            takeover=takeover,
            address=address,
        )


@transaction.atomic
def answer_takeover(
    *, takeover: Takeover, accept: bool, at: datetime, by: Person, leaving: Collection[str] = ()
) -> Takeover:
    """The chancellery's answer; see `_answer`."""
    return _answer(takeover, accept=accept, leaving=leaving, by=by, who=by.name, at=at)


@transaction.atomic
def answer_takeover_by_link(
    *, token: str, accept: bool, name: str, at: datetime, leaving: Collection[str] = ()
) -> Takeover:
    """The signatory's answer, by the link of the letter, which works once; see `_answer`."""
    if not name.strip():
        raise RuleViolation("Skriv ditt namn.", field="name")
    link = use_link(token, Link.Purpose.TAKEOVER, at=at)
    if link.takeover is None:
        raise RuleViolation("Länken gäller inte längre.")
    who = f"{name.strip()[:150]}, {link.email}"
    return _answer(link.takeover, accept=accept, leaving=leaving, by=None, who=who, at=at)


def _answer(
    takeover: Takeover, *, accept: bool, leaving: Collection[str], by: Person | None, who: str, at: datetime
) -> Takeover:
    """With yes the person writes the case, and those in `leaving` (their public ids) no longer do. All who wrote it,
    and the contact person that the case names, are told. Raises RuleViolation when it is answered already.
    """
    case = lock_case(takeover.application)
    takeover = Takeover.objects.select_related("person", "application__association").get(pk=takeover.pk)
    if takeover.answered_at:
        raise RuleViolation("Begäran är redan besvarad.")
    asking = takeover.person
    takeover.accepted, takeover.answered_at, takeover.answered_by = accept, at, who
    takeover.save(update_fields=["accepted", "answered_at", "answered_by"])
    Link.objects.filter(takeover=takeover, used_at__isnull=True).update(used_at=at)
    if not accept:
        add_event(case, by=by, at=at, what=f"{who} sa nej till att {asking.name} tar över ärendet.")
        _write(takeover, asking.email)
        return takeover
    before = [one.person for one in case.editor_links.select_related("person") if one.person.is_active]
    lead = latest_content(case).lead
    told = {one.email for one in before} | ({lead.email} if lead and lead.email else set())
    let_in(case, asking, at, what=f"{who} sa ja till att {asking.name} tar över ärendet.", by=by)
    for person in before:
        if person.public_id in leaving:
            remove_colleague(application=case, person=person, by=by or asking, at=at)
    for email in sorted(told | {asking.email}):
        _write(takeover, email)
    return takeover


def _write(takeover: Takeover, email: str) -> None:
    case = takeover.application
    post.send(
        "takeover_news",
        to=email,
        association=case.association,
        takeover=takeover,
        is_own=email == takeover.person.email,
        address=absolute("application_detail", case.association.slug, case.public_id),
    )
