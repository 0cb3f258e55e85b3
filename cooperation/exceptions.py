"""Exceptions that the site answers with a page of its own."""


class Conflict(Exception):
    """Somebody was faster, or the same thing was sent twice: answered as 409.

    ``message`` is for the reader. ``context`` goes to the page ``409.html``, which can show both texts
    where two people edited one.
    """

    def __init__(self, message: str, **context):
        super().__init__(message)
        self.message = message
        self.context = context


class NotReady(Exception):
    """A move whose guards refused; `problems` say what is missing, each with its article."""

    def __init__(self, problems):
        super().__init__("; ".join(str(problem.message) for problem in problems))
        self.problems = problems
