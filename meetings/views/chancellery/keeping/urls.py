"""Addresses of what the chancellery keeps between meetings."""

from django.urls import URLPattern, path

from . import bodies, fees, heads, index, mandates, members, particulars, people, roles, setting_up, wordings

PEOPLE = "<slug:slug>/register/personer/"
PERSON = f"{PEOPLE}<slug:person>/"
# A mandate has no name of its own, so it is known by its key, and found only in its association.
MANDATE = "<slug:slug>/register/uppdrag/<int:mandate>/"
MEMBERS = "<slug:slug>/register/medlemmar/"
WORDINGS = "<slug:slug>/register/dagordning/"
FEES = "<slug:slug>/register/arvoden/"
BODY = "<slug:slug>/register/organ/<slug:body>/"

keeping_urls: list[URLPattern] = [
    # Under konto/, which no association's address can be.
    path("konto/nytt-forbund/", setting_up.association_create, name="association_create"),
    path("<slug:slug>/register/", index.register, name="register"),
    path(PEOPLE, people.person_list, name="person_list"),
    path(f"{PEOPLE}ny/", people.person_add, name="person_add"),
    path(PERSON, people.person_detail, name="person_detail"),
    path(f"{PERSON}andra/", people.person_change, name="person_change"),
    path(f"{PERSON}bjud-in/", people.person_invite, name="person_invite"),
    path(f"{PERSON}uppdrag/", mandates.mandate_add, name="mandate_add"),
    path(MANDATE, mandates.mandate_change, name="mandate_change"),
    path(f"{MANDATE}avsluta/", mandates.mandate_end, name="mandate_end"),
    path(f"{BODY}plats/<int:number>/", mandates.seat_detail, name="seat_detail"),
    path("<slug:slug>/register/uppgifter/", particulars.particulars, name="particulars"),
    path(
        "<slug:slug>/register/uppgifter/<slug:part>/",
        particulars.particulars_change,
        name="particulars_change",
    ),
    path("<slug:slug>/register/roller/", roles.role_list, name="role_list"),
    path(f"{PERSON}roll/", roles.role_add, name="role_add"),
    path("<slug:slug>/register/roller/<int:role>/", roles.role_end, name="role_end"),
    path("<slug:slug>/register/organ/", bodies.body_list, name="body_list"),
    path("<slug:slug>/register/nytt-organ/", bodies.body_add, name="body_add"),
    path(BODY, bodies.body_detail, name="body_detail"),
    path(f"{BODY}andra/<slug:part>/", bodies.body_change, name="body_change"),
    path(f"{BODY}huvud/", heads.body_head, name="body_head"),
    path(f"{BODY}nummer/<int:year>/", heads.body_year, name="body_year"),
    path(f"{BODY}kalender/", bodies.body_calendar, name="body_calendar"),
    path(f"{BODY}platser/", bodies.body_seats, name="body_seats"),
    path(f"{BODY}presidium/", bodies.office_add, name="office_add"),
    path("<slug:slug>/register/presidium/<int:office>/avsluta/", bodies.office_end, name="office_end"),
    path(FEES, fees.fee_rules, name="fee_rules"),
    path(f"{FEES}nya/", fees.fee_rule_add, name="fee_rule_add"),
    path(f"{FEES}betalas-av/", fees.fee_payees, name="fee_payees"),
    path(f"{FEES}<int:fee_rule>/", fees.fee_rule_change, name="fee_rule_change"),
    path(f"{FEES}<int:fee_rule>/ta-bort/", fees.fee_rule_remove, name="fee_rule_remove"),
    path(f"{FEES}<int:fee_version>/angra/", fees.fee_rule_restore, name="fee_rule_restore"),
    path(WORDINGS, wordings.wordings, name="wordings"),
    path(f"{WORDINGS}<slug:body>/ny/", wordings.standard_item_add, name="standard_item_add"),
    path(
        f"{WORDINGS}punkt/<int:standard_item>/",
        wordings.standard_item_change,
        name="standard_item_change",
    ),
    path(
        f"{WORDINGS}punkt/<int:standard_item>/flytta/",
        wordings.standard_item_move,
        name="standard_item_move",
    ),
    path(f"{WORDINGS}fraser/lagg-till/", wordings.phrase_add, name="phrase_add"),
    path(f"{WORDINGS}fraser/<int:phrase>/", wordings.phrase_change, name="phrase_change"),
    path(f"{WORDINGS}<slug:wording>/<int:row>/ta-bort/", wordings.wording_remove, name="wording_remove"),
    path(f"{WORDINGS}<slug:wording>/<int:version>/angra/", wordings.wording_restore, name="wording_restore"),
    path(MEMBERS, members.party_list, name="party_list"),
    path(f"{MEMBERS}<int:party>/", members.party_change, name="party_change"),
    path(f"{MEMBERS}<int:party>/skrivelse/", members.party_letter, name="party_letter"),
    path(f"{MEMBERS}valj/", setting_up.members_choose, name="members_choose"),
    path("<slug:slug>/register/styrelsen/", setting_up.board_set_up, name="board_set_up"),
]
