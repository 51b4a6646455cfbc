"""Whatever is sent to any address, by anyone, is answered; never with a 500.

Each address is asked in several ways. A run asks one in three of them, another one of each address's neighbour;
the other two thirds are asked by `pytest -m exhaustive tests/test_robustness.py`.
"""

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from meetings.admin.site import register
from meetings.models import Person
from tests.worlds.addresses import address, address_of_notes, addresses, of_protocol, parameters
from tests.worlds.audiences import APPLICANTS, FUNDING, FUNDING_PUBLIC, SIGNED_IN
from tests.worlds.whole_association import PDF, World

pytestmark = pytest.mark.django_db
HUGE = "9" * 40
# Each breaks something: a database's text, a date's or a number's reach, an encoding, a template, a parser.
HOSTILE = (
    "\x00",
    HUGE,
    "-1",
    "0000-00-00",
    "9999-12-31",
    "😀\u202e²٣",
    "<img src=x onerror=alert(1)>{{7*7}}%s../..",
    "<b>" * 3000,
)
IN_ADDRESS = ("%ff%fe", HUGE, "0000-00-00", "9999-12-31-9")
FIELDS = (
    "after all attendee base body certificate-certificate chair date day decision deputies dissent down-day "
    "down-name earlier email end everyone first_day heading index key kind last_day login member mode name next "
    "o oldpassword organ outcome p paragraf paragraph password password1 place presence publish q reason replace "
    "row save sha256 show source start step sub_item text up-day up-name value vem verifiers version withdrawn ar"
).split()
# A digit to int() and to str.isdecimal, but not to an address.
ASKED = dict.fromkeys(("borttaget", "ersatter", "grupp", "plats", "sida"), "٣")
UNREADABLE = "q=%ff%fe&attendee=%ff&ar=%00&paragraf=%ff&organ=%00&next=%00&q[]=1"
BODIES = (
    (b"\xff\xfe\x00=%", "application/x-www-form-urlencoded"),
    (b'{"a":[1,', "application/json"),
    (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xff\x00"\r\n\r\nabc',
        "multipart/form-data; boundary=x",
    ),
    (b"garbage", "multipart/form-data"),
    (b"&".join(b"f%d=1" % number for number in range(1500)), "application/x-www-form-urlencoded"),
    (b"value=" + b"x" * 1_200_000, "application/x-www-form-urlencoded"),
)
SLOW = {"draft_preview", "verification_print", "health"}  # a PDF or a seal each time
TURNS = 3
each_turn = pytest.mark.parametrize(
    "turn", [0, *(pytest.param(turn, marks=pytest.mark.exhaustive) for turn in range(1, TURNS))]
)


def mixed(turn: int, fields: Iterable[str] = FIELDS) -> dict[str, str]:
    """A hostile value in each field, another one in every field the next turn."""
    return {name: HOSTILE[(place + turn) % len(HOSTILE)] for place, name in enumerate(fields)}


class Fields(HTMLParser):
    """Name -> value of the fields on a page, nearly as a browser would send them back."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""
        self.feed(html)
        self.found.pop("csrfmiddlewaretoken", None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or not self.found.get(self._select)):
            self.found[self._select] = given.get("value") or ""
        elif tag in ("input", "textarea") and name:
            self.found.setdefault(name, given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


class Asker:
    """Asks as one person, undoes what was done, and remembers every answer that is a fault of ours."""

    def __init__(self, person: Person | None) -> None:
        self.client = Client(raise_request_exception=False)
        self.faults: list[str] = []
        if person:
            self.client.force_login(person)

    def ask(self, method: str, path: str, *args: Any, **options: Any) -> str:
        """The page, when it is one."""
        with transaction.atomic():
            response = getattr(self.client, method)(path, *args, **options)
            for close in response._resource_closers:  # response.close() would end the test's connection
                close()
            transaction.set_rollback(True)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.faults.append(f"{method} {path[:150]} {str((args, options))[:200]}")
        is_page = response.status_code == HTTPStatus.OK and "html" in response.get("Content-Type", "")
        return response.content.decode() if is_page and not response.streaming else ""


def every_address(world: World) -> Iterator[tuple[str, str]]:
    for name in addresses():
        yield name, address(name, world, world)
    for name in of_protocol():
        yield name, address_of_notes(name, world)


def of_the_register(world: World) -> Iterator[str]:
    """Lists, forms and histories of the register, and their helpers."""
    yield from (reverse(f"admin:{name}") for name in ("index", "login", "autocomplete", "jsi18n"))
    for model, admin in register._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        row = model._default_manager.first()
        for page in ("change", "history", "delete"):
            yield reverse(f"{base}_{page}", args=[row.pk if row else 1])
        if not getattr(admin, "read_only", False):
            yield reverse(f"{base}_add")


def of_accounts() -> Iterator[str]:
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "social")) and not parameters(name):
            yield reverse(name)
    yield "/konto/password/reset/key/1-abc/"
    yield "/konto/password/reset/key/%00-%00/"


def post_each_field(asker: Asker, path: str, turn: int) -> None:
    """One field wrong at a time, the others as the page has them."""
    fields = Fields(asker.ask("get", path)).found
    for place, name in enumerate(fields):
        if (place + turn) % TURNS == 0:
            asker.ask("post", path, fields | {name: ("\x00", "9999-12-31")[place % 2]})


@each_turn
def test_any_method_is_answered(world, turn):
    asker = Asker(world.board.secretary)
    for number, (_, path) in enumerate(every_address(world), turn):
        asker.ask((("put", "delete", "patch")[number // 3 % 3], "options", "head")[number % 3], path)
    assert asker.faults == []


def test_any_part_of_an_address_is_answered(world):
    asker, stranger = Asker(world.board.secretary), Asker(None)
    tried: set[str] = set()
    for name, path in every_address(world):
        parts = path.split("/")
        for index, part in enumerate(parts):
            place = f"{name.split('_')[0]} {'/'.join(parts[:index])}"  # one of a family will do
            values = IN_ADDRESS if part and name not in SLOW and place not in tried else ()
            tried.add(place)
            for number, value in enumerate(values):
                wrong = "/".join([*parts[:index], value, *parts[index + 1 :]])
                (asker if number % 2 else stranger).ask("get", wrong)
                asker.ask("post", wrong) if number == 1 else None
    assert asker.faults + stranger.faults == []


@each_turn
def test_any_query_is_answered(world, turn):
    asker = Asker(world.board.secretary)
    for number, (name, path) in enumerate(every_address(world), turn):
        if name not in SLOW and number % TURNS < 2:
            kind = mixed(number) | ASKED if number % TURNS else {}
            asker.ask("get", path if kind else f"{path}?{UNREADABLE}", kind)
    assert asker.faults == []


def person_of(world: World, role: str | None) -> Person | None:
    return world.applicant if role == "applicant" else getattr(world.board, role) if role else None


def addresses_of(world: World, role: str | None) -> Iterator[tuple[str, str]]:
    """An applicant's own are asked by the applicant; whoever has nothing there asks the rest."""
    of_applicants = APPLICANTS | SIGNED_IN | FUNDING_PUBLIC
    for name, path in every_address(world):
        if role == "secretary" or (name in of_applicants if role == "applicant" else name not in FUNDING):
            yield name, path


@each_turn
def test_any_posted_body_is_answered(world, turn):
    for shift, role in enumerate(("secretary", "applicant", "chair", "auditor", None)):
        asker = Asker(person_of(world, role))
        for number, (_, path) in enumerate(addresses_of(world, role), turn + shift):
            data, body = BODIES[number // TURNS % len(BODIES)]
            kinds = (
                {"data": mixed(number)},
                {"data": {field: ["1", "2", "\x00"] for field in FIELDS}},
                {"data": data, "content_type": body},
            )
            asker.ask("post", path, **kinds[number % TURNS])
        assert asker.faults == [], role


@each_turn
def test_any_value_in_a_field_is_answered(world, turn):
    for role in ("secretary", "chair", "applicant"):
        asker = Asker(person_of(world, role))
        for number, (name, path) in enumerate(addresses_of(world, role), turn):
            if name not in SLOW and (role == "secretary" or number % TURNS == 0):
                post_each_field(asker, path, turn)
        assert asker.faults == [], role


def test_any_file_is_answered(world):
    asker = Asker(world.board.secretary)
    contents = {
        "tom.pdf": b"",
        "trasig.pdf": b"%PDF-1.7\n" + b"\0" * 99,
        "bild.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    }
    contents |= {"x" * 400 + ".pdf": PDF, "😀\\..%00.pdf": PDF, "sida.html": b"<script>alert(1)</script>"}
    takes_files = {
        "authenticity_check",
        "posting_answer",
        "draft_attachment_add",
        "notice_posting",
        "verification_paper",
        "case_step",
        "measure_invoice",
    }
    for name, path in every_address(world):
        for file_name, data in contents.items() if name in takes_files else ():
            sent = {
                field: SimpleUploadedFile(file_name, data)
                for field in ("file", "scan", "ledger", "certificate-certificate")
            }
            asker.ask("post", path, sent | {"step": "certificate"})
    assert asker.faults == []


@each_turn
def test_register_answers_anything(world, turn):
    asker = Asker(world.board.secretary)
    queries = [
        dict.fromkeys(("q", "o", "p", "all", "e", "forbund", "tid", "_popup", "_to_field"), value)
        for value in HOSTILE[1:3]
    ]
    queries += [
        {lookup: value}
        for lookup in ("id__in", "person__password__startswith", "kind__exact")
        for value in ("\x00", HUGE)
    ]
    queries += [
        {"app_label": "meetings", "model_name": "mandate", "field_name": "person", "term": value}
        for value in HOSTILE[:3]
    ]
    for number, path in enumerate(of_the_register(world), turn):
        for query in (
            queries[number % TURNS :: TURNS] if path.count("/") <= 4 else queries[:1]
        ):  # lists read more of it
            asker.ask("get", path, query)
        fields = Fields(asker.ask("get", path)).found
        counts = {name for name in fields if name.endswith("_FORMS")}
        if number % TURNS == 0:
            asker.ask("post", path, fields | mixed(path.count("e"), sorted(fields.keys() - counts)))
        elif number % TURNS == 1:
            asker.ask("post", path, fields | mixed(1, sorted(counts)))
        else:
            asker.ask("post", path, data=BODIES[0][0], content_type=BODIES[0][1])
        for wrong in (HUGE, quote("😀")) if path.count("/") == 4 else ():
            asker.ask("get", f"{path}{wrong}/change/")
    assert asker.faults == []


@each_turn
def test_register_answers_any_value_in_a_field(world, turn):
    asker = Asker(world.board.secretary)
    for path in of_the_register(world):
        if path.endswith("add/"):
            post_each_field(asker, path, turn)
    assert asker.faults == []


@each_turn
def test_sign_in_pages_answer_anything(world, turn):
    for asker in (Asker(None), Asker(world.board.chair)):
        for number, path in enumerate(of_accounts(), turn):
            for shift in range(number % TURNS, len(HOSTILE), TURNS):
                sent = mixed(shift, (*FIELDS, "password2", "oldpassword", "remember"))
                asker.ask("get", path, sent)
                asker.ask("post", path, sent)
            for data, kind in BODIES[number % TURNS :: TURNS]:
                asker.ask("post", path, data=data, content_type=kind)
        assert asker.faults == []
