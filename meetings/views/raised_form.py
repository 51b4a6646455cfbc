"""What is written of a matter for an agenda, as each page that takes it asks: a ledamot's, a link's, the office's."""

from typing import Any

from django import forms

from meetings.actions.raising import RaisedWords
from meetings.models import RaisedItem
from meetings.models.validators import printable
from meetings.text.plain_paste import plain_paste
from meetings.views.chancellery.meeting_forms import LineField
from meetings.views.fields import LONGEST, SeveralKeptFiles, UncutText

FILES_HELP = "PDF, Word, Excel, PowerPoint, PNG eller JPEG."


class PlainText(UncutText):
    """Text of some paragraphs, pasted from anywhere; cleaned before it is judged."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(
            longest=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[printable],
            required=False,
            **options,
        )

    def to_python(self, value: Any) -> str:
        return plain_paste(str(super().to_python(value) or ""))


class RaisedForm(forms.Form):
    """Heading, text, proposals and files; of one that is there already, which of its files to leave out."""

    heading = LineField(
        longest=200,
        label="Rubrik",
        error_messages={"required": "Skriv en rubrik, så att ärendet kan sättas på dagordningen."},
        help_text="Så som ärendet ska heta på dagordningen.",
    )
    text = PlainText(
        rows=12,
        label="Text",
        help_text="Vad ärendet gäller, och varför. En tom rad skiljer stycken åt.",
    )
    proposals = PlainText(
        rows=4,
        label="Förslag till beslut",
        help_text="Ett förslag på varje rad. Lämna tomt om det inte finns något.",
    )
    papers = SeveralKeptFiles(label="Lägg till filer", required=False, help_text=FILES_HELP)

    def __init__(
        self, data: Any = None, files: Any = None, *, item: RaisedItem | None = None, **options: Any
    ) -> None:
        initial = {name: getattr(item, name) for name in ("heading", "text", "proposals")} if item else {}
        super().__init__(data, files, initial={**initial, **options.pop("initial", {})}, **options)
        known = list(item.files.all()) if item else []
        if known:
            self.fields["without"] = forms.MultipleChoiceField(
                label="Ta bort filer",
                required=False,
                choices=[(one.public_id, one.file_name) for one in known],
                widget=forms.CheckboxSelectMultiple,
                help_text="Kryssa för de filer som inte längre ska vara med.",
            )

    def words(self) -> RaisedWords:
        """As the actions take it."""
        said = self.cleaned_data
        return RaisedWords(
            heading=said["heading"],
            text=said["text"],
            proposals=said["proposals"],
            files=[(str(one.name), _bytes_of(one)) for one in said["papers"]],
            without=said.get("without", []),
        )


def _bytes_of(file: Any) -> bytes:
    file.seek(0)
    data: bytes = file.read()
    return data
