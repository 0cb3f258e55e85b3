"""The test database: made with the named people in it, and put back as it was made after a test that committed."""

import fcntl
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase

from cooperation import reference
from tests.people import settle, take_out

#: The schema of a copy of each table that held rows when the database was made.
AS_MADE = "as_made"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """The database of this process. Of workers that run side by side the first makes it, and each gets a copy."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        if run := getattr(request.config, "workerinput", None):
            copy_for(run["workerid"], run["testrunuid"])
        else:
            make()
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda test: restore_rows()):
        yield
    with django_db_blocker.unblock():
        # A session a server's thread left open would keep the test database from being dropped.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.creation.destroy_test_db(usual, verbosity=0)


def make():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    settle()
    remember_rows()


def copy_for(worker, run):
    """A worker's copy of the database of this run of the tests, which stays until the next run makes it anew."""
    creation = connection.creation
    with open(settings.VAR / "postgres-test.made", "a+") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if made.read() == run:
            connection.settings_dict["NAME"] = creation._get_test_db_name()
        else:
            make()
            made.truncate(0)
            made.write(run)
        creation.clone_test_db(worker, verbosity=0, autoclobber=True)
    creation.setup_worker_connection(worker)


@pytest.fixture(scope="session")
def shared_rows(django_db_setup, django_db_blocker):
    """`with shared_rows():` around the yield of a fixture of a class or module: what it wrote goes with it."""

    @contextmanager
    def undone():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone


@pytest.fixture(scope="session")
def shared_reference(shared_rows):
    """`with shared_reference():` as `shared_rows`, in a database that holds the reference data and nobody."""

    @contextmanager
    def loaded():
        with shared_rows():
            take_out()
            reference.load()
            yield

    return loaded


def tables(cursor, schema):
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    return [name for (name,) in cursor.fetchall()]


def tables_that_change(cursor):
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    return sorted(set(tables(cursor, "public")) - kept)


def ever_written(cursor, names):
    """Those that take room. To look into each for rows costs more than to empty one that has none left."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND pg_relation_size(oid) > 0", [names]
    )
    return [name for (name,) in cursor.fetchall()]


@transaction.atomic
def remember_rows():
    with connection.cursor() as cursor:
        written = ever_written(cursor, tables_that_change(cursor))
        copies = "; ".join(f"CREATE TABLE {AS_MADE}.{name} AS TABLE {name}" for name in written)
        cursor.execute(f"CREATE SCHEMA {AS_MADE}; {copies}")


@transaction.atomic
def restore_rows():
    """Takes out what a test that committed has left. Django truncates all tables, of which few hold rows.

    The replica's role passes by foreign keys and by histories that are never to change.
    """
    with connection.cursor() as cursor:
        changing = tables_that_change(cursor)
        cursor.execute(f"LOCK TABLE {', '.join(changing)}")  # waits for whoever still writes
        deleted = "; ".join(f"DELETE FROM {name}" for name in ever_written(cursor, changing))
        restored = "; ".join(f"INSERT INTO {name} TABLE {AS_MADE}.{name}" for name in tables(cursor, AS_MADE))
        cursor.execute(f"SET LOCAL session_replication_role = replica; {deleted}; {restored}")
