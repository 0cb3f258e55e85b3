"""Two modes, never mixed: what starts, and what is refused with which words."""

import runpy
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cooperation.checks import demonstration_people_absent
from cooperation.environment import database_from_url

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 60
URL = "postgresql://jembatan:s%40fe@db.example:5433/jembatan?sslmode=require"
PRODUCTION = {"DATABASE_URL": URL, "JEMBATAN_SECRET_KEY": KEY, "JEMBATAN_HOSTS": "jembatan.example"}
VARIABLES = (*PRODUCTION, "JEMBATAN_DEMONSTRATION", "JEMBATAN_DEBUG", "JEMBATAN_PROXIES", "HOST", "PORT")


@pytest.fixture
def read_settings(monkeypatch, tmp_path):
    """``read_settings(NAME=value, …)``: the settings that exactly these variables give."""

    def read(**environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"JEMBATAN_VAR": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "cooperation" / "settings.py"))

    return read


def test_settings_without_variables_are_the_demonstration(read_settings, tmp_path):
    settings = read_settings()
    assert settings["DEMONSTRATION"]
    assert not settings["DEBUG"]
    assert settings["DATABASES"]["default"]["EMBEDDED"]["data"] == tmp_path / "postgres"
    assert settings["MEDIA_ROOT"] == tmp_path / "files"


def test_settings_keep_the_key_they_made_to_their_owner(read_settings, tmp_path):
    key = read_settings()["SECRET_KEY"]
    assert read_settings()["SECRET_KEY"] == key
    assert len(key) > 50
    file = tmp_path / "secrets" / "key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["key"]


@pytest.mark.parametrize(
    ("host", "allowed", "address"),
    [
        ("", "127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "*", "http://127.0.0.1:8000"),
        ("::", "*", "http://[::1]:8000"),
        ("fe80::2", "[fe80::2]", "http://[fe80::2]:8000"),
    ],
)
def test_demonstration_answers_by_every_name_of_where_it_listens(read_settings, host, allowed, address):
    settings = read_settings(HOST=host)
    assert settings["ALLOWED_HOSTS"][-1] == allowed
    assert settings["SITE_ADDRESS"] == address


def test_settings_of_production_harden_cookies_and_transport(read_settings, tmp_path):
    settings = read_settings(**PRODUCTION)
    assert not settings["DEMONSTRATION"]
    assert settings["SECRET_KEY"] == KEY
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["ALLOWED_HOSTS"] == ["jembatan.example"]
    assert not (tmp_path / "secrets").exists()


def test_settings_send_mail_by_the_server_they_are_told(read_settings):
    assert "console" in read_settings()["EMAIL_BACKEND"]
    settings = read_settings(**PRODUCTION, JEMBATAN_MAIL_HOST="mail.example", JEMBATAN_MAIL_PORT="2525")
    assert "smtp" in settings["EMAIL_BACKEND"]
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.example", 2525)
    assert settings["EMAIL_USE_TLS"]


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DATABASE_URL": URL}, "needs both"),
        ({"JEMBATAN_SECRET_KEY": KEY}, "needs both"),
        ({**PRODUCTION, "JEMBATAN_DEMONSTRATION": "1"}, "JEMBATAN_DEMONSTRATION cannot be on"),
        ({"JEMBATAN_DEMONSTRATION": "0"}, "Set DATABASE_URL and JEMBATAN_SECRET_KEY"),
        ({**PRODUCTION, "JEMBATAN_DEBUG": "1"}, "JEMBATAN_DEBUG cannot be on"),
        ({**PRODUCTION, "JEMBATAN_SECRET_KEY": "short"}, "at least 50"),
        ({**PRODUCTION, "JEMBATAN_HOSTS": ""}, "JEMBATAN_HOSTS must name"),
        ({**PRODUCTION, "DATABASE_URL": "sqlite:///data"}, "DATABASE_URL must look like"),
        ({**PRODUCTION, "DATABASE_URL": "postgresql://db.example"}, "DATABASE_URL must look like"),
        ({**PRODUCTION, "DATABASE_URL": "postgresql://db.example:port/name"}, "port"),
        ({"JEMBATAN_DEBUG": "perhaps"}, "JEMBATAN_DEBUG must be 1 or 0"),
        ({"JEMBATAN_PROXIES": "many"}, "JEMBATAN_PROXIES must be a whole number"),
    ],
)
def test_settings_refuse(read_settings, environment, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        read_settings(**environment)


def test_database_url_is_read_in_full():
    database = database_from_url(URL)
    assert database["NAME"] == "jembatan"
    assert database["USER"] == "jembatan"
    assert database["PASSWORD"] == "s@fe"
    assert database["HOST"] == "db.example"
    assert database["PORT"] == "5433"
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_database_url_may_name_a_socket():
    database = database_from_url("postgresql:///jembatan?host=/run/postgresql")
    assert database["HOST"] == "/run/postgresql"
    assert database["OPTIONS"] == {}


@pytest.fixture
def demonstration_person(nobody, django_user_model):
    return django_user_model.objects.create_user("demo@contoh.example", name="Demo", is_demonstration=True)


def test_production_refuses_demonstration_people_in_its_database(settings, demonstration_person):
    settings.DEMONSTRATION = False
    (error,) = demonstration_people_absent(None, databases=["default"])
    assert error.is_serious()


def test_production_accepts_real_people(settings, demonstration_person):
    settings.DEMONSTRATION = False
    demonstration_person.is_demonstration = False
    demonstration_person.save()
    assert demonstration_people_absent(None, databases=["default"]) == []


def test_demonstration_accepts_its_people(demonstration_person):
    assert demonstration_people_absent(None, databases=["default"]) == []
