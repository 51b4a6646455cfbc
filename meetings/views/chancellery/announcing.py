"""A public meeting is announced from its own page."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.announcing import announce_meeting
from meetings.models import Attachment, Meeting
from meetings.models.ordering import swedish
from meetings.models.validators import printable
from meetings.views.addresses import DayAndSequence, association_edited, meeting_or_404, person_of
from meetings.views.refusals import goes_through


class AttachmentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, attachment: Attachment) -> str:
        return attachment.name


class AnnounceForm(forms.Form):
    proposal = AttachmentChoice(
        None,
        label="Förslaget till budget",
        required=False,
        to_field_name="public_id",
        empty_label="Inget förslag",
        help_text="En av mötets bilagor. Förslaget ska finnas på webben från tillkännagivandet (8 kap. 14 § "
        "kommunallagen, 21 § lagen om finansiell samordning av rehabiliteringsinsatser).",
    )
    how_to_attend = forms.CharField(
        label="Hur man är med",
        required=False,
        max_length=300,
        validators=[printable],
        help_text="Till exempel «Anmäl dig till kansliet om du vill vara med på distans».",
    )


@require_http_methods(["GET", "POST"])
def meeting_announce(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    if not meeting.is_public:
        raise Http404
    form = AnnounceForm(request.POST if request.method == "POST" else None)
    form.fields["proposal"].queryset = meeting.attachments.order_by(swedish("name"))  # type: ignore[attr-defined]
    said = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Mötet är tillkännagivet på förbundets anslagstavla.",
        lambda: announce_meeting(meeting=meeting, **said, **form.cleaned_data),  # type: ignore[arg-type]
    ):
        return redirect("meeting_detail", slug, body, meeting.key)
    context = {"association": association, "meeting": meeting, "form": form}
    return render(request, "meetings/meeting_announce.html", context)
