"""A table of persons and mandates, as it comes after an election, with errors per row. Pure."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from meetings.swedish import genitive, long_date, sort_key

from .mandate_rows import MandateLine, line_of
from .table import read_table

COLUMNS: Mapping[str, Sequence[str]] = {
    "first_name": ("förnamn", "tilltalsnamn"),
    "last_name": ("efternamn",),
    "email": ("e-post", "epostadress", "mejl", "mail", "e-mail"),
    "party": ("medlem", "kortnamn", "huvudman", "organisation"),
    "kind": ("uppdrag", "roll"),
    "seat": ("plats", "plats nr", "platsnummer"),
    "order": ("ordning", "tjänstgöringsordning"),
    "first_day": ("från", "fr.o.m", "from", "från och med"),
    "last_day": ("till", "t.o.m", "tom", "till och med"),
    "office": ("presidium", "presidieuppdrag"),
}

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RegisterSeat:
    number: int
    party: str


@dataclass(frozen=True, slots=True)
class RegisterMandate:
    """One the register holds; `email` as it is stored, `last_day` None until further notice."""

    key: int
    seat: int
    email: str
    name: str
    kind: str
    order: int
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class RegisterOffice:
    key: int
    email: str
    name: str
    kind: str
    rank: int
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """What a body's register holds now. `parties` by short code, `names` of the known by e-mail."""

    parties: Mapping[str, str]
    seats: Mapping[int, RegisterSeat]
    names: Mapping[str, str]
    mandates: Sequence[RegisterMandate] = ()
    offices: Sequence[RegisterOffice] = ()


@dataclass(frozen=True, slots=True)
class PastedMandates:
    """Each line with its errors and notes; which mandates and offices end, and on which day."""

    lines: Sequence[MandateLine]
    ignored: Sequence[str] = ()
    ends_mandates: dict[int, date] = field(default_factory=dict)
    ends_offices: dict[int, date] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(line.errors for line in self.lines)

    @property
    def changes(self) -> int:
        """How many lines would change anything."""
        return sum(line.adds_mandate or line.adds_office for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """A hash of everything that is said here, so that what is saved is what was seen."""
        ends = sorted(self.ends_mandates.items()), sorted(self.ends_offices.items())
        # The result and not the text: the register may have changed though the table has not.
        said = ([asdict(line) for line in self.lines], ends)
        return hashlib.sha256(repr(said).encode()).hexdigest()


def read_pasted(text: str, register: Register, *, replace: bool) -> PastedMandates:
    """What `text` would do to `register`.

    A mandate that the register already has is left alone, so the same table may be pasted twice. With `replace`
    an older mandate in the way ends the day before the new one begins; otherwise it is an error. Raises
    RuleViolation when the text is no table.
    """
    table = read_table(text, COLUMNS)
    lines = [line_of(row) for row in table.rows]
    for line in lines:
        _place(line, register)
    pasted = PastedMandates(lines, table.ignored, {}, {})
    for index, line in enumerate(lines):
        # Against the rows above only, so that a clash is told once.
        line.errors.extend(_between(line, lines[:index]))
        if line.kind and line.has_period:
            _against_mandates(line, register, pasted, replace=replace)
            _against_offices(line, register, pasted, replace=replace)
    return pasted


def _place(line: MandateLine, register: Register) -> None:
    known_as = register.names.get(line.email)
    line.is_known = known_as is not None
    if known_as and known_as.casefold() != line.name.casefold():
        line.notes.append(f"Adressen är {genitive(known_as)} i registret. Namnet ändras inte.")
    if not line.party:
        return  # already said
    code = next(
        (code for code in register.parties if code.casefold() == line.party.casefold()), None
    ) or next(
        (code for code, name in register.parties.items() if name.casefold() == line.party.casefold()), None
    )
    if code is None:
        known = ", ".join(sorted(register.parties, key=sort_key)) or "inga än"
        line.errors.append(f"Medlemmen «{line.party}» finns inte. Kortnamn i registret: {known}.")
        return
    line.party = code
    own = [seat.number for seat in register.seats.values() if seat.party == code]
    if line.seat is None and len(own) == 1:
        line.seat = own[0]
    if line.seat is None and line.names_seat:
        return
    if not own:
        line.errors.append(f"{code} har inga platser i organet. Lägg till dem i registret först.")
    elif line.seat is None:
        line.errors.append(f"{code} har {len(own)} platser. Skriv vilken i kolumnen plats.")
    elif line.seat not in register.seats:
        line.errors.append(f"Plats {line.seat} finns inte i organet. Lägg till den i registret först.")
    elif line.seat not in own:
        line.errors.append(f"Plats {line.seat} är {register.seats[line.seat].party}:s, inte {code}:s.")


def _between(line: MandateLine, earlier: Sequence[MandateLine]) -> Iterator[str]:
    for other in earlier:
        same_person = bool(line.email) and other.email == line.email
        if same_person and other.name.casefold() != line.name.casefold():
            yield f"Rad {other.number} har samma e-postadress men ett annat namn."
        elif not (line.has_period and other.has_period and _overlap(line, other)):
            continue
        elif same_person:
            yield f"{line.name} har redan ett uppdrag på rad {other.number} under samma tid."
        elif (
            line.seat
            and line.kind
            and (line.seat, line.kind) == (other.seat, other.kind)
            and (line.kind == "member" or line.order == other.order)
        ):
            what = "en ledamot" if line.kind == "member" else f"en ersättare med ordning {line.order}"
            yield f"Plats {line.seat} har redan {what} på rad {other.number} under samma tid."
        if line.office and (line.office, line.rank) == (other.office, other.rank) and not same_person:
            yield f"Rad {other.number} har samma presidieuppdrag under samma tid."


def _against_mandates(
    line: MandateLine, register: Register, pasted: PastedMandates, *, replace: bool
) -> None:
    wanted = (line.seat, line.email, line.kind, line.order, line.first_day, line.last_day)
    for old in register.mandates:
        if (old.seat, old.email, old.kind, old.order, old.first_day, old.last_day) == wanted:
            line.adds_mandate = False
            line.notes.append("Uppdraget finns redan.")
            return
    for old in register.mandates:
        same_place = (old.seat, old.kind) == (line.seat, line.kind) and (
            line.kind == "member" or old.order == line.order
        )
        if same_place or _same_person(line, old):
            what = "uppdrag som ledamot" if old.kind == "member" else "uppdrag som ersättare"
            _give_way(line, old, f"{what} på plats {old.seat}", pasted.ends_mandates, replace=replace)


def _against_offices(line: MandateLine, register: Register, pasted: PastedMandates, *, replace: bool) -> None:
    if not line.office:
        return
    wanted = (line.email, line.office, line.rank, line.first_day, line.last_day)
    if any((o.email, o.kind, o.rank, o.first_day, o.last_day) == wanted for o in register.offices):
        line.adds_office = False
        return
    for old in register.offices:
        if (old.kind, old.rank) == (line.office, line.rank) or _same_person(line, old):
            what = "uppdrag som ordförande" if old.kind == "chair" else "uppdrag som vice ordförande"
            _give_way(line, old, what, pasted.ends_offices, replace=replace)


def _same_person(line: MandateLine, old: RegisterMandate | RegisterOffice) -> bool:
    """No address is nobody's: a row without one has an error of its own."""
    return bool(line.email) and old.email == line.email


def _give_way(
    line: MandateLine,
    old: RegisterMandate | RegisterOffice,
    what: str,
    ends: dict[int, date],
    *,
    replace: bool,
) -> None:
    if not _overlap(line, old) or (old.key in ends and ends[old.key] < line.first_day):
        return
    until = f"till {long_date(old.last_day)}" if old.last_day else "tills vidare"
    if replace and old.first_day < line.first_day:
        last_day = line.first_day - DAY
        ends[old.key] = last_day
        line.notes.append(f"{old.name}: {what} avslutas {long_date(last_day)}.")
    else:
        line.errors.append(f"Krockar med {old.name}: {what} från {long_date(old.first_day)}, {until}.")


def _overlap(one: MandateLine, other: MandateLine | RegisterMandate | RegisterOffice) -> bool:
    return one.first_day <= (other.last_day or date.max) and other.first_day <= (one.last_day or date.max)
