"""Addresses of the app, by surface. Slug and random public ids; integer keys stay inside."""

from django.urls import include, path

urlpatterns = [
    path("", include("funding.views.public.urls")),
    path("", include("funding.views.applicant.urls")),
    path("", include("funding.views.chancellery.urls")),
    path("", include("funding.views.money.urls")),
    path("", include("funding.views.agreements.urls")),
]
