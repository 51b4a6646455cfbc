"""Addresses of the app, by surface. Slug, date and § or a random public id; integer keys stay inside."""

from django.urls import include, path

urlpatterns = [
    path("", include("meetings.views.accounts.urls")),
    path("", include("meetings.views.public.urls")),
    path("", include("meetings.views.board.urls")),
    path("", include("meetings.views.chancellery.urls")),
]
