"""Letters: a template, its subject on the first line, deferred in the caller's transaction."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from meetings.models import Association, Person, Protocol, StoredFile
from meetings.paper.storage import read
from meetings.reads.immediate import sections_of


@app.task(queue="mail", retry=RetryStrategy(max_attempts=8, exponential_wait=5))
def send_mail(
    *, to: str, subject: str, body: str, reply_to: str = "", file: str = "", file_name: str = ""
) -> None:
    """One plain-text letter; tried again for about a day while the mail server does not answer.

    `file` is the SHA-256 of a stored PDF that goes with it.
    """
    answers = [reply_to] if reply_to else None
    letter = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], reply_to=answers)
    if file:
        letter.attach(file_name, read(file), "application/pdf")
    letter.send()


def send(
    template: str,
    *,
    to: str,
    association: Association,
    enclosed: tuple[StoredFile, str] | None = None,
    **context: object,
) -> None:
    """Render `mail/<template>.txt` and send it when the transaction commits; nothing without an address.

    `enclosed` is a PDF and its name. An answer goes to the association.
    """
    if not to:
        return
    text = render_to_string(f"mail/{template}.txt", context | {"association": association}).strip()
    subject, _, body = text.partition("\n")
    letter = {"to": to, "subject": subject.strip(), "body": body.strip() + "\n"}
    if enclosed:
        letter |= {"file": enclosed[0].sha256, "file_name": enclosed[1]}
    send_mail.defer(**letter, reply_to=association.email)


def write_to(person: Person, template: str, *, protocol: Protocol, **context: Any) -> None:
    """A letter about a protocol to somebody with an account; to nobody whose account is closed.

    `which` tells one of §§ verified at once from the meeting's own: « (§ 41)», else "". Without a password
    yet the letter says how to choose one, which leads back to the page where the person signs.
    """
    if not person.is_active:
        return
    page = of_protocol("protocol_verify", protocol)
    immediate = sections_of([protocol]).get(protocol.pk)
    choose = f"{absolute('account_reset_password')}?{urlencode({'next': urlsplit(page).path})}"
    send(
        template,
        to=person.email,
        person=person,
        protocol=protocol,
        meeting=protocol.meeting,
        which=f" ({immediate})" if immediate else "",
        association=protocol.meeting.body.association,
        address=page,
        status_address=of_protocol("verification_status", protocol),
        notice_address=of_protocol("notice_status", protocol),
        choose_password=None if person.has_usable_password() else choose,
        **context,
    )


def absolute(name: str, *args: object) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def of_protocol(name: str, protocol: Protocol, *more: object) -> str:
    body = protocol.meeting.body
    return absolute(name, body.association.slug, body.slug, protocol.key, *more)


def chancellery_of(association: Association) -> list[Person]:
    return list(
        Person.objects.filter(
            roles__association=association, roles__kind__in=["secretary", "manager"], is_active=True
        ).distinct()
    )
