"""Forms for people without an account."""

from django import forms

from meetings.views.fields import DayInput


class DayField(forms.DateField):
    """A day in the browser's own calendar."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("error_messages", {"required": "Skriv dagen.", "invalid": "Dagen finns inte."})
        super().__init__(widget=DayInput(), input_formats=["%Y-%m-%d"], **kwargs)  # type: ignore[arg-type]


class WhoField(forms.CharField):
    """Who did it, as the person writes it."""

    def __init__(self, **kwargs: object) -> None:
        messages = {"required": "Skriv ditt namn."}
        super().__init__(label="Ditt namn", max_length=150, error_messages=messages, **kwargs)  # type: ignore[arg-type]


class UpForm(forms.Form):
    day = DayField(label="Uppsatt den")
    name = WhoField(help_text="Den som satte upp anslaget.")


class DownForm(forms.Form):
    day = DayField(label="Nedtaget den")
    name = WhoField(help_text="Den som tog ner anslaget.")


class CertificateForm(forms.Form):
    certificate = forms.FileField(
        label="Bevis om anslag",
        help_text="En PDF eller en bild (PNG eller JPEG), till exempel en utskrift ur er anslagstavla.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom."},
    )


class CheckForm(forms.Form):
    file = forms.FileField(
        label="Protokollet som PDF",
        help_text="Högst 50 MB. Filen läses, jämförs och kastas; den sparas inte.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        allow_empty_file=True,
        error_messages={"required": "Välj en PDF."},
    )
