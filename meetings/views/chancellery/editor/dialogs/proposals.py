"""Yrkanden in a §, and the order in which the chair puts them."""

from typing import Any

from django import forms

from meetings.actions.proposing import add_proposal, edit_proposal, set_propositions, suggested_propositions
from meetings.models import Decision, Paragraph, Proposal

from ..editing import chosen
from .dialog import DialogForm
from .fields import AttendeesField, line

# How a proposal begins that has led to the outcome.
PROPOSED = {Decision.Outcome.APPROVED.value: "bifall", Decision.Outcome.REJECTED.value: "avslag"}


class ProposalForm(DialogForm[Paragraph | Proposal]):
    """Who proposes, and what: «yrkar …»."""

    movers = AttendeesField(label="Yrkas av", error_messages={"required": "Ange vem som yrkar."})
    text = line(
        "Yrkar",
        2000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Det som följer efter «yrkar»: «bifall till förslaget», «att bevilja 50 000 kronor».",
    )
    withdrawn = forms.BooleanField(label="Yrkandet återtogs", required=False)

    def starting(self) -> dict[str, Any]:
        if isinstance(self.row, Paragraph):
            return {}
        movers = [str(key) for key in self.row.mover_links.values_list("attendee_id", flat=True)]
        return {"movers": movers, "text": self.row.text, "withdrawn": self.row.withdrawn}

    def prepare(self) -> None:
        self.people = self.editing.rolls.deciding(self.paragraph)
        self.offer("movers", self.named(self.people))
        if isinstance(self.row, Paragraph):
            del self.fields["withdrawn"]

    def do(self) -> Proposal:
        text, movers = self.cleaned_data["text"], chosen(self.people, self.cleaned_data["movers"])
        if isinstance(self.row, Paragraph):
            return add_proposal(paragraph=self.row, movers=movers, text=text, **self.editing.signed)
        withdrawn = self.cleaned_data["withdrawn"]
        return edit_proposal(
            proposal=self.row, movers=movers, text=text, withdrawn=withdrawn, **self.editing.signed
        )


class PropositionsForm(DialogForm[Paragraph]):
    """The huvudförslag, where there are more than two proposals, and the chair's words.

    `huvud` in the query is the huvudförslag for which new words are suggested.
    """

    main = forms.ChoiceField(label="Ordförandens huvudförslag", required=False, widget=forms.RadioSelect)
    text = line(
        "Propositionsordning",
        5000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="En mening per rad. Förslaget är skrivet av yrkandena och går att ändra.",
    )

    def starting(self) -> dict[str, Any]:
        self.standing = list(self.row.proposals.filter(withdrawn=False))
        main = self._proposal(self.editing.query.get("huvud", "")) or next(
            (one for one in self.standing if one.is_main), None
        )
        suggested = "\n".join(suggested_propositions(self.row, main=main, decided=self._decided()))
        return {
            "main": main.public_id if main else "",
            "text": suggested if "huvud" in self.editing.query else self.row.propositions or suggested,
        }

    def prepare(self) -> None:
        self.again = f"paragrafer/{self.row.public_id}/propositionsordning/?huvud="
        self.offer("main", [(one.public_id, one.text) for one in self.standing])
        if len(self.standing) <= 2:
            del self.fields["main"]
        if len(self.standing) < 2:
            self.explanation = "Det finns färre än två yrkanden att ställa mot varandra."

    def do(self) -> None:
        main = self._proposal(self.cleaned_data.get("main", ""))
        set_propositions(paragraph=self.row, text=self.cleaned_data["text"], main=main, **self.editing.signed)

    def _proposal(self, public_id: str) -> Proposal | None:
        return next((one for one in self.standing if one.public_id == public_id), None)

    def _decided(self) -> str:
        """The text of the proposal that was decided, when the outcome of the decisions points out one."""
        outcomes = {one.outcome for one in self.row.decisions.filter(is_prepared=False)}
        word = PROPOSED.get(outcomes.pop(), "") if len(outcomes) == 1 else ""
        found = [one.text for one in self.standing if word and one.text.startswith(word)]
        return found[0] if len(found) == 1 else ""
