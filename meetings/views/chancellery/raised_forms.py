"""What the office says of a matter that others have brought: whom it asks, what it takes in, what is lacking."""

from collections.abc import Iterable
from typing import Any

from django import forms

from meetings.actions.taking_in import TakenIn
from meetings.models import Association, Body, Mandate, Meeting, Paragraph, Party, Person, RaisedItem, Role
from meetings.reads.people import names_of
from meetings.rules.raising import RaisedKind, proposal_lines
from meetings.swedish import long_date_with_weekday, sort_key
from meetings.views.chancellery.meeting_forms import Day, LineField
from meetings.views.fields import LongText
from meetings.views.raised_form import PlainText, RaisedForm

NEW = "ny"


class AskForm(forms.Form):
    """Whom the office asks for an underlag, for which §, and by when."""

    name = LineField(
        longest=150,
        label="Föredragandens namn",
        error_messages={"required": "Skriv vem du frågar."},
    )
    email = forms.EmailField(
        label="Föredragandens e-postadress",
        error_messages={"required": "Skriv e-postadressen som frågan ska skickas till."},
    )
    paragraph = forms.ModelChoiceField(
        Paragraph.objects.none(),
        label="Paragraf",
        required=False,
        to_field_name="public_id",
        empty_label="Ingen än: det blir en ny",
    )
    answer_by = Day(label="Svar senast", required=False, help_text="En påminnelse skickas dagen före.")
    message = LongText(
        label="Meddelande",
        required=False,
        help_text="Till exempel hur långt det får vara. Personen får veta dag, tid och plats, och sin egen tid på "
        "dagordningen.",
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, paragraph: str = "") -> None:
        super().__init__(data, initial={"paragraph": paragraph})
        rows = meeting.paragraphs.filter(removed_at=None).order_by("position")
        self.fields["paragraph"].queryset = rows  # type: ignore[attr-defined]


class AskPartyForm(forms.Form):
    """Which member of the association the office invites to raise a matter."""

    party = forms.ModelChoiceField(
        Party.objects.none(),
        label="Medlem",
        to_field_name="code",
        empty_label=None,
        error_messages={"required": "Välj en medlem."},
    )
    answer_by = Day(label="Svar senast", required=False, help_text="En påminnelse skickas dagen före.")
    message = LongText(label="Meddelande", required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        parties = meeting.body.association.parties.exclude(contact_email="")
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]


class RegisterForm(RaisedForm):
    """A matter that came in by post, by telephone or at the meeting: from whom, and on what day."""

    sender = forms.ChoiceField(label="Från", error_messages={"required": "Välj vem ärendet kommer från."})
    name = LineField(
        longest=150,
        label="Vem som skrev, för en medlem",
        required=False,
        help_text="Till exempel nämndsekreteraren.",
    )
    received_on = Day(label="Kom in")
    field_order = ("sender", "name", "received_on", "heading", "text", "proposals", "papers")

    def __init__(self, *args: Any, body: Body, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.people, self.parties = _senders(body, meeting)
        names = names_of([one for one, _ in self.people.values()], body.association)
        choices = [
            (key, f"{names[one.pk]}, {kind.label.lower()}") for key, (one, kind) in self.people.items()
        ] + [(key, party.name) for key, party in self.parties.items()]
        field = self.fields["sender"]
        field.choices = [("", "Välj"), *choices]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        person, kind = self.people.get(data["sender"], (None, RaisedKind.PARTY))
        return {
            "words": self.words(),
            "person": person,
            "party": self.parties.get(data["sender"]),
            "kind": kind,
            "name": data["name"] if person is None else "",
            "received_on": data["received_on"],
        }


class TakeForm(forms.Form):
    """Where it goes and in what words; which proposals and files."""

    place = forms.ChoiceField(label="Till")
    how = forms.ChoiceField(
        label="Texten i en paragraf som redan finns",
        choices=[("after", "Läggs efter den som är förberedd"), ("instead", "Ersätter den som är förberedd")],
        widget=forms.RadioSelect,
        help_text="Gäller inte en ny paragraf. Den tidigare lydelsen finns kvar i paragrafens historik.",
    )
    heading = LineField(label="Rubrik", required=False, help_text="För en ny paragraf.")
    text = PlainText(rows=12, label="Text")
    proposals = PlainText(
        rows=4, label="Förslag till beslut", help_text="Ett på varje rad. Ta bort dem som inte ska med."
    )
    papers = forms.MultipleChoiceField(
        label="Filer som blir bilagor",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Om en bilaga ska publiceras bestämmer du sedan i paragrafen.",
    )

    def __init__(
        self, data: Any = None, *, item: RaisedItem, paragraphs: Iterable[tuple[Paragraph, str]]
    ) -> None:
        known, self.paragraphs = list(item.files.all()), {one.public_id: one for one, _ in paragraphs}
        own = item.paragraph
        super().__init__(
            data,
            initial={
                "place": own.public_id if own and own.public_id in self.paragraphs else NEW,
                "how": "after",
                "heading": item.heading,
                "text": item.text,
                "proposals": item.proposals,
                "papers": [one.public_id for one in known],
            },
        )
        named = [(one.public_id, words) for one, words in paragraphs]
        self.fields["place"].choices = [(NEW, "En ny paragraf, sist"), *named]  # type: ignore[attr-defined]
        if known:
            self.fields["papers"].choices = [(one.public_id, one.file_name) for one in known]  # type: ignore[attr-defined]
        else:
            del self.fields["papers"]

    def taken(self) -> TakenIn:
        """As the action takes it."""
        said = self.cleaned_data
        return TakenIn(
            heading=said["heading"],
            text=said["text"],
            proposals=proposal_lines(said["proposals"]),
            files=said.get("papers", []),
            paragraph=self.paragraphs.get(said["place"]),
            replaces=said["how"] == "instead",
        )


class RaisedReturnForm(forms.Form):
    """What is to be completed."""

    words = LongText(
        label="Vad som behöver kompletteras",
        error_messages={"required": "Skriv vad som behöver kompletteras."},
    )


class MoveForm(forms.Form):
    """Another meeting of the same body."""

    meeting = forms.ChoiceField(label="Möte", error_messages={"required": "Välj ett möte."})

    def __init__(self, data: Any = None, *, meetings: Iterable[Meeting]) -> None:
        super().__init__(data)
        self.meetings = {one.key: one for one in meetings}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, long_date_with_weekday(one.date)) for key, one in self.meetings.items()
        ]


class LinkForm(forms.Form):
    """Where a new link goes."""

    email = forms.EmailField(
        label="Mottagarens e-postadress",
        error_messages={"required": "Skriv e-postadressen som länken ska skickas till."},
    )


def _senders(body: Body, meeting: Meeting) -> tuple[dict[str, tuple[Person, RaisedKind]], dict[str, Party]]:
    """Who may raise a matter in the body, by the key that the form sends back."""
    association: Association = body.association
    mandates = body.mandates.filter(first_day__lte=meeting.date).exclude(last_day__lt=meeting.date)
    seated = mandates.select_related("person").order_by("kind", "pk")
    each = [(one.person, RaisedKind.MEMBER) for one in seated if one.kind == Mandate.Kind.MEMBER]
    each += [(one.person, RaisedKind.MEMBER) for one in seated if one.kind != Mandate.Kind.MEMBER]
    if body.kind == Body.Kind.BOARD:
        auditors = association.roles.filter(kind=Role.Kind.AUDITOR).select_related("person")
        each += [(one.person, RaisedKind.AUDITOR) for one in auditors]
    people = {f"p-{one.public_id}": (one, kind) for one, kind in each if one}
    parties = association.parties.all() if body.parties_raise_by else []
    return people, {f"m-{one.code}": one for one in sorted(parties, key=lambda party: sort_key(party.name))}
