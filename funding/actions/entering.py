"""Applicants come in by a one-time link and let colleagues in; no password, nothing said of who is known."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db import transaction

from funding.actions.linking import make_link, use_link
from funding.actions.stepping import add_event, lock_case
from funding.models import Application, Editor, Link
from meetings import letters
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.letters import absolute
from meetings.models import Association, Person
from meetings.reads.accounts import taken_sentence
from meetings.rules.addresses import usual_address

MOST_LINKS_AN_HOUR = 5
MOST_EDITORS = 20


@transaction.atomic
def ask_for_link(
    *,
    association: Association,
    email: str,
    at: datetime,
    application: Application | None = None,
    next_page: str = "",
) -> None:
    """Sends a letter with the way in; who signs in with a password and is not invited gets a letter that says so.
    `next_page` is an address of the site that it leads to.

    Stays silent above five letters an hour to one address, so that the page tells nobody who is known.
    """
    email = usual_address(email)
    recent = Link.objects.filter(email=email, created_at__gt=at - timedelta(hours=1))
    # Silent, as below: a refusal would tell a stranger that the address is known here.
    if recent.count() >= MOST_LINKS_AN_HOUR:
        return
    person = Person.objects.of_address(email)
    if person and not person.is_active:
        return
    token = make_link(
        purpose=Link.Purpose.ENTER, association=association, email=email, application=application, at=at
    )
    has_password = person is not None and not enters_by_link(person)
    way_in = (
        absolute("account_login")
        if has_password and application is None
        else absolute("link_enter", association.slug, token)
    )
    letters.send(
        "application_link",
        to=email,
        association=association,
        application=application,
        has_password=has_password,
        address=f"{way_in}?{urlencode({'next': next_page}, safe='/')}" if next_page else way_in,
    )


def enters_by_link(person: Person) -> bool:
    """Whether a link alone lets the person in: only who has no password, no role and no mandate, for a link in a
    mailbox opens nothing else than applications.
    """
    return not (
        person.has_usable_password()
        or person.is_staff
        or person.is_superuser
        or person.roles.exists()
        or person.mandates.exists()
    )


@transaction.atomic
def enter(*, token: str, first_name: str, last_name: str, at: datetime) -> tuple[Person, Link]:
    """The person behind a link, made now if nobody has that address; to be signed in by the caller.

    Raises RuleViolation when the link does not work, when the person signs in with a password, and when somebody else
    may still take the address back.
    """
    link = use_link(token, Link.Purpose.ENTER, at=at)
    person = Person.objects.of_address(link.email)
    if person is None:
        if sentence := taken_sentence(link.email, at=at):
            raise RuleViolation(sentence)
        if not (first_name.strip() and last_name.strip()):
            raise RuleViolation("Skriv ditt namn.", field="first_name")
        person = Person(email=link.email, first_name=first_name.strip(), last_name=last_name.strip())
        person.set_unusable_password()
        record(person, by=None, at=at)
    if not person.is_active or not enters_by_link(person):
        raise RuleViolation("Du har ett konto med lösenord. Logga in med det i stället.")
    if link.application:
        _let_in(link.application, person, at)
    return person, link


@transaction.atomic
def accept_share(*, token: str, by: Person, at: datetime) -> Application:
    """Whoever signs in with a password says yes to writing an application; raises RuleViolation for anybody else."""
    link = use_link(token, Link.Purpose.ENTER, at=at)
    # The link alone is not enough where there is a password: it may have been forwarded.
    if link.application is None or Person.objects.of_address(link.email) != by:
        raise RuleViolation("Inbjudan gäller en annan person. Logga in som den som fick mejlet.")
    _let_in(link.application, by, at)
    return link.application


def _let_in(application: Application, person: Person, at: datetime) -> None:
    let_in(application, person, at, what=f"{person.name} sa ja till att skriva i ärendet.", by=person)


def let_in(application: Application, person: Person, at: datetime, *, what: str, by: Person | None) -> None:
    """The person writes the application from now on; `what` stands on its time line. Nothing for one who does."""
    case = lock_case(application)
    if case.editor_links.filter(person=person).exists():
        return
    _refuse_many(case)
    Editor.objects.create(application=case, person=person, added_at=at)
    _trace(case, by, at, what)


def _trace(case: Application, by: Person | None, at: datetime, what: str) -> None:
    """A line on the time line of what has come in; a draft is the applicant's own and has none."""
    if case.registry_number:
        add_event(case, by=by, at=at, what=what)


def _refuse_many(case: Application) -> None:
    if case.editor_links.count() >= MOST_EDITORS:
        raise RuleViolation(f"Högst {MOST_EDITORS} personer kan skriva på en ansökan.", field="email")


@transaction.atomic
def invite_colleague(*, application: Application, email: str, by: Person, at: datetime) -> None:
    """Sends the colleague a link by which to say yes to writing the same application; nothing is shared before that.

    Raises RuleViolation when as many as may write already do, or when the colleague is one of them.
    """
    case = lock_case(application)
    _refuse_many(case)
    if case.editor_links.filter(person__email=usual_address(email)).exists():
        raise RuleViolation("Personen skriver redan på ansökan.", field="email")
    ask_for_link(association=case.association, email=email, application=case, at=at)
    _trace(case, by, at, f"{usual_address(email)} är inbjuden att skriva i ärendet.")


@transaction.atomic
def remove_colleague(*, application: Application, person: Person, by: Person, at: datetime) -> None:
    """Ends that the person writes the application, who is told of it by a letter when another did it.

    Raises RuleViolation for the last one who does.
    """
    case = lock_case(application)
    if case.editor_links.count() == 1:
        raise RuleViolation("Någon måste kunna skriva på ansökan.")
    case.editor_links.filter(person=person).delete()
    _trace(case, by, at, f"{person.name} skriver inte längre i ärendet.")
    if person != by and person.is_active:
        letters.send(
            "application_editor_ended",
            to=person.email,
            association=case.association,
            application=case,
            person=person,
            by_name=by.name,
        )
