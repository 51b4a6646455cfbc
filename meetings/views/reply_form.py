"""The answer to a summons, as each of its pages asks for it."""

from django import forms

from meetings.models.validators import printable
from meetings.rules.replies import ReplyKind
from meetings.views.fields import UncutText


class ReplyForm(forms.Form):
    """Pressed rather than picked: each answer is a button of its own, with the note beside them."""

    kind = forms.ChoiceField(
        label="Svar",
        choices=ReplyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ett av svaren.", "invalid_choice": "Välj ett av svaren."},
    )
    note = UncutText(
        label="Meddelande till kansliet",
        longest=200,
        required=False,
        validators=[printable],
        help_text="Till exempel «till kl. 10». Skriv inget om hälsa.",
    )

    def __init__(self, *args: object, may_be_remote: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in ReplyKind.choices if may_be_remote or value != ReplyKind.REMOTE
        ]
