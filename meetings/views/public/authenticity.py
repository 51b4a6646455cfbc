"""«Kontrollera att ett protokoll är äkta»: anyone may ask, of any file."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from meetings.models import Association, Protocol, ProtocolVersion, Sealing, Verification
from meetings.paper.check import Authenticity, CheckResult, check_pdf
from meetings.reads import seals
from meetings.reads.immediate import sections_of
from meetings.reads.published import is_published
from meetings.swedish import genitive
from meetings.views.limits import is_too_large, limited
from meetings.views.public.forms import CheckForm

LARGEST_MB = 50
REPLACED = "Filen kommer från oss men har ersatts"


@dataclass(frozen=True)
class Origin:
    """Which of our documents a file is; `heading` and `sentence` are said of one from before the seal."""

    protocol: Protocol
    kind: str
    published: bool
    heading: str = ""
    sentence: str = ""

    @property
    def sections(self) -> str:
        """«§ 41» of §§ verified at once, "" of a meeting's own protocol."""
        return sections_of([self.protocol]).get(self.protocol.pk, "")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@csrf_exempt  # nothing is changed, and an enormous body is refused before it is read
@limited("authenticity_check")
def authenticity_check(request: HttpRequest) -> HttpResponse:
    """The file is read from the request and nowhere kept."""
    if request.method != "POST":
        return render(request, "meetings/authenticity_check.html", {"form": CheckForm()})
    form = _too_large_form() if is_too_large(request, LARGEST_MB) else CheckForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "meetings/authenticity_check.html", {"form": form}, status=422)
    upload = form.cleaned_data["file"]
    data = upload.read()
    answer = check_pdf(data, seals)
    origin = origin_of(answer.stored_as) if answer.stored_as else None
    holder = Association.objects.filter(slug=answer.holder).first()
    return render(
        request,
        "meetings/authenticity_check.html",
        {
            "form": CheckForm(),
            "file_name": upload.name,
            "answer": answer,
            "signers": [(each, datetime.fromisoformat(each.at)) for each in answer.signers],
            "tone": _tone(answer),
            "heading": (origin and origin.heading) or answer.verdict.heading,
            "sentence": (origin and origin.sentence) or _sentence(answer, holder),
            "unchanged": _unchanged(answer),
            "seal": _seal(answer, holder),
            "origin": origin,
        },
    )


def origin_of(sha256: str) -> Origin | None:
    """The protocol a file of ours belongs to, and what it is; None for one that is not stored."""
    sealing = (
        Sealing.objects.filter(Q(document__sha256=sha256) | Q(sealed__sha256=sha256))
        .select_related("sealed")
        .first()
    )
    verification = sealing and (
        Verification.objects.filter(
            Q(original=sealing.document_id)
            | Q(public_copy=sealing.document_id)
            | Q(replaced_copies__file=sealing.document_id)
        )
        .select_related("protocol__meeting__body__association")
        .first()
    )
    if sealing and verification:
        return _finished(verification, sealing, sha256)
    version = (
        ProtocolVersion.objects.filter(file__sha256=sha256)
        .select_related("protocol__meeting__body__association")
        .first()
    )
    return _unsealed(version) if version else None


def _finished(verification: Verification, sealing: Sealing, sha256: str) -> Origin:
    """A finished document: sealed, or as it was while it waited for the seal."""
    protocol = verification.protocol
    published = is_published(protocol)
    is_original = verification.original_id == sealing.document_id
    if not is_original and verification.public_copy_id != sealing.document_id:
        return Origin(
            protocol, "En tidigare offentlig kopia", published, REPLACED, "Den har ersatts av en ny kopia."
        )
    if sealing.sealed and sealing.sealed.sha256 == sha256:
        kind = "Det stämplade originalet" if is_original else "Den offentliga kopian"
        return Origin(protocol, kind, published)
    kind = "Originalet före stämpeln" if is_original else "Den offentliga kopian före stämpeln"
    then = (
        "Be om den stämplade filen." if sealing.sealed else "Protokollet är justerat men inte stämplat ännu."
    )
    sentence = f"Den är exakt lika med en fil som vi har sparat. {then}"
    return Origin(protocol, kind, published, CheckResult.KNOWN.heading, sentence)


def _unsealed(version: ProtocolVersion) -> Origin:
    protocol = version.protocol
    verification = Verification.objects.filter(protocol=protocol).first()
    notes = not protocol.meeting.body.under_kl
    heading = CheckResult.KNOWN.heading
    if verification and verification.version_id == version.pk and notes:
        then = "Anteckningarna är färdigställda. Be om den stämplade filen."
    elif verification and verification.version_id == version.pk:
        then = "Den undertecknades sedan och protokollet är justerat. Be om det stämplade protokollet."
    elif verification or protocol.versions.filter(number__gt=version.number).exists():
        then = "Den har ersatts av en senare version."
        heading = REPLACED
    else:
        then = "Den är inte justerad än."
    sent = "" if notes else ", som skickades ut för justering"
    sentence = f"Filen är inte stämplad: den är version {version.number}{sent}. {then}"
    published = verification is not None and is_published(protocol)
    kind = "En version före stämpeln" if notes else "En version före justeringen"
    return Origin(protocol, kind, published, heading, sentence)


def _sentence(answer: Authenticity, holder: Association | None) -> str:
    if answer.verdict == CheckResult.AUTHENTIC and holder:
        return f"Det har {genitive(str(holder))} elektroniska stämpel och är oförändrat sedan dess."
    return answer.verdict.sentence


def _unchanged(answer: Authenticity) -> str:
    """Empty of a file that there is nothing to compare with."""
    match answer.verdict:
        case CheckResult.AUTHENTIC | CheckResult.KNOWN | CheckResult.ANOTHERS_SEAL:
            return "Ja"
        case CheckResult.REWRITTEN:
            return "Nej, stämpeln är skriven på ett annat sätt"
        case CheckResult.ADDED_TO | CheckResult.ALTERED:
            return "Nej"
        case _:
            return ""


def _seal(answer: Authenticity, holder: Association | None) -> str:
    """Whose seal it is: the association's name, which it has shown a certificate for."""
    match answer.verdict:
        case CheckResult.AUTHENTIC | CheckResult.REWRITTEN | CheckResult.UNKNOWN | CheckResult.ANOTHERS_SEAL:
            return f"{holder}, giltig för hela filen"
        case CheckResult.ADDED_TO:
            return f"{holder}, men den gäller inte det som är tillagt"
        case CheckResult.ALTERED:
            return f"Filen uppger {answer.claimed_sealer or 'ingen'}, men stämpeln är bruten"
        case CheckResult.OTHER_SEAL:
            return (
                f"Inte vår. Filen uppger {answer.claimed_sealer or 'ingen'}, vilket vi inte kan kontrollera"
            )
        case CheckResult.KNOWN | CheckResult.NO_SEAL:
            return "Saknas"
        case _:
            return ""


def _tone(answer: Authenticity) -> str:
    if answer.verdict == CheckResult.AUTHENTIC:
        return "success"
    return "warning" if answer.ours else "danger"


def _too_large_form() -> CheckForm:
    form = CheckForm({})
    form.errors["file"] = form.error_class([f"Filen är för stor. Högst {LARGEST_MB} MB kan kontrolleras."])
    return form
