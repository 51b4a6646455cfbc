"""All addresses of the site. Error pages are Django's own handlers with templates/4xx.html and 500.html."""

from allauth.account import urls as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from finsam.accounts import PasswordReset
from finsam.health import health
from meetings.admin import register

# The chancellery keeps the e-mail addresses: no pages for changing or confirming them.
ACCOUNT_PAGES = [
    path("password/reset/", PasswordReset.as_view(), name="account_reset_password"),
    *(page for page in account.urlpatterns if "email" not in page.name and "login_code" not in page.name),
]

urlpatterns = [
    path("admin/", register.urls),
    path("konto/", include(ACCOUNT_PAGES)),
    path("halsa/", health, name="health"),
    # Browsers ask for it on pages that are no HTML, such as a PDF.
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/img/ikon.svg"))),
    path("", include("funding.urls")),
    path("", include("meetings.urls")),
]
