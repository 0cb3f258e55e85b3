"""The site on a port of this process, for a real browser that keeps style sheets, scripts and fonts."""

from contextlib import contextmanager
from threading import Lock, Thread
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connections
from django.template.loader import render_to_string
from django.test.testcases import QuietWSGIRequestHandler


class Server(ThreadedWSGIServer):
    """Listens on a free port; every line of a browser has a thread with a database session of its own."""

    def __init__(self, **options):
        super().__init__(("localhost", 0), QuietWSGIRequestHandler, **options)
        self.set_app(WSGIHandler())

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}"


class SceneServer(Server):
    """Answers one request after the other inside the caller's transaction; at /failure/ it fails."""

    def __init__(self):
        super().__init__(connections_override={DEFAULT_DB_ALIAS: connections[DEFAULT_DB_ALIAS]})
        self.site, self.one_at_a_time = self.get_app(), Lock()
        self.set_app(self.answer)

    def _close_connections(self):
        """The session is the caller's: a browser may let go of its line only after the caller has moved on."""

    def answer(self, environ, start_response):
        if environ["PATH_INFO"] == "/failure/":
            start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
            return [render_to_string("500.html").encode()]
        with self.one_at_a_time:
            return self.site(environ, start_response)


@contextmanager
def running(server):
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def serving_the_transaction():
    """A server that sees what the test's thread has written and not committed; no request ends the session."""
    session = connections[DEFAULT_DB_ALIAS]
    session.inc_thread_sharing()
    try:
        with patch.object(session, "close"), running(SceneServer()) as server:
            yield server
    finally:
        session.dec_thread_sharing()
