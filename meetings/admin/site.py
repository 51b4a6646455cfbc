"""The register's own admin site: open to those who keep or audit an association, no staff flag involved."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from .scope import scope_of

GROUPS = (
    ("Förbundet", ("Association", "Party", "Role")),
    ("Personer och uppdrag", ("Person", "Mandate", "Office")),
    ("Organ och mallar", ("Body", "Seat", "Phrase")),
    ("Sammanträden och protokoll, bara för läsning", ("Meeting", "Paragraph", "Protocol", "Notice")),
)


class RegisterSite(AdminSite):
    """Swedish, grouped as the office thinks; signing in and out is the site's, never a form of its own."""

    site_header = "Register"
    site_title = "Register"
    index_title = "Register"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.groups: list[tuple[str, tuple[str, ...]]] = list(GROUPS)  # other apps add theirs

    def has_permission(self, request: HttpRequest) -> bool:
        scope = scope_of(request)
        return scope.everything or bool(scope.readable)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            if "%00" in request.META.get("QUERY_STRING", ""):  # Django's own filters ask the database for it
                raise BadRequest("NUL in the address")
            answer: HttpResponse = inner(request, *args, **kwargs)
            return answer

        return guarded

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answers the searches that its own forms ask, and no other: Django's answers for any foreign key."""
        asked = tuple(request.GET.get(name) for name in ("app_label", "model_name", "field_name"))
        if asked not in {
            (admin.opts.app_label, admin.opts.model_name, field)
            for admin in self._registry.values()
            for field in admin.autocomplete_fields
        }:
            raise Http404
        return super().autocomplete_view(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Allauth's page, with its rate limits; the way back follows along."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.path.removesuffix("login/"))
        if not self.has_permission(request):
            raise Http404
        return redirect("admin:index")

    def logout(  # type: ignore[override]  # the stubs know only Django's own page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: Any = None
    ) -> HttpResponse:
        return redirect("admin:index")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        scope = scope_of(request)
        return super().each_context(request) | {"associations": scope.entered, "kept": scope.kept}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
        return [
            shown[0][0] | {"name": name, "app_label": f"grupp-{number}", "models": [one for _, one in shown]}
            for number, (name, names) in enumerate(self.groups, start=1)
            if (shown := [models[one] for one in names if one in models])
        ]


register = RegisterSite(name="admin")
# Rows are deleted one by one, where it can be said why one is in use.
register.disable_action("delete_selected")
