"""Signing in, out, and one's own ways in; mounted at /konto/. Of allauth's pages only those that are used here."""

from allauth.account import urls as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as eid
from django.urls import path, re_path
from django.views.generic import RedirectView

from finsam.demo_mode import demo_try
from finsam.sign_in.accounts import ChoosePassword, PasswordReset, SignOut
from finsam.sign_in.eid import eid_back, eid_start, eid_unlink
from finsam.sign_in.eid_signing import eid_asked, eid_signs
from finsam.sign_in.pages import own_sign_in, privacy, second_factor_needed, session_end, sessions_end
from finsam.sign_in.required import still_signed_in

# An address is changed on meetings' pages, where others confirm it: none of allauth's are used.
ACCOUNT_PAGES = [
    path("logout/", SignOut.as_view(), name="account_logout"),
    path("password/reset/", PasswordReset.as_view(), name="account_reset_password"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ChoosePassword.as_view(),
        name="account_reset_password_from_key",
    ),
    *(page for page in account.urlpatterns if "email" not in page.name and "login_code" not in page.name),
]

SECOND_STEP_PAGES = [
    path("personuppgifter/", privacy, name="privacy"),
    path("inloggad/", still_signed_in, name="still_signed_in"),
    path("inloggning/", own_sign_in, name="mfa_index"),
    path("inloggning/behovs/", second_factor_needed, name="second_factor_needed"),
    path("inloggning/avsluta/", sessions_end, name="sessions_end"),
    path("inloggning/avsluta/<slug:public_id>/", session_end, name="session_end"),
    path("inloggning/andra-steget/", second_step.authenticate, name="mfa_authenticate"),
    path("inloggning/kod-igen/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("inloggning/app/", app.activate_totp, name="mfa_activate_totp"),
    path("inloggning/app/ta-bort/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("inloggning/reservkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "inloggning/reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("inloggning/nyckel/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("inloggning/nyckel/igen/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("inloggning/nyckel/logga-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("inloggning/nyckel/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("inloggning/nyckel/<int:pk>/ta-bort/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    # Where allauth goes when one is changed: they are listed on the page about all the ways in.
    path("inloggning/nycklar/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
]

EID_PAGES = [
    path("oidc/<slug:provider_id>/login/", eid_start, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", eid_back, name="openid_connect_callback"),
    path("oidc/<slug:provider_id>/skriv-under/till/", eid_asked, name="eid_asked"),
    path("oidc/<slug:provider_id>/skriv-under/", eid_signs, name="eid_signs"),
    path("oidc/avbruten/", eid.login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggning/e-legitimation/", eid_unlink, name="socialaccount_connections"),
]

# 404 wherever the site is not the demo.
DEMO_PAGES = [path("demo/<slug:part>/", demo_try, name="demo_try")]

urlpatterns = ACCOUNT_PAGES + SECOND_STEP_PAGES + EID_PAGES + DEMO_PAGES
