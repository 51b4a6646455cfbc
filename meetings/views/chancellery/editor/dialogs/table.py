"""Every dialog of the editor: its address, what it is about, its form, its title and what is said afterwards."""

from meetings.models import (
    Attachment,
    Ballot,
    Decision,
    Election,
    Paragraph,
    Proposal,
    Recusal,
    Reservation,
    Statement,
    SubItem,
)

from ..editing import attendee_in_query, movement_in_request, named, protocol_in_query, the_meeting
from .attachments import AttachmentForm
from .dialog import Dialog, Keep
from .dissent import NewReservationForm, ReservationForm, StatementForm
from .elections import ElectionForm, MadeElectionForm
from .freezing import FreezeForm, ImmediateAgainForm, ImmediateForm
from .meeting import AdjournForm, CloseForm, MeetingForm, ResumeForm, VerifiersForm
from .paragraphs import (
    CorrectsForm,
    DecisionForm,
    DeferralForm,
    ParagraphForm,
    PresentersForm,
    ReceiversForm,
    RegistryNumberForm,
)
from .people import ArrivalBySoundForm, GuestForm, MovementForm, NewGuestsForm, SoundOnlyForm
from .proposals import ProposalForm, PropositionsForm
from .recusals import NotTakingPartForm, RecusalForm
from .votes import ballot_form

paragraph = named(Paragraph)
MENU = "m-{form.paragraph.public_id}"  # the menu of the §, where the focus goes when nothing is to be written

DIALOGS = {
    # A § and its parts
    "draft_paragraph_edit": Dialog(
        "paragrafer/<public:paragraph>/om/",
        paragraph,
        ParagraphForm,
        "{form.paragraph_number} {row.heading}",
    ),
    "draft_presenters": Dialog(
        "paragrafer/<public:paragraph>/foredragande/",
        paragraph,
        PresentersForm,
        "Föredragande, tid och handlingar, {form.paragraph_number}",
    ),
    "draft_receivers": Dialog(
        "paragrafer/<public:paragraph>/mottagare/",
        paragraph,
        ReceiversForm,
        "Mottagare, {form.paragraph_number}",
    ),
    "draft_registry": Dialog(
        "paragrafer/<public:paragraph>/diarienummer/",
        paragraph,
        RegistryNumberForm,
        "Diarienummer, {form.paragraph_number}",
        "Diarienummer {made}.",
        focus="paragraph-{row.public_id}-registry_number",
    ),
    "draft_corrects": Dialog(
        "paragrafer/<public:paragraph>/rattar/",
        paragraph,
        CorrectsForm,
        "Rättar en tidigare paragraf, {form.paragraph_number}",
    ),
    "draft_deferral": Dialog(
        "paragrafer/<public:paragraph>/uppskov/",
        paragraph,
        DeferralForm,
        "{form.paragraph_number} bordläggs, återremitteras eller hänskjuts",
    ),
    "draft_sub_item_edit": Dialog(
        "delarenden/<public:item>/om/", named(SubItem), DeferralForm, "{form.heading}"
    ),
    "draft_decision_edit": Dialog(
        "beslut/<public:decision>/om/", named(Decision), DecisionForm, "Om beslutet"
    ),
    "draft_attachment_edit": Dialog(
        "bilagor/<public:attachment>/om/", named(Attachment), AttachmentForm, "{row.name}"
    ),
    # Proposals, votes and elections
    "draft_proposal_add": Dialog(
        "paragrafer/<public:paragraph>/yrkanden/",
        paragraph,
        ProposalForm,
        "Yrkande i {form.paragraph_number}",
        "Yrkandet är antecknat.",
        button="Anteckna",
    ),
    "draft_proposal_edit": Dialog(
        "yrkanden/<public:proposal>/om/",
        named(Proposal),
        ProposalForm,
        "Yrkande i {form.paragraph_number}",
        remove="draft_proposal_remove",
    ),
    "draft_propositions": Dialog(
        "paragrafer/<public:paragraph>/propositionsordning/",
        paragraph,
        PropositionsForm,
        "Propositionsordning i {form.paragraph_number}",
        "Propositionsordningen är antecknad.",
    ),
    "draft_ballot_add": Dialog(
        "paragrafer/<public:paragraph>/omrostning/",
        paragraph,
        ballot_form,
        "Omröstning i {form.paragraph_number}",
        "Omröstningen är antecknad.",
        button="Anteckna",
        focus=MENU,
    ),
    "draft_ballot_edit": Dialog(
        "omrostningar/<public:ballot>/om/",
        named(Ballot),
        ballot_form,
        "Omröstning i {form.paragraph_number}",
        "Omröstningen är antecknad.",
        button="Anteckna",
        focus=MENU,
        remove="draft_ballot_remove",
    ),
    "draft_election_add": Dialog(
        "paragrafer/<public:paragraph>/val/",
        paragraph,
        ElectionForm,
        "Val i {form.paragraph_number}",
        "Valet och beslutet är skrivna.",
        button="Anteckna",
    ),
    "draft_election_edit": Dialog(
        "val/<public:election>/om/",
        named(Election),
        MadeElectionForm,
        "{form.title}",
        "",
        button="Behåll",
        remove="draft_election_remove",
    ),
    # Who may not, will not or does not agree
    "draft_recusal_add": Dialog(
        "paragrafer/<public:paragraph>/jav/",
        paragraph,
        RecusalForm,
        "Jäv i {form.paragraph_number}",
        "Jävet är antecknat.",
        button="Anteckna",
        focus="e-{made.public_id}",
    ),
    "draft_recusal_edit": Dialog(
        "jav/<public:recusal>/om/",
        named(Recusal),
        RecusalForm,
        "Jäv i {form.paragraph_number}",
        "Jävet är antecknat.",
        button="Anteckna",
        focus="e-{made.public_id}",
        remove="draft_recusal_remove",
    ),
    "draft_not_taking_part": Dialog(
        "paragrafer/<public:paragraph>/deltar-inte/",
        paragraph,
        NotTakingPartForm,
        "Deltar inte i beslutet, {form.paragraph_number}",
        "Antecknat.",
    ),
    "draft_reservation_add": Dialog(
        "paragrafer/<public:paragraph>/reservationer/",
        paragraph,
        NewReservationForm,
        "Reservation i {form.paragraph_number}",
        "Reservationen är antecknad.",
        button="Anteckna",
        focus="reservation-{made.public_id}-text",
    ),
    "draft_reservation_edit": Dialog(
        "reservationer/<public:reservation>/om/",
        named(Reservation),
        ReservationForm,
        "{row}",
        remove="draft_reservation_remove",
    ),
    "draft_statement_add": Dialog(
        "paragrafer/<public:paragraph>/yttranden/",
        paragraph,
        StatementForm,
        "Yttrande eller anteckning i {form.paragraph_number}",
        "Skriv texten.",
        button="Anteckna",
        focus="statement-{made.public_id}-text",
    ),
    "draft_statement_edit": Dialog(
        "yttranden/<public:statement>/om/",
        named(Statement),
        Keep[Statement],
        "{row}",
        "",
        button="Behåll",
        remove="draft_statement_remove",
    ),
    # Who takes part
    "draft_sound_only": Dialog(
        "narvaro/ljud/",
        attendee_in_query,
        SoundOnlyForm,
        "{row} deltar med enbart ljud",
        "{row}: på distans, enbart ljud.",
    ),
    "draft_arrival_by_sound": Dialog(
        "handelser/ljud/",
        attendee_in_query,
        ArrivalBySoundForm,
        "{row} kommer till {form.paragraph_number} med enbart ljud",
        "{row} kom, enbart ljud, från och med {form.paragraph_number}.",
    ),
    "draft_movement_edit": Dialog(
        "handelser/om/",
        movement_in_request,
        MovementForm,
        "{row}, {form.paragraph_number}",
        remove="draft_movement_remove",
    ),
    "draft_guests_add": Dialog(
        "deltagare/",
        the_meeting,
        NewGuestsForm,
        "Fler som deltar",
        "{form.added} tillagd.",
        button="Lägg till",
    ),
    "draft_guest_edit": Dialog("deltagare/om/", attendee_in_query, GuestForm, "{form.called}"),
    "draft_verifiers": Dialog("justerare/", the_meeting, VerifiersForm, "Justerare", "Justerare valda."),
    # The meeting
    "draft_meeting": Dialog("mote/", the_meeting, MeetingForm, "Om mötet"),
    "draft_adjourn": Dialog(
        "ajournera/",
        the_meeting,
        AdjournForm,
        "Ajournera mötet",
        "Ajournerat kl. {form.at}.",
        button="Ajournera",
        focus="course",
    ),
    "draft_resume": Dialog(
        "ateruppta/",
        the_meeting,
        ResumeForm,
        "Återuppta mötet",
        "Mötet är återupptaget.",
        button="Återuppta",
        focus="course",
    ),
    "draft_close": Dialog(
        "avsluta/",
        the_meeting,
        CloseForm,
        "Avsluta mötet",
        "Mötet är avslutat.",
        button="Avsluta",
        focus="course",
    ),
    # Ready to be verified
    "draft_freeze": Dialog(
        "klar/", the_meeting, FreezeForm, "{form.title}", button="{form.title}", go="verification_status"
    ),
    "draft_immediate": Dialog(
        "omedelbart/",
        the_meeting,
        ImmediateForm,
        "Omedelbar justering",
        "Ute för omedelbar justering.",
        button="Lås och skicka till justering",
        focus="v-{form.first_id}",
    ),
    "draft_immediate_again": Dialog(
        "omedelbart/igen/",
        protocol_in_query,
        ImmediateAgainForm,
        "Skicka till omedelbar justering igen",
        "Ute för justering igen.",
        button="Lås och skicka till justering",
        focus="v-{form.first_id}",
    ),
}
