"""What is not handed out of a meeting's protocols, and extracts for those who ask; before and after verification."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import can_edit
from meetings.actions.withholding import hand_out, withhold, withhold_no_more
from meetings.errors import RuleViolation
from meetings.models import Extract, Meeting, Protocol, Verification, Withholding
from meetings.models.validators import printable
from meetings.noted import note_read
from meetings.reads.withheld import marks_of, secrets, withheld_in
from meetings.swedish import section
from meetings.views.addresses import ProtocolAddress, association_edited, person_of, protocol_or_404
from meetings.views.chancellery.notice_forms import ParagraphChoice
from meetings.views.chancellery.verification import protocol_read
from meetings.views.fields import UncutText
from meetings.views.refusals import goes_through
from meetings.views.stored_files import sealed_document

_WHOLE = "hela"


class WithholdForm(forms.Form):
    """`place` is «hela», or the public id of a § or an attachment after its letter."""

    place = forms.ChoiceField(label="Var", error_messages={"required": "Välj var."})
    words = UncutText(
        label="Orden som ska utelämnas",
        required=False,
        longest=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv dem precis som i protokollet. De utelämnas överallt i paragrafen, också med ändelse, "
        "men inte inuti andra ord. "
        "Lämna tomt om hela paragrafen eller bilagan ska utelämnas.",
    )
    kind = forms.ChoiceField(
        label="Varför",
        choices=[
            (Withholding.Kind.WEB, "Inte på webben. Lämnas ut till den som begär det."),
            (Withholding.Kind.SECRECY, "Sekretess. Utelämnas också i utdrag."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj varför."},
    )
    reason = forms.CharField(
        label="Skäl",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="För det som inte ska finnas på webben, till exempel «personuppgift om en enskild».",
    )
    provision = forms.CharField(
        label="Bestämmelse",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="För sekretess: kapitel och paragraf i offentlighets- och sekretesslagen.",
    )

    def __init__(self, *args: object, meeting: Meeting, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.paragraphs = {
            f"p{one.public_id}": one
            for one in meeting.paragraphs.filter(removed_at__isnull=True).order_by("position")
        }
        self.attachments = {f"b{one.public_id}": one for one in meeting.attachments.all()}
        self.fields["place"].choices = list(self._places())  # type: ignore[attr-defined]

    def _places(self) -> Iterator[tuple[str, str]]:
        yield "", "Välj"
        yield _WHOLE, "Hela protokollet, på alla ställen"
        for key, paragraph in self.paragraphs.items():
            number = f"{section(paragraph.number)} " if paragraph.number else ""
            yield key, f"{number}{paragraph.heading}"
        for key, attachment in self.attachments.items():
            yield key, f"Bilagan {attachment.name}"


class ExtractForm(forms.Form):
    paragraph = ParagraphChoice(
        None, label="Paragraf", empty_label="Välj paragraf", error_messages={"required": "Välj paragraf."}
    )
    receiver = forms.CharField(
        label="Mottagare",
        required=False,
        max_length=200,
        validators=[printable],
        help_text="Den som begär ett utdrag behöver inte säga vem hon är.",
    )
    entitled = forms.CharField(
        label="Varför mottagaren får det sekretessbelagda",
        required=False,
        max_length=300,
        help_text="Fyll i bara om mottagaren har rätt till det. Annars utelämnas det i utdraget.",
    )
    on_paper = forms.BooleanField(
        label="Utdraget lämnas på papper",
        required=False,
        help_text="Det får rader att bestyrka det på.",
    )


@require_GET
def withheld_list(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    protocol = protocol_read(request, slug, body, key)
    context = _context(request, protocol) | {
        "withheld": withheld_in(protocol.meeting, at=timezone.localtime())
    }
    return render(request, "meetings/withheld_list.html", context)


@require_http_methods(["GET", "POST"])
def withheld_add(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    protocol = _edited(request, slug, body, key)
    meeting = protocol.meeting
    form = WithholdForm(request.POST if request.method == "POST" else None, meeting=meeting)

    def mark() -> None:
        chosen = form.cleaned_data
        withhold(
            meeting=meeting,
            kind=chosen["kind"],
            paragraph=form.paragraphs.get(chosen["place"]),
            attachment=form.attachments.get(chosen["place"]),
            words=chosen["words"],
            reason=chosen["reason"],
            provision=chosen["provision"],
            by=person_of(request),
            at=timezone.now(),
        )

    if goes_through(request, form, "Markeringen är sparad.", mark):
        return redirect("withheld_list", slug, body, key)
    return render(request, "meetings/withheld_add.html", _context(request, protocol) | {"form": form})


@require_POST
def withheld_remove(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> HttpResponse:
    protocol = _edited(request, slug, body, key)
    row = get_object_or_404(protocol.meeting.withholdings, public_id=public_id)
    try:
        withhold_no_more(withholding=row, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Markeringen är borttagen.")
    return redirect("withheld_list", slug, body, key)


@require_GET
def extract_list(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Every extract that was given out of a verified protocol."""
    protocol = protocol_read(request, slug, body, key)
    extracts = _verified(protocol).extracts.select_related("paragraph", "by")
    return render(request, "meetings/extract_list.html", _context(request, protocol) | {"extracts": extracts})


@require_http_methods(["GET", "POST"])
def extract_give(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    protocol = _edited(request, slug, body, key)
    verification = _verified(protocol)
    form = ExtractForm(request.POST if request.method == "POST" else None)
    form.fields["paragraph"].queryset = protocol.paragraphs.order_by("position")  # type: ignore[attr-defined]
    if not secrets(marks_of(protocol.meeting)):
        del form.fields["entitled"]

    def give() -> None:
        hand_out(verification=verification, by=person_of(request), at=timezone.now(), **form.cleaned_data)

    if goes_through(request, form, "Utdraget är klart att lämna ut.", give):
        return redirect("extract_list", slug, body, key)
    return render(request, "meetings/extract_give.html", _context(request, protocol) | {"form": form})


@require_GET
def extract_pdf(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> FileResponse:
    protocol = protocol_read(request, slug, body, key)
    extracts = Extract.objects.select_related("file", "paragraph")
    extract = get_object_or_404(extracts, verification__protocol=protocol, public_id=public_id)
    return sealed_document(extract.file, f"protokollsutdrag-{key}-paragraf-{extract.paragraph.number}.pdf")


def _context(request: HttpRequest, protocol: Protocol) -> dict[str, object]:
    meeting = protocol.meeting
    association = meeting.body.association
    return {
        "association": association,
        "slug": association.slug,
        "body": meeting.body.slug,
        "key": protocol.key,
        "meeting": meeting,
        "is_locked": protocol.versions.exists(),
        "is_verified": hasattr(protocol, "verification"),
        "can_edit": can_edit(person_of(request), association),
    }


def _edited(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> Protocol:
    association = association_edited(request, slug)
    protocol = protocol_or_404(Protocol.objects.filter(meeting__body__association=association), body, key)
    note_read(request, association, "Undantagen text", protocol.meeting)
    return protocol


def _verified(protocol: Protocol) -> Verification:
    if not hasattr(protocol, "verification"):
        raise Http404
    return protocol.verification
