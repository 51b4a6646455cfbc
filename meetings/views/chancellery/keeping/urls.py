"""Addresses of what the chancellery keeps between meetings."""

from django.urls import URLPattern, path

from . import setting_up

keeping_urls: list[URLPattern] = [
    # Under konto/, which no association's address can be.
    path("konto/nytt-forbund/", setting_up.association_create, name="association_create"),
    path("<slug:slug>/register/medlemmar/valj/", setting_up.members_choose, name="members_choose"),
    path("<slug:slug>/register/styrelsen/", setting_up.board_set_up, name="board_set_up"),
]
