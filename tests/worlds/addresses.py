"""The address of everything in tests/worlds/whole_association.py."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.worlds.audiences import FUNDING, SIGNATORIES_ACT, SIGNATORIES_READ
from tests.worlds.raised import OF_MEMBER, OF_PRESENTER
from tests.worlds.whole_association import World
from tests.worlds.whole_funding import ids_for

# Rows of registers that are known by their key.
KEPT = (
    "entry",
    "fee_rule",
    "fee_version",
    "fund",
    "head_version",
    "mandate",
    "office",
    "part",
    "party",
    "phrase",
    "role",
    "row",
    "standard_item",
    "unit_head",
    "version",
    "wording",
)
# Parameters of addresses that name what is noted in a §.
HANDLING = ("proposal", "ballot", "recusal", "reservation", "statement", "election")


def addresses() -> dict[str, URLPattern]:
    """Every address of the site by name, but for the register and sign-in, which have tests of their own."""
    return {pattern.name or "favicon": pattern for pattern in _walk(get_resolver().url_patterns)}


def of_protocol() -> set[str]:
    """Names of the addresses that say which of a meeting's protocols they are about."""
    return {name for name, pattern in addresses().items() if "<protocol:key>" in str(pattern.pattern)}


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.app_name != "admin" and str(pattern.pattern) != "konto/":
            yield from _walk(pattern.url_patterns)


def address(name: str, world: World, rows: World) -> str:
    """An address in `world`'s association whose ids are those of `rows`; of meetings' own protocols."""
    if name == "favicon":
        return "/favicon.ico"
    if name in FUNDING:
        values = ids_for(name, rows.funding) | {"slug": world.board.association.slug}
        return reverse(name, kwargs={key: values[key] for key in parameters(name)})
    return _reversed(name, world, rows, body="styrelsen", key=world.keys[_state(name)])


def address_at_once(name: str, world: World) -> str:
    """The same address of a protocol of §§ verified at once."""
    key = world.at_once[_state(name)]
    posting = world.ids["posting at once"]
    return _reversed(name, world, world, body="styrelsen", key=key, posting=posting)


TOKENS = {
    "account_confirm": "confirming token",
    "calendar_by_key": "calendar key",
    "guest_agenda": "guest token",
    "guest_paper": "guest token",
    "raised_by_link": "raised token",
    "reply_by_link": "reply token",
}
FEES = ("fee_period", "fee_period_csv", "fee_period_xlsx")
ASSIGNMENT = (
    "assignment_change",
    "assignment_detail",
    "assignment_file",
    "assignment_reopen",
    "assignment_report",
    "assignment_write_off",
)


def address_of_notes(name: str, world: World) -> str:
    """The same address of the finished notes."""
    return _reversed(name, world, world, body=world.notes.slug, key=world.keys["verified"])


def _state(name: str) -> str:
    """The protocol that an address is asked of."""
    if name.startswith("draft") or name in {
        "meeting_edit",
        "meeting_agenda",
        "meeting_agenda_read",
        "meeting_pack",
        "meeting_pack_make",
        "meeting_pack_state",
        "meeting_summons",
        "own_notes",
        "own_notes_remove",
        "saved_copy",
        "summons_tell",
        "meeting_announce",
        "meeting_paper",
        "meeting_pass",
        "matter_take_up",
        "summons_pdf",
        "summons_posted",
        "raised_item_ask",
        "raised_item_ask_party",
        "raised_item_register",
        "meeting_replies",
        "reply_note",
        "deputies_ask",
        "approval_ask",
        "summons_on_paper",
        "guests_tell",
        "recusal_declare",
        "summons_approve",
        "summons_return",
    }:
        return "draft"
    if name in {"request_answer", "request_close"}:
        return "opened"
    of_verified = {"original", "public_copy", "reading_copy", "scan", "disclose"}
    if name.removeprefix("verification_") in of_verified:
        return "verified"
    out = SIGNATORIES_READ | SIGNATORIES_ACT | {"version_pdf"}
    return "frozen" if name in out or name.startswith("verification_") else "verified"


def _reversed(name: str, world: World, rows: World, *, body: str, key: str, posting: str = "") -> str:
    ids = rows.ids
    values = {
        "slug": world.board.association.slug,
        "body": body,
        "key": key,
        "number": 1,
        "year": 2026,
        "state": "cancelled",
        "public_id": {
            "notice_detail": ids["notice"],
            "announcement_detail": ids["announcement"],
            "announcement_proposal": ids["announcement"],
            "signatory_remind": ids["signatory"],
            "protocol_remind": ids["protocol"],
            "matter_end": ids["matter"],
            "letter_retry": ids["letter"],
            "letter_remove": ids["letter"],
            "withheld_remove": ids["withheld"],
            "extract_pdf": ids["extract"],
            "dispatch_pdf": ids["dispatch"],
            "dispatch_posted": ids["dispatch"],
            "refusal_write": ids["extract"],
            "refusal_pdf": ids["refusal"],
            "meeting_pack_state": ids["pack"],
            "summons_pdf": ids["summons"],
            "summons_posted": ids["summons"],
            "to_report_change": ids["to_report"],
            "summons_on_paper": ids["summons"],
            "reply_note": ids["summons"],
            **dict.fromkeys(ASSIGNMENT, ids["assignment"]),
            **dict.fromkeys(OF_MEMBER, ids["raised"]),
            **dict.fromkeys(OF_PRESENTER, ids["written"]),
        }.get(name, posting or ids["posting"]),
        "request_id": ids["request"],
        "token": ids[TOKENS.get(name, "token")],
        **{
            key: ids[key]
            for key in ("person", "change", "paragraph", "item", "decision", "attachment", *HANDLING, *KEPT)
        },
    }
    values["file"] = ids["raised file"]
    if name in FEES:
        values["public_id"] = ids["fee period"]
    if name == "fee_claim":
        values["person"] = ids["person who is paid"]
    values["note"] = ids["note of assignment"]
    if name == "assignment_add":
        values["decision"] = ids["decision of the verified"]
    if name == "person_change":  # the member applies for funds too, and writes it all alone
        values["person"] = ids["person of the office's"]
    if name == "particulars_change":
        values["part"] = "uppgifter"
    wanted = get_resolver().reverse_dict.getlist(name) and parameters(name)
    return reverse(name, kwargs={key: values[key] for key in wanted})


def parameters(name: str) -> set[str]:
    possibilities, *_ = get_resolver().reverse_dict.getlist(name)[0]
    return set(possibilities[0][1])
