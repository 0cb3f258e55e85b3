"""What the tests of the foundation's pages share."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.client import AuditingClient

#: What a page of the foundation may ask of the database at most.
MOST_QUERIES = 12


@pytest.fixture
def sign_in():
    """`sign_in(person)`: a client that audits each page it gets."""
    return lambda person: AuditingClient().login(person)


@pytest.fixture
def queries_for():
    """`queries_for(client, address)`: how many queries the page takes once the session is warm."""

    def count(client, address):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    return count


@pytest.fixture
def constant_queries(queries_for):
    """Fails unless `address` takes the same number of queries, 12 at most, for 1, 3 and 30 rows of `make()`."""

    def check(client, address, make):
        counts, made = [], 0
        for rows in (1, 3, 30):
            while made < rows:
                make()
                made += 1
            counts.append(queries_for(client, address))
        assert len(set(counts)) == 1, f"{address}: {counts}"
        assert counts[0] <= MOST_QUERIES, f"{address}: {counts}"

    return check
