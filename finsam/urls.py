"""All addresses of the site. Error pages are Django's own handlers with templates/4xx.html and 500.html."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from finsam.health import health
from finsam.help import help_page
from finsam.service_worker import service_worker
from meetings.admin import register

urlpatterns = [
    path("admin/", register.urls),
    path("konto/", include("finsam.sign_in.urls")),
    path("halsa/", health, name="health"),
    # Browsers ask for it on pages that are no HTML, such as a PDF.
    path("favicon.ico", login_not_required(RedirectView.as_view(url="/static/img/ikon-32.png"))),
    path("sw.js", service_worker, name="service_worker"),
    path("<slug:slug>/hjalp/", help_page, name="help"),
    path("", include("funding.urls")),
    path("", include("meetings.urls")),
]
