"""What is missing before a draft can be frozen, as short Swedish sentences.

A finding that blocks must be mended first; one that needs confirmation stops the freeze until a person has said
that it is meant; the others are for a person to judge.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from meetings.swedish import genitive, join_names, section, sections

from .numbering import number_range
from .paragraph_kind import ParagraphKind
from .quorum import has_quorum, quorum_sentence
from .verification import SigningRole, verifier_hindrance
from .written import doubts_of, personal_data_in, referred_in

_DECIDING = frozenset({ParagraphKind.DECISION, ParagraphKind.ELECTION})
_CONFIRMED = frozenset({"personal_data", "attachment_personal_data"})
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the check, for tests and links; `paragraph` is the number of the § to go to, if any."""

    sentence: str
    code: str
    blocking: bool
    paragraph: str | None = None

    @property
    def needs_confirmation(self) -> bool:
        """Whether a person must say that it is meant before the freeze."""
        return self.code in _CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParagraph:
    """A §. `kind` is a ParagraphKind; `texts` everything written in it, as stored.

    Sub-items' decisions count as the §'s own, and so does a deferral of it or of a sub-item. `open_requests`
    is the number of begärda ändringar about it without an answer. `present` counts those who decide in it, None
    when that is not known § by §; `awaited` names those whose motivation of a reservation has not come, `overdue`
    those of whom it was not handed in by its last day; `contradictions` are participation.contradictions and
    voting.unsettled. `empty_rows` names the kinds of row that were added and never written in: «beslut», «förslag»,
    «delärende». `left_out` is what was done in a § that is withdrawn. `has_wide_table` says that a table in it is too
    wide for every page. `figures` are sentence, code and blocking of what differs between its decisions and
    its figures, and `tasks` of what they ask somebody to do.
    """

    number: str
    kind: str
    heading: str
    texts: Sequence[str] = ()
    has_text: bool = False
    has_decision: bool = False
    has_sub_items: bool = False
    deferred: bool = False
    withdrawn: bool = False
    left_out: str = ""
    not_handled: bool = False
    open_requests: int = 0
    present: int | None = None
    awaited: Sequence[str] = ()
    overdue: Sequence[str] = ()
    has_reservation: bool = False
    lacks_main_proposal: bool = False
    contradictions: Sequence[str] = ()
    empty_rows: Sequence[str] = ()
    has_wide_table: bool = False
    figures: Sequence[tuple[str, str, bool]] = ()
    tasks: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAttachment:
    """A file in § `paragraph` and the `text` that was read; `unprintable` says why its name cannot be printed."""

    public_id: str
    name: str
    publish: bool = False
    text: str = ""
    is_read: bool = True
    unprintable: str = ""
    paragraph: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSignatory:
    """A chair, a verifier or a deputy for one; the §§ to sign for, those taken part in, and those with jäv."""

    name: str
    role: SigningRole
    signs: Sequence[int]
    took_part: Sequence[int] = ()
    recused: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProtocol:
    """A draft and what it needs to know. `values` fill the placeholders; `publish` is None until chosen.

    `present` counts those who decide, `seats` all seats of the body. `unset_attendance` names those whose
    attendance nobody has filled in. `earlier_unfrozen` is the day, in words, of an earlier meeting of the
    § series that has not fixed its numbers. `open_requests` counts requests about no certain §. A body that is
    not `under_kl` only advises: no quorum, verifiers or signatures are asked of it. An `immediate` protocol is
    verified while the meeting runs, so its end is not known. `doubts` are sentences about attendance and signing.
    `signatories` are those whose presence is known; `signing_doubt` is signing_level.decision_doubt.
    `hours` says why the meeting's hours and its pauses cannot be, empty when they agree.
    `unverified` are the numbers of §§ that nobody verifies, by the name of the verifier who leads them. `names` are
    those of everyone whom the protocol knows.
    """

    paragraphs: Sequence[DraftParagraph]
    attachments: Sequence[DraftAttachment] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""
    has_chair: bool = False
    has_secretary: bool = False
    has_end: bool = False
    hours: str = ""
    verifiers: int = 0
    present: int = 0
    seats: int = 0
    unset_attendance: Sequence[str] = ()
    earlier_unfrozen: str = ""
    publish: bool | None = None
    open_requests: int = 0
    under_kl: bool = True
    immediate: bool = False
    doubts: Sequence[str] = ()
    signatories: Sequence[DraftSignatory] = ()
    signing_doubt: str = ""
    unverified: Mapping[str, Sequence[int]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


def findings(draft: DraftProtocol) -> list[Finding]:
    """Everything that is missing or doubtful, what blocks first: the meeting, then its §§, then files."""
    found = [
        *_meeting(draft),
        *_signatories(draft),
        *_paragraphs(draft),
        *_closing(draft),
        *_attachments(draft),
    ]
    # Sorting is stable: within each half the order of the document stands.
    return sorted(found, key=lambda finding: not finding.blocking)


def _meeting(draft: DraftProtocol) -> Iterator[Finding]:
    earlier = f"Gör först protokollet från {draft.earlier_unfrozen} klart: det avgör numren"
    attendance = f"Ange närvaro för {_few(draft.unset_attendance)}"
    for lacks, sentence, code in (
        (draft.earlier_unfrozen, earlier, "earlier"),
        (draft.under_kl and not draft.has_chair, "Ange ordförande", "chair"),
        (draft.under_kl and not draft.has_secretary, "Ange sekreterare", "secretary"),
        (draft.under_kl and not draft.verifiers, "Välj justerare", "verifiers"),
        (
            draft.under_kl and not draft.immediate and not draft.has_end,
            "Ange när sammanträdet slutade",
            "end",
        ),
        # What is verified at once is signed while the meeting runs, often in a pause.
        (not draft.immediate and draft.hours, draft.hours, "hours"),
        (draft.unset_attendance, attendance, "attendance"),
        (draft.publish is None, "Välj om protokollet ska publiceras", "publish"),
        (draft.open_requests, "En begäran om ändring är inte besvarad", "request"),
        (not draft.paragraphs, "Protokollet har inga paragrafer", "empty"),
    ):
        if lacks:
            yield Finding(sentence, code, True)
    if draft.under_kl and draft.signing_doubt:
        yield Finding(draft.signing_doubt, "signing_decision", False)
    for sentence in draft.doubts:
        yield Finding(sentence, "attendance_doubt", False)
    if draft.under_kl and not has_quorum(draft.present, draft.seats):
        # A meeting that could not decide may still have minutes, but no decisions (KL 6:27).
        decided = any(one.has_decision and one.present is None for one in draft.paragraphs)
        yield Finding(f"Närvarande: {quorum_sentence(draft.present, draft.seats)}", "quorum", decided)


def _signatories(draft: DraftProtocol) -> Iterator[Finding]:
    """Chair and verifiers have been there: the chair answers for the minutes (KL 5:65), and the verifier attests
    what he or she took part in (practice), never a § with jäv (KL 6:30)."""
    for one in draft.signatories:
        absent = [number for number in one.signs if number not in one.took_part]
        where = sections(number_range(absent)) if absent else ""
        if one.role is SigningRole.CHAIR and absent:
            sentence = (
                f"{one.name} var inte med i {where} och kan inte vara ordförande där. Ange vem som ledde: "
                "den svarar för protokollet (5 kap. 65 § kommunallagen)"
            )
            yield Finding(sentence, "chair_absent", True)
        elif one.role is not SigningRole.CHAIR and (hindrance := verifier_hindrance(one.name, one.took_part)):
            yield Finding(hindrance.rstrip("."), "verifiers_absent", True)
        elif one.role is SigningRole.VERIFIER and (
            jav := [number for number in absent if number in one.recused]
        ):
            sentence = (
                f"{one.name} är jävig i {sections(number_range(jav))} och kan inte justera där. Ange i jävet vem som "
                "justerar i stället (6 kap. 30 § kommunallagen)"
            )
            yield Finding(sentence, "verifiers_absent", True, str(jav[0]))
        elif one.role is SigningRole.VERIFIER and absent:
            yield Finding(f"{one.name} justerar men tjänstgjorde inte i {where}", "verifiers_partly", False)

    for name, numbers in draft.unverified.items():
        sentence = (
            f"{name} är justerare men leder {sections(number_range(numbers))}, som därför ingen justerar. Välj en "
            "ersättare för justerare som tjänstgjorde där, eller en annan justerare (5 kap. 69 § kommunallagen)"
        )
        yield Finding(sentence, "unverified", True, str(numbers[0]))


def _paragraphs(draft: DraftProtocol) -> Iterator[Finding]:
    for paragraph in draft.paragraphs:
        for sentence, code, blocking in _paragraph(paragraph, draft):
            yield Finding(f"{section(paragraph.number)} {sentence}", code, blocking, paragraph.number)
        for sentence, code, blocking in _texts(paragraph.texts, draft):
            yield Finding(f"{section(paragraph.number)} {sentence}", code, blocking, paragraph.number)


def _closing(draft: DraftProtocol) -> Iterator[Finding]:
    for sentence, code, blocking in _texts([draft.closing], draft):
        yield Finding(f"Avslutningen {sentence}", code, blocking)


def _paragraph(paragraph: DraftParagraph, draft: DraftProtocol) -> Iterator[tuple[str, str, bool]]:
    if not paragraph.heading:
        yield "saknar rubrik", "heading", True
    yield from _reservations(paragraph, draft)
    if paragraph.left_out:
        what = f"utgår fast den har {paragraph.left_out}. Det skrivs inte i protokollet: ta bort «utgår» om ärendet"
        yield f"{what} behandlades", "withdrawn", False
    if paragraph.open_requests:
        yield "har en begäran om ändring som inte är besvarad", "request", True
    for sentence in paragraph.contradictions:
        yield sentence, "contradiction", True
    if paragraph.lacks_main_proposal:
        yield "har fler än två yrkanden men inget huvudförslag", "proposals", False
    if paragraph.has_wide_table:
        yield "har en tabell som är för bred också för en liggande sida. Dela tabellen", "wide_table", False
    yield from paragraph.figures
    yield from paragraph.tasks
    yield from _quorum(paragraph, draft)
    yield from _content(paragraph, draft)


def _content(paragraph: DraftParagraph, draft: DraftProtocol) -> Iterator[tuple[str, str, bool]]:
    is_settled = paragraph.withdrawn or paragraph.not_handled or paragraph.has_decision or paragraph.deferred
    lacks_decision = not is_settled and paragraph.kind in _DECIDING and draft.under_kl
    rows = [one for one in paragraph.empty_rows if not (one == "beslut" and lacks_decision)]
    if rows and not paragraph.withdrawn:
        yield f"har en tom rad för {join_names(rows)}. Skriv i den eller ta bort den", "empty_row", True
    if is_settled:
        return
    if lacks_decision:
        yield "saknar beslut", "decision", True
    elif not paragraph.has_text and not paragraph.has_sub_items:
        yield "saknar text", "text", True


def _quorum(paragraph: DraftParagraph, draft: DraftProtocol) -> Iterator[tuple[str, str, bool]]:
    present = paragraph.present
    if (
        draft.under_kl
        and (paragraph.has_decision or (paragraph.deferred and not paragraph.withdrawn))
        and present is not None
        and not has_quorum(present, draft.seats)
    ):
        what = "har beslut" if paragraph.has_decision else "är uppskjuten"
        yield f"{what} men är {_not_quorate(present, draft.seats)}", "quorum", True


def _reservations(paragraph: DraftParagraph, draft: DraftProtocol) -> Iterator[tuple[str, str, bool]]:
    if paragraph.awaited:
        yield f"väntar på motiveringen till {_reservations_of(paragraph.awaited)}", "reservation", True
    if paragraph.overdue:
        what = f"saknar motiveringen till {_reservations_of(paragraph.overdue)}, som inte lämnades i tid"
        yield what, "reservation_overdue", False
    if draft.under_kl and paragraph.has_reservation and not (paragraph.has_decision or paragraph.deferred):
        yield (
            "har en reservation men inget beslut att reservera sig mot (4 kap. 27 § kommunallagen)",
            "reserved",
            True,
        )


def _not_quorate(present: int, seats: int) -> str:
    return f"inte beslutsför ({present} av {seats})"


def _reservations_of(names: Sequence[str]) -> str:
    return f"{join_names(genitive(name) for name in names)} reservation"


def _texts(texts: Sequence[str], draft: DraftProtocol) -> Iterator[tuple[str, str, bool]]:
    return doubts_of(
        texts,
        values=draft.values,
        attachments=[attachment.public_id for attachment in draft.attachments],
        names=draft.names,
        published=draft.publish is not False,
    )


def _attachments(draft: DraftProtocol) -> Iterator[Finding]:
    texts = [*(text for paragraph in draft.paragraphs for text in paragraph.texts), draft.closing]
    referred = referred_in(texts)
    for attachment in draft.attachments:
        if attachment.public_id not in referred:
            sentence = f"Bilagan «{attachment.name}» nämns inte i någon paragraf"
            yield Finding(sentence, "unreferenced", False)
        if attachment.unprintable:
            sentence = (
                f"Bilagan «{attachment.name}» behöver ett annat namn. {attachment.unprintable.rstrip('.')}"
            )
            yield Finding(sentence, "attachment_name", True, attachment.paragraph)
        if attachment.publish and not attachment.is_read:
            sentence = f"Bilagan «{attachment.name}» kunde inte läsas. Sök själv efter personuppgifter i den"
            yield Finding(sentence, "attachment_unread", False, attachment.paragraph)
        if attachment.publish and (kinds := personal_data_in(attachment.text)):
            sentence = f"Bilagan «{attachment.name}» ska publiceras men verkar innehålla {kinds}"
            yield Finding(sentence, "attachment_personal_data", False, attachment.paragraph)


def _few(names: Sequence[str]) -> str:
    """«Petra, Mona och Eva», «Petra, Mona och 5 till»."""
    shown = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} till"]
    return join_names(shown)
