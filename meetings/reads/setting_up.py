"""What an association lacks before its board can meet and its first protocol can be sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from meetings.models import Association, Body, Mandate, Office, Party, Seal, Seat, StandardItem
from meetings.swedish import join_names, sort_key


@dataclass(frozen=True)
class Lack:
    """A sentence, and where it is mended with what the link says."""

    sentence: str
    url: str
    label: str


@dataclass(frozen=True)
class SetUpStep:
    """One of the pages that set up an association."""

    label: str
    url: str
    is_done: bool


NO_SEAL = "Förbundet har ingen elektronisk stämpel."


def steps_of(association: Association | None) -> list[SetUpStep]:
    """The pages that set up an association, in order; of None, one that is not there yet. One question."""
    names = [
        ("Förbundet", "association_edit", ""),
        ("Medlemmarna", "members_choose", "has_local"),
        ("Styrelsen", "board_set_up", "has_seats"),
        ("Personerna", "mandate_paste", "has_people"),
        ("Stämpeln", "seal_detail", "has_seal"),
    ]
    if association is None:
        return [SetUpStep(label, "", is_done=False) for label, _, _ in names]
    own = {"association": OuterRef("pk")}
    of_board = {"body__association": OuterRef("pk"), "body__kind": Body.Kind.BOARD}
    local = Party.objects.filter(**own).exclude(kind__in=[Party.Kind.FK, Party.Kind.AF])
    done = (
        Association.objects.filter(pk=association.pk)
        .values(
            has_local=Exists(local),
            has_seats=Exists(Seat.objects.filter(**of_board)),
            has_people=Exists(Mandate.objects.filter(**of_board)),
            has_seal=Exists(Seal.objects.filter(ended_at=None, **own)),
        )
        .get()
    )
    own_row = reverse("particulars_change", args=[association.slug, "uppgifter"])
    return [
        SetUpStep(
            label,
            reverse(name, args=[association.slug]) if key else own_row,
            is_done=bool(done.get(key, True)),
        )
        for label, name, key in names
    ]


def lacking(association: Association) -> list[Lack]:
    """In the order in which it is filled in; empty for an association whose protocol can be sealed. Three questions."""
    return list(_lacking(association))


def _lacking(association: Association) -> Iterator[Lack]:
    def page(name: str) -> str:
        return reverse(name, args=[association.slug])

    parties = list(
        Party.objects.filter(association=association).only("name", "kind", "board_email", "association")
    )
    if not any(party.must_post for party in parties):
        yield Lack(
            "Förbundet har ingen region eller kommun som medlem.", page("members_choose"), "Välj medlemmarna"
        )
    yield from _lacking_boards(association)
    if silent := sorted((one.name for one in parties if one.must_post and not one.board_email), key=sort_key):
        yield Lack(
            f"{join_names(silent)} har ingen e-postadress för anslag.",
            page("party_list"),
            "Skriv adresserna",
        )
    if not Seal.objects.filter(association=association).exists():
        yield Lack(NO_SEAL, page("seal_detail"), "Ta in en stämpel")
    if not association.accessibility:
        state = page("accessibility_edit")
        yield Lack("Förbundet har inte bedömt webbplatsens tillgänglighet.", state, "Skriv redogörelsen")


def _lacking_boards(association: Association) -> Iterator[Lack]:
    of_body = {"body": OuterRef("pk")}
    bodies = list(
        Body.objects.filter(association=association, kind=Body.Kind.BOARD).annotate(
            has_seats=Exists(Seat.objects.filter(**of_body)),
            has_people=Exists(Mandate.objects.filter(**of_body)),
            has_chair=Exists(Office.objects.filter(**of_body)),
            has_agenda=Exists(StandardItem.objects.filter(**of_body)),
        )
    )
    board, paste = (reverse(name, args=[association.slug]) for name in ("board_set_up", "mandate_paste"))
    if not bodies:
        yield Lack("Förbundet har ingen styrelse.", board, "Lägg upp styrelsen")
    for body in bodies:
        if not body.has_seats:
            yield Lack(f"{body.name} har inga platser.", board, "Lägg till platser")
        elif not body.has_people:
            yield Lack(f"Ingen har uppdrag i {body.name}.", paste, "Klistra in uppdragen")
        elif not body.has_chair:
            yield Lack(f"{body.name} har ingen ordförande.", paste, "Klistra in uppdragen")
        if not body.has_agenda:
            agenda = f"{reverse('wordings', args=[association.slug])}#{body.slug}"
            yield Lack(f"{body.name} har ingen standarddagordning.", agenda, "Skriv standarddagordningen")
