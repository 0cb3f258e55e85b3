"""Reminders of what recurs after the signature, and of the end of the term; `table` says which, when, whom."""

from agreements.recipients import Posts

from . import evaluations, plans, reporting, terms, visits


def dues():
    """What is due now, each with its rows of the table; the same number of queries for each batch."""
    posts = Posts()
    yield from reporting.dues(posts)
    yield from plans.dues(posts)
    yield from evaluations.dues(posts)
    yield from terms.dues(posts)
    yield from visits.dues(posts)
