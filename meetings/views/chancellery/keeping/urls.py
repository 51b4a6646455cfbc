"""Addresses of what the chancellery keeps between meetings."""

from django.urls import URLPattern, path

from . import index, mandates, members, people, setting_up

PEOPLE = "<slug:slug>/register/personer/"
PERSON = f"{PEOPLE}<slug:person>/"
# A mandate has no name of its own, so it is known by its key, and found only in its association.
MANDATE = "<slug:slug>/register/uppdrag/<int:mandate>/"
MEMBERS = "<slug:slug>/register/medlemmar/"
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
    path(MEMBERS, members.party_list, name="party_list"),
    path(f"{MEMBERS}<int:party>/", members.party_change, name="party_change"),
    path(f"{MEMBERS}<int:party>/skrivelse/", members.party_letter, name="party_letter"),
    path(f"{MEMBERS}valj/", setting_up.members_choose, name="members_choose"),
    path("<slug:slug>/register/styrelsen/", setting_up.board_set_up, name="board_set_up"),
]
