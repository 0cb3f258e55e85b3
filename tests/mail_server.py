"""A mail server for tests, at a real socket: it keeps what it accepts, and tells at which step it stands."""

import os
import re
import socketserver
import threading

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class Conversation(socketserver.StreamRequestHandler):
    """Enough of SMTP for one client. `server.at(step)` may return an answer to give instead of the usual one."""

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def step(self, name, usual):
        answer = self.server.at(name) or usual
        if answer == "hang up":
            raise ConnectionError
        self.say(answer)
        return answer.startswith(("2", "3"))

    def handle(self):
        try:
            if self.step("connect", "220 test"):
                while self.command(self.rfile.readline().decode().strip()):
                    pass
        except ConnectionError:
            self.server.broken += 1

    def command(self, line):
        verb = line[:4].upper()
        if verb in ("", "QUIT"):
            return False
        if verb == "DATA":
            self.data()
        else:
            self.step({"MAIL": "from", "RCPT": "to"}.get(verb, verb), "250 ok")
        return True

    def data(self):
        if not self.step("data", "354 go on"):
            return
        lines = iter(self.rfile.readline, b".\r\n")
        text = b"".join(lines).decode()
        usual = "250 accepted"
        answer = self.server.at("accept") or usual
        if answer == usual:
            self.server.accepted.append(re.search(r"^Message-ID: (\S+)", text, re.MULTILINE)[1])
        elif answer == "hang up":
            raise ConnectionError
        self.say(answer)
        self.server.at("accepted")


class MailServer(socketserver.ThreadingTCPServer):
    """`with MailServer() as server`: `server.port`, and `accepted`, the Message-IDs it took, in order."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, at=lambda step: None):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = self.server_address[1]
        self.at, self.accepted, self.broken = at, [], 0

    def handle_error(self, request, client_address):
        self.broken += 1

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self.server_close()


class Sink(BaseEmailBackend):
    """Accepts whatever it is given, from many processes at once: a line with the Message-ID in one file."""

    def open(self):
        return True

    def send_messages(self, messages):
        accepted = os.open(settings.EMAIL_FILE_PATH, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
        for message in messages:
            os.write(accepted, message.extra_headers["Message-ID"].encode() + b"\n")
        os.close(accepted)
