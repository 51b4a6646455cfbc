"""A person's own account, and what others confirm of it."""

from django.urls import path

from meetings.views.accounts import asking, confirming, own, proposing, vouching
from meetings.views.board.urls import PROTOCOL

urlpatterns = [
    path("konto/uppgifter/", own.own_details, name="own_details"),
    path("konto/uppgifter/adress/", own.own_address, name="own_address"),
    path("konto/uppgifter/post/", own.own_post, name="own_post"),
    path("konto/uppgifter/mejl/<slug:slug>/", own.own_mail, name="own_mail"),
    path("konto/uppgifter/kalender/", own.own_calendar, name="own_calendar"),
    path("konto/uppgifter/avbryt/<slug:change>/", own.own_change_end, name="own_change_end"),
    path("konto/bekrafta/<str:token>/", confirming.account_confirm, name="account_confirm"),
    path("<slug:slug>/konton/", vouching.account_change_list, name="account_change_list"),
    path("<slug:slug>/konton/<slug:change>/", vouching.account_change, name="account_change"),
    path("<slug:slug>/personer/<slug:person>/adress/", proposing.address_propose, name="address_propose"),
    path("<slug:slug>/personer/<slug:person>/andra-faktor/", proposing.reset_propose, name="reset_propose"),
    path(PROTOCOL + "bekrafta-konto/", asking.vouching_ask, name="vouching_ask"),
]
