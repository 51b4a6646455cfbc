"""What anyone may read about funds, and the pages whose address is a key."""

from django.urls import URLPattern, path

from funding.views.public import confirming, home, payees, takeovers

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/medel/", home.funding_home, name="funding_home"),
    path("<slug:slug>/medel/lank/", home.application_enter, name="application_enter"),
    path("<slug:slug>/medel/lank/<str:token>/", home.link_enter, name="link_enter"),
    path("<slug:slug>/medel/konto/<str:token>/", payees.payee_sign, name="payee_sign"),
    path("<slug:slug>/medel/svara/<str:token>/", takeovers.takeover_answer, name="takeover_answer"),
    path(
        "<slug:slug>/medel/bekrafta/<str:token>/", confirming.application_confirm, name="application_confirm"
    ),
]
