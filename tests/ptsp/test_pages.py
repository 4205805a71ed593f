import pytest

pytestmark = pytest.mark.django_db


def test_home(client):
    response = client.get("/")
    assert response.status_code == 200
    open("/tmp/look_home.html", "wb").write(response.content)
