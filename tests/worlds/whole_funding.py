"""What whole_association.py has of funds: a draft, a case on an agenda, and a measure that runs."""

from datetime import timedelta

from django.utils import timezone

from funding.actions.agenda import Terms, place_case
from funding.actions.linking import make_link
from funding.models import (
    Agreement,
    Application,
    BoardDecision,
    Editor,
    Export,
    Frame,
    Link,
    Measure,
    Paper,
    PayeeChange,
    Purpose,
    Report,
    Requisition,
    Submission,
    Takeover,
)
from funding.reads.content import content_of
from funding.workflow import State
from meetings.actions.attaching import store_file
from meetings.actions.planning import create_meeting
from meetings.models import Verification
from tests.worlds.agreements import make_agreement_row
from tests.worlds.applications import DAY, YEARS, Office, make_draft, make_measure, make_office
from tests.worlds.boards import MEETING_DAY, Board, at
from tests.worlds.papers import PDF


def make_funding(board: Board, verification: Verification) -> tuple[Office, dict[str, str]]:
    """The office and the ids in the addresses of funds, by the name that `ids_for` asks for."""
    office = make_office(board=board, suffix=f".{board.association.slug}")
    draft, placed, running = _draft(office), _placed(office), _running(office, verification)
    measure = make_measure(office, application=running)
    own = make_measure(office)
    agreement = make_agreement_row(office, measure, is_sealed=False)
    requisition = Requisition.objects.create(
        measure=measure,
        number=1,
        year=YEARS[0],
        first_day=DAY,
        last_day=DAY,
        amount=1,
        ledger=_file(),
        ledger_name="huvudbok.pdf",
        sent_at=at(DAY),
        sent_by=office.applicant,
    )
    _pay(office, measure)
    export = Export.objects.create(
        association=board.association,
        kind="sie",
        number=1,
        first_day=DAY,
        last_day=DAY,
        file=_file(),
        made_at=at(DAY),
        made_by=board.secretary,
    )
    report = Report.objects.create(
        measure=measure, kind="periodic", first_day=DAY, last_day=DAY, due=DAY + timedelta(days=30)
    )
    purpose = Purpose.objects.create(association=board.association, name="Insatser")
    Frame.objects.create(budget=board.association.budgets.get(year=YEARS[0]), purpose=purpose, amount=1)
    colleague = board.member
    Editor.objects.create(application=placed, person=colleague, added_at=at(DAY))
    return office, {
        "draft": draft.public_id,
        "draft paper": draft.papers.get().public_id,
        "placed": placed.public_id,
        "placed paper": placed.papers.get().public_id,
        "running": running.public_id,
        "measure": measure.public_id,
        "own measure": own.public_id,
        "requisition": requisition.public_id,
        "report": report.public_id,
        "export": export.public_id,
        "placed paragraph": placed.placements.get().paragraph.public_id,
        "colleague": colleague.public_id,
        **_links(office, placed, agreement),
        **_asked(office, measure, placed),
    }


def ids_for(name: str, ids: dict[str, str]) -> dict[str, object]:
    """Values of an address's parameters."""
    case = "placed"
    if name in DRAFTS:
        case = "draft"
    elif name.startswith("agreement") or name in {"decision_letter", "case_appeal", "case_supplement"}:
        case = "running"
    public = ids[case]
    if name in OF_OWN_ACTIVITY:
        public = ids["own measure"]
    elif name.startswith(("measure_", "payee_")) or name in OF_MEASURE:
        public = ids["measure"]
    elif name.startswith("export_"):
        public = ids["export"]
    elif name.startswith("requisition_"):
        public = ids["requisition"]
    elif name == "report_detail":
        public = ids["report"]
    token = TOKENS.get(name, "sign")
    return {
        "public_id": public,
        "paper": ids["draft paper" if name in DRAFTS else "placed paper"],
        "report": ids["report"],
        "paragraph": ids["placed paragraph"],
        "person": ids["colleague"],
        "token": ids[token],
        "section": "mal",
        "row": f"f-{ids['draft paper']}",
        "step": "skriv",
        "kind": "tillagg",
        "year": YEARS[0],
        "frame": 1,
        "number": 1,
    }


OF_OWN_ACTIVITY = {"measure_appeal", "measure_grant", "measure_invoice"}
OF_MEASURE = {
    "own_measure",
    "own_payee",
    "own_report",
    "own_requisition",
    "own_take_back",
    "payment_correct",
}
TOKENS = {
    "link_enter": "enter",
    "application_confirm": "confirm",
    "payee_sign": "payee",
    "takeover_answer": "takeover",
}
DRAFTS = {
    "application_delete",
    "application_edit",
    "application_paper",
    "application_papers",
    "application_review",
    "application_row_remove",
}


def _file():
    return store_file(data=PDF, media_type="application/pdf", at=at(DAY))


def _draft(office: Office) -> Application:
    draft = make_draft(office, name="Utkast")
    _paper(office, draft)
    return draft


def _paper(office: Office, application: Application) -> None:
    Paper.objects.create(
        application=application,
        file=_file(),
        name="Affärsplan",
        file_name="affarsplan.pdf",
        added_at=at(DAY),
        added_by=office.applicant,
    )


def _sent(office: Office, name: str, state: State, number: str) -> Application:
    """Without its PDF, which takes time to make."""
    case = make_draft(office, name=name)
    _paper(office, case)
    case.state, case.registry_number = state, number
    case.save()
    Submission.objects.create(
        application=case,
        number=1,
        at=at(DAY),
        by=office.applicant,
        snapshot=content_of(case).to_json(),
        file=_file(),
    )
    return case


def _placed(office: Office) -> Application:
    case = _sent(office, "På dagordningen", State.PREPARING, "2024/0001")
    case.papers.all().delete()
    meeting = create_meeting(
        body=office.board.body,
        date=timezone.localdate() + timedelta(days=30),
        start=at().time(),
        place="Sal 1",
        by=office.board.secretary,
        at=at(MEETING_DAY),
    )
    place_case(
        application=case,
        meeting=meeting,
        amounts=[(YEARS[0], 1)],
        terms=Terms(measure_kind="individual", purpose=Purpose.objects.first()),
        by=office.board.secretary,
        at=at(MEETING_DAY),
    )
    _paper(office, case)
    return case


def _running(office: Office, verification: Verification) -> Application:
    case = _sent(office, "Pågår", State.RUNNING, "2024/0002")
    BoardDecision.objects.create(
        application=case,
        paragraph=verification.protocol.paragraphs.first(),
        verification=verification,
        kind="grant",
        number="1",
        meeting_date=verification.protocol.meeting.date,
        outcome="granted",
        at=at(DAY),
        letter=_file(),
    )
    return case


def _pay(office: Office, measure: Measure) -> None:
    paid = Requisition.objects.create(
        measure=measure,
        number=2,
        year=YEARS[0],
        first_day=DAY,
        last_day=DAY,
        amount=1,
        sent_at=at(DAY),
        sent_by=office.applicant,
    )
    for step, person in (("review", office.board.secretary), ("attest", office.board.manager)):
        paid.approvals.create(step=step, person=person, at=at(DAY))
    paid.payments.create(day=DAY, amount=1, at=at(DAY), by=office.board.secretary)


def _links(office: Office, placed: Application, agreement: Agreement) -> dict[str, str]:
    now, association = timezone.now(), office.association
    purposes = Link.Purpose
    lead = placed.applicants.get(role="lead")
    return {
        "enter": make_link(purpose=purposes.ENTER, association=association, email="ny@x.example", at=now),
        "confirm": make_link(
            purpose=purposes.CONFIRM,
            association=association,
            email="chef@x.example",
            application=placed,
            applicant=lead,
            at=now,
        ),
        "sign": make_link(
            purpose=purposes.SIGN,
            association=association,
            email="chef@x.example",
            agreement=agreement,
            at=now,
        ),
    }


def _asked(office: Office, measure: Measure, placed: Application) -> dict[str, str]:
    """Another account, and a new contact who takes over: both wait for the signatory."""
    now, association, purposes = timezone.now(), office.association, Link.Purpose
    change = PayeeChange.objects.create(
        measure=measure,
        bankgiro="5050-1055",
        reason="Ny bank.",
        signatory="Rolf Mattby",
        signatory_email="chef@x.example",
        proposed_at=at(DAY),
        proposed_by=office.applicant,
    )
    takeover = Takeover.objects.create(application=placed, person=office.board.deputy, at=at(DAY))
    link = {"association": association, "email": "chef@x.example", "at": now}
    return {
        "payee": make_link(
            purpose=purposes.PAYEE, application=measure.application, payee_change=change, **link
        ),
        "takeover": make_link(purpose=purposes.TAKEOVER, application=placed, takeover=takeover, **link),
    }
