from http import HTTPStatus

import pytest
from django.test import Client

from finsam import health


@pytest.mark.django_db
def test_health_is_told_without_sign_in(client: Client) -> None:
    response = client.get("/halsa/")
    assert response.status_code == HTTPStatus.OK
    assert response.content.decode().splitlines() == [f"{part}: ok" for part in health.PARTS]


@pytest.mark.django_db
def test_head_is_answered_as_get(client: Client) -> None:
    response = client.head("/halsa/")
    assert response.status_code == HTTPStatus.OK
    assert response.content == b""


@pytest.mark.django_db
def test_a_part_that_fails_is_named_but_not_explained(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 62)
    response = client.get("/halsa/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "disk: fel" in response.content.decode()
    assert "almost full" not in response.content.decode()
    assert "almost full" in caplog.text
