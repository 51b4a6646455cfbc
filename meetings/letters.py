"""Letters: a template, its subject on the first line, deferred in the caller's transaction."""

from contextlib import suppress
from email.headerregistry import Address
from email.utils import make_msgid, parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.manager import JobManager

from meetings.models import (
    Association,
    DailyMail,
    HeldLetter,
    Letter,
    Meeting,
    Person,
    Protocol,
    Role,
    StoredFile,
)
from meetings.paper.storage import stored_bytes
from meetings.reads.immediate import sections_of
from meetings.rules.names import usual_line
from meetings.text.letters import blocks_of

# Of those about a protocol, what can wait for the day's mail of somebody who has chosen one. What asks for a signature,
# or tells that one is void, goes at once.
MAY_WAIT = frozenset(
    [
        "change_requested",
        "change_answered",
        "posting_days",
        "posting_gap",
        "stepped_in",
        "verified",
        "verified_board",
    ]
)
# The mail server's own no, with a number: it has not taken the letter.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused)


class PerhapsSentError(Exception):
    """The mail server may have taken the letter: nobody saw its answer, so it is not sent again by itself."""


class UnlessPerhapsSent(BaseRetryStrategy):
    """For about a day, ever more seldom."""

    tries = RetryStrategy(max_attempts=8, exponential_wait=5)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, PerhapsSentError):
            return None
        return self.tries.get_retry_decision(exception=exception, job=job)


@app.task(queue="mail", retry=UnlessPerhapsSent(), pass_context=True)
def send_mail(
    context: JobContext,
    *,
    to: str,
    subject: str,
    body: str,
    sender: str = "",
    reply_to: str = "",
    file: str = "",
    file_name: str = "",
    calendar: str = "",
) -> None:
    """One letter, as plain text and as HTML of the same words; tried again for about a day while the mail server does
    not take it.

    `sender` is the name it comes from, at the site's own address; without one it is the site's own name. `file` is the
    SHA-256 of a stored PDF that goes with it, `calendar` the text of a calendar file. The letter is marked before the
    mail server is given it and after: one that has the first mark alone may have arrived, and PerhapsSentError is
    raised.
    """
    letter = _letter_of(context.job, to, subject)
    if letter.sent_at:  # the worker ended between the letter and its job
        return
    message = EmailMultiAlternatives(
        subject,
        body,
        _from(sender),
        [to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": letter.message_id},
    )
    message.attach_alternative(_as_html(subject, body, sender), "text/html")
    if file:
        message.attach(file_name, stored_bytes(file), "application/pdf")
    if calendar:
        message.attach("sammantrade.ics", calendar, "text/calendar")
    _hand_over(letter, message)


def _from(sender: str) -> str:
    """The display name and the address, quoted where RFC 5322 asks for it; the message encodes it."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(Address(sender, addr_spec=address)) if sender else settings.DEFAULT_FROM_EMAIL


def _as_html(subject: str, body: str, sender: str) -> str:
    heading = subject.removesuffix(f" – {sender}")  # the name stands above it
    blocks = blocks_of(body, site=settings.SITE_URL)
    return render_to_string("mail/letter.html", {"subject": heading, "sender": sender, "blocks": blocks})


def put_in_post(
    *,
    to: str,
    subject: str,
    body: str,
    association: Association | None = None,
    reply_to: str = "",
    file: str = "",
    file_name: str = "",
    calendar: str = "",
) -> Letter:
    """A letter that is sent when the caller's transaction commits: its row."""
    # Always on the caller's own connection: in the worker, `send_mail.defer` would commit by itself.
    # A break in a header ends it (RFC 5322), and «=?utf-8?q?…?=» is read as something else (RFC 2047).
    subject = usual_line(subject).replace("=?", "= ?")
    post = JobDeferrer(job_manager=JobManager(DjangoConnector()), job=send_mail.configure().job)
    with transaction.atomic(savepoint=False):
        job = post.defer(
            to=to,
            subject=subject,
            body=body,
            sender=usual_line(association.name) if association else "",
            reply_to=reply_to,
            file=file,
            file_name=file_name,
            calendar=calendar,
        )
        return Letter.objects.create(
            association=association, job_id=job, to=to, subject=subject, message_id=_message_id()
        )


def _message_id() -> str:
    """The same in every try, so that a receiver that was given the letter twice shows it once, RFC 5322."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return make_msgid(domain=address.rpartition("@")[2])


def _letter_of(job: Job, to: str, subject: str) -> Letter:
    """Its row; one that was put in the queue by an earlier release of the site has none yet."""
    letter, _ = Letter.objects.get_or_create(
        job_id=job.id, defaults={"to": to, "subject": subject, "message_id": _message_id()}
    )
    return letter


def _hand_over(letter: Letter, message: EmailMultiAlternatives) -> None:
    """Raises what the mail server refused with, or PerhapsSentError when its answer was not seen."""
    row = Letter.objects.filter(pk=letter.pk)
    mailer = mailers.default
    begun = 0
    try:
        # Opened before the letter is marked: without a connection it has certainly not been sent.
        mailer.open()
        # Asked and said in one question to the database: of two processes one gets 1.
        begun = row.filter(sending_at=None).update(sending_at=Now(), trouble="")
        if not begun:
            raise PerhapsSentError("Bakgrundsprocessen slutade medan mejlet skickades.")
        mailer.send_messages([message])
        row.update(sent_at=Now())
    except Exception as error:
        is_not_taken = isinstance(error, REFUSALS)
        row.update(trouble=_in_words(error))
        # Refused with a number it has not gone, so the next try may mark it again.
        if begun and is_not_taken:
            row.update(sending_at=None)
        elif begun:
            raise PerhapsSentError(str(error)) from error
        raise
    finally:
        with suppress(OSError):  # SMTPException is one; the letter has been answered for already
            mailer.close()


def _in_words(error: Exception) -> str:
    """What the mail server said, or what kept us from hearing it."""
    if isinstance(error, SMTPRecipientsRefused):
        return _answered(*next(iter(error.recipients.values())))
    if isinstance(error, SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    return str(error)[:300] or type(error).__name__


def _answered(code: int, said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {words}"[:300]


def send(
    template: str,
    *,
    to: str,
    association: Association | None,
    enclosed: tuple[StoredFile, str] | None = None,
    calendar: str = "",
    may_wait_for: Person | None = None,
    **context: object,
) -> Letter | None:
    """Render `mail/<template>.txt` and send it when the transaction commits; nothing without an address.

    `enclosed` is a PDF and its name, `calendar` the text of a calendar file. An answer goes to the association, when
    there is one, and the subject ends with its name: many people sit in the boards of two. With `may_wait_for`, its
    receiver, it becomes a part of the day's mail of somebody who has chosen one; it then holds no link that is a key,
    and encloses nothing.
    """
    if not to:
        return None
    text = render_to_string(f"mail/{template}.txt", context | {"association": association}).strip()
    subject, _, body = text.partition("\n")
    subject = subject.strip()
    if may_wait_for and association and _is_held(may_wait_for, association, subject, body):
        return None
    if association and association.name not in subject:
        subject = f"{subject} – {association.name}"
    return put_in_post(
        association=association,
        to=to,
        subject=subject,
        body=body.strip() + "\n",
        reply_to=association.email if association else "",
        file=enclosed[0].sha256 if enclosed else "",
        file_name=enclosed[1] if enclosed else "",
        calendar=calendar,
    )


def _is_held(person: Person, association: Association, subject: str, body: str) -> bool:
    """Lay the letter by for the day's mail, if the person has chosen one; no lock that another sender waits for."""
    chosen = DailyMail.objects.filter(person=person, association=association, hour__isnull=False).first()
    if chosen is None:
        return False
    HeldLetter.objects.create(daily_mail=chosen, subject=usual_line(subject), body=body.strip())
    return True


def write_to(person: Person, template: str, *, protocol: Protocol, **context: Any) -> None:
    """A letter about a protocol to somebody with an account; to nobody else (`unwritten`).

    `which` tells one of §§ verified at once from the meeting's own: « (§ 41)», else "". Without a password
    yet the letter says how to choose one, which leads back to the page where the person signs.
    """
    if unwritten(person, person.name):
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
        may_wait_for=person if template in MAY_WAIT else None,
        address=page,
        status_address=of_protocol("verification_status", protocol),
        notice_address=of_protocol("notice_status", protocol),
        choose_password=None if person.has_usable_password() else choose,
        **context,
    )


def unwritten(person: Person, name: str) -> str:
    """Why no letter about a protocol goes to the person, in one sentence that says `name`; empty when one does."""
    if not person.email:
        return f"{name} har ingen e-postadress. Ring eller skriv per post."
    return "" if person.is_active else f"{name} har inget öppet konto. Ring eller skriv per post."


def absolute(name: str, *args: object) -> str:
    return whole(reverse(name, args=args))


def whole(path: str) -> str:
    """The address of a path of the site, for a letter."""
    return settings.SITE_URL.rstrip("/") + path


def of_protocol(name: str, protocol: Protocol, *more: object) -> str:
    body = protocol.meeting.body
    return absolute(name, body.association.slug, body.slug, protocol.key, *more)


def chancellery_of(association: Association) -> list[Person]:
    return list(
        Person.objects.filter(
            roles__association=association, roles__kind__in=["secretary", "manager"], is_active=True
        ).distinct()
    )


def write_to_office(template: str, meeting: Meeting, *, page: str, **context: Any) -> None:
    """A letter about a meeting to each in the chancellery, with the address of that page of it."""
    body = meeting.body
    for person in chancellery_of(body.association):
        send(
            template,
            to=person.email,
            association=body.association,
            person=person,
            meeting=meeting,
            address=absolute(page, body.association.slug, body.slug, meeting.key),
            **context,
        )


def auditors_of(association: Association) -> QuerySet[Person]:
    audits = {"roles__association": association, "roles__kind": Role.Kind.AUDITOR}
    return Person.objects.filter(**audits, is_active=True).distinct().order_by("pk")
