"""What one office knows, another does not read between the lines of its own pages."""

import re
from datetime import timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import translation

from agreements.history import OF_OWN_OFFICE, WORDS
from agreements.lifecycle import MOVES
from agreements.models import Condition, Opinion, RemarkEntry
from agreements.services import ROAD
from cooperation.mail import Postman, write_mails
from cooperation.models import Mail, Notice
from cooperation.working_days import now, today
from reports.models import AnnualReport, Monitoring, ProgressNote, ReportEvent
from tests import access_table as table
from tests.access_scene import address
from tests.agreements.factories import DossierFactory, EventFactory, OpinionFactory, RemarkFactory
from tests.factories import OfficeFactory, PartnerFactory
from tests.people import region
from tests.reports import factories
from tests.reports.factories import ActivityLogFactory

pytestmark = pytest.mark.django_db

SECRET = "ADVICE-OF-THE-REVIEWER"
#: What stands in questions to offices and in their answers.
OF_OPINIONS = ["QUESTION-OF-THE-REVIEWER", "REASONS-OF-KEMLU", "CONDITION-OF-KEMLU", "WITHDRAWN-FOR-THIS"]
LISTS = (
    "/",
    "/dossiers/",
    "/queue/",
    "/notices/",
    "/partners/",
    "/help/",
    "/reports/",
    "/holds/",
    "/notices/mails/",
    "/calendar/",
)
OUTSIDE = table.SIGNED_IN - table.SEEN_BY["exploring"]


def pages_of(one, status):
    """Everything that shows a dossier at a step of the road, the lists first."""
    yield from LISTS
    yield f"/queue/?tab=all&q={one.number}"
    yield f"/dossiers/?q={one.number}"
    for tab in ("", "papers/", "remarks/", "contacts/", "history/", "prerequisites/", "papers/plan/2/"):
        yield f"/dossiers/{one.number}/{tab}"
    for move in (move for move in MOVES if status in move.source):
        yield f"/dossiers/{one.number}/moves/{move.name}/"


def test_what_is_carried_out_is_read_by_nobody_who_was_asked_on_the_way(scene):
    """Kemlu was asked about the text, and sees the dossier: it reads nothing of log, notes, reports and questions."""
    one, officer = scene.running, scene.people["officer_padang"]
    text = dict.fromkeys(AnnualReport.PARTS, SECRET)
    one.dossier.annual_reports.update(status="forwarded", edit_version=1, **text)
    report = one.dossier.annual_reports.get(year=2024)
    ReportEvent.objects.create(report=report, name="send_report_to_governor", by=officer, data={"parts": text})
    ProgressNote.objects.create(dossier=one.dossier, year=one.this_year, text=SECRET, by=officer)
    ActivityLogFactory(activity_id=one.agreed, note=SECRET)
    for name in ("chased", "chase_answered", "evaluation_asked", "send_evaluation", "return_evaluation"):
        EventFactory(dossier=one.dossier, name=name, note=SECRET, by=officer)
    rows = [row for row in table.ROWS if isinstance(row, table.Place) or "running" in row.places]
    pages = {
        *pages_of(one, one.dossier.status),
        *(address(row, scene, "running") for row in rows),
        report.get_absolute_url(),
    }
    for person in ("kemlu", "head_kupang"):
        for url in sorted(pages):
            answer = scene.ask(person, "GET", url)
            text = "" if answer.streaming else answer.content.decode(errors="replace")
            assert SECRET not in text, (person, url)
    assert SECRET in scene.ask("evaluator", "GET", report.get_absolute_url()).content.decode()
    assert SECRET in scene.ask("head_padang", "GET", f"/dossiers/{one.number}/history/").content.decode()


# Advice inside the ministry, opinions, and remarks that were not sent

#: Whose remarks, on which dossier and at which step, and who else has it in sight.
DESKS = {
    "reviewer": ("verifying", "verifying", {"head_padang", "officer_padang", "officer_sumbar", "kemlu"}),
    "officer_sumbar": (
        "discussing",
        "plan_at_governor",
        {"head_padang", "officer_padang", "reviewer", "auditor", "kemlu"},
    ),
    "kemlu": ("negotiating", "negotiating", {"head_padang", "officer_padang", "officer_sumbar", "reviewer", "admin"}),
}
READERS = sorted(set().union(*(readers for _place, _step, readers in DESKS.values())))


def unsent(writer):
    """The word that only the office of `writer` may read."""
    return f"WORD-THAT-{writer}-NEVER-SENT"


def advise(scene):
    """The reviewer recommends, with reasons that stay inside the ministry."""
    dossier = scene.verifying.dossier
    dossier.recommendations.update(reasons=SECRET)
    EventFactory(dossier=dossier, name="recommend", note=SECRET, by=scene.people["reviewer"])


def ask_opinions(scene):
    """Kemlu answered, with a condition; the question to another office was withdrawn; tourism was asked before."""
    one, question, reasons, condition, because = scene.verifying, *OF_OPINIONS
    Opinion.objects.filter(pk=one.opinion).update(
        question=question,
        answer="conditions",
        reasons=reasons,
        answered_by=scene.people["kemlu"],
        answered_at=one.dossier.created_at,
    )
    Condition.objects.filter(opinion=one.opinion).update(text=condition)
    OpinionFactory(
        dossier=one.dossier,
        office=OfficeFactory(ministry=True, name="Kementerian Kesehatan", short_name="Kemenkes"),
        question=question,
        closed_at=one.dossier.created_at,
        withdrawn_by=scene.people["reviewer"],
        withdrawn_because=because,
    )
    one.dossier.consulted.add(scene.people["tourism"].memberships.get().office)


def plant(scene, put, writer):
    """Every kind of remark that its office has not sent, each with the word, and the events of noting them."""
    place, step, _readers = DESKS[writer]
    put(step, at=place)
    dossier, by, word = getattr(scene, place).dossier, scene.people[writer], unsent(writer)
    given = {"dossier": dossier, "by": by, "office": by.memberships.get().office, "step": step, "text": word}
    for paper, part in (("plan", "funding"), ("plan", "activities"), ("study", "title"), ("agreement", ""), ("", "")):
        RemarkFactory(**given, paper=paper, part=part, version=1, noted=True)
        RemarkFactory(**given, paper=paper, part=part, version=1, noted=True, audience="shared")
        RemarkFactory(**given, paper=paper, part=part, version=1, noted=True, state="withdrawn")
        sent = RemarkFactory(**given | {"text": "Sent."}, paper=paper, part=part, version=1, state="reopened")
        over = RemarkFactory(**given | {"text": "Sent."}, paper=paper, part=part, version=1, state="closed")
        for remark in (sent, over):
            for act in ("send", "answer", "reopen", "share"):
                text = word if act in ("reopen", "share") else "Read by all."
                RemarkEntry.objects.create(remark=remark, act=act, text=text, by=by)
        RemarkEntry.objects.create(remark=over, act="close", by=by)
    for name in OF_OWN_OFFICE:
        EventFactory(dossier=dossier, name=name, by=by, office=given["office"], note=word)
    return dossier.remarks.filter(text=word).first().pk


def looked_at(scene, places):
    """Addresses of all pages of the access table that show something, on dossiers as the one in verification."""
    for row in table.ROWS:
        if isinstance(row, table.Place):
            yield address(row, scene, "")
        elif "verifying" in row.places:
            yield from (address(row, scene, place) for place in places)


@pytest.mark.parametrize("reader", READERS)
def test_what_an_office_keeps_to_itself_is_read_by_nobody_else_on_any_page(reader, scene, put):
    advise(scene), ask_opinions(scene)
    marks = {writer: plant(scene, put, writer) for writer in DESKS if reader in DESKS[writer][2]}
    with translation.override("id"):
        kept = [f">{WORDS[name]}<" for name in OF_OWN_OFFICE] + [unsent(writer) for writer in marks]
    pages = list(looked_at(scene, [DESKS[writer][0] for writer in marks]))
    for writer, mark in marks.items():
        place, step, _readers = DESKS[writer]
        one = getattr(scene, place)
        pages += [*pages_of(one, step), f"/dossiers/{one.number}/papers/plan/1/"]
        pages += [f"/dossiers/{one.number}/remarks/{mark}/{name}/" for name in ("edit", "answer", "reopen", "close")]
        kept.append(f"/remarks/{mark}/")
    recommended = next(str(move.label) for move in MOVES if move.name == "improve_plan")
    with_advice = set(pages_of(scene.verifying, "verifying")) - {"/help/"}
    outside = reader not in table.MINISTRY
    kept += [SECRET] if outside else []
    kept += OF_OPINIONS if reader in table.REGIONS else []
    for url in dict.fromkeys(pages):
        answer = scene.ask(reader, "GET", url)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        assert [words for words in kept if words in text] == [], url
        if outside and url in with_advice:
            assert recommended not in text, url


def test_an_office_reads_what_it_keeps_to_itself_and_no_notice_tells_it(scene, put):
    advise(scene)
    for writer in DESKS:
        plant(scene, put, writer)
    write_mails(), Postman().deliver()
    told = Q(text_id__contains="-NEVER-SENT") | Q(text_en__contains="-NEVER-SENT")
    told |= Q(task_id__contains="-NEVER-SENT") | Q(task_en__contains="-NEVER-SENT")
    assert not Notice.objects.filter(told | Q(mail__text__contains="-NEVER-SENT")).exists()
    for writer, (place, _step, _readers) in DESKS.items():
        for tab in ("remarks", "history"):
            page = scene.ask(writer, "GET", f"/dossiers/{getattr(scene, place).number}/{tab}/")
            assert unsent(writer) in page.content.decode(), (writer, tab)
    assert SECRET in scene.ask("approver", "GET", f"/dossiers/{scene.verifying.number}/remarks/").content.decode()


def test_texts_of_opinions_are_on_no_page_of_another_office(scene):
    ask_opinions(scene)
    one = scene.verifying
    opinions = f"/dossiers/{one.number}/opinions/"
    for person in ("head_sumbar", "tourism"):
        for url in (*pages_of(one, "verifying"), opinions):
            text = scene.ask(person, "GET", url).content.decode()
            assert [secret for secret in OF_OPINIONS if secret in text] == [], (person, url)
    readers = ("head_padang", "officer_padang", "head_sumbar", "tourism", "auditor", "kemlu")
    read = {person: scene.ask(person, "GET", opinions).content.decode() for person in readers}
    assert [person for person in readers if "Kemlu" not in read[person]] == []
    for person, known in (("auditor", OF_OPINIONS), ("kemlu", OF_OPINIONS[:3])):
        assert [secret for secret in OF_OPINIONS if secret in read[person]] == known


# What a monitoring found, before it is sent


def test_findings_are_read_by_their_office_alone_until_they_are_sent(scene):
    running, owners = scene.running, ("evaluator", "officer_sumbar")
    drafts = {}
    for owner in owners:
        office, found = scene.people[owner].memberships.get().office, f"FINDINGS-OF-{owner}"
        drafts[owner] = factories.MonitoringFactory(
            dossier=running.dossier, office=office, held=True, findings=found, participants=found
        )
        drafts[owner].files.add(factories.paper(running.dossier, "monitoring"))
    files = {owner: drafts[owner].files.get().pk for owner in owners}
    url = {owner: drafts[owner].get_absolute_url() for owner in owners}
    download = {owner: reverse("agreements:document", args=[running.number, files[owner]]) for owner in owners}
    pages = [*LISTS, "/monitoring/", "/follow-ups/", "/reports/", *url.values()]
    pages += [f"{one}{form}/" for one in url.values() for form in ("findings", "send", "follow-ups/add")]
    base = f"/dossiers/{running.number}/"
    pages += [f"{base}{tab}" for tab in ("", "papers/", "contacts/", "history/", "timeline/", "implementation/")]
    for person in ("head_padang", "officer_sumbar", "evaluator", "kemlu"):
        texts = [(page, scene.ask(person, "GET", page).content.decode()) for page in pages]
        for owner in set(owners) - {person}:
            assert scene.ask(person, "GET", download[owner]).status_code == 404, person
            for page, text in texts:
                assert f"FINDINGS-OF-{owner}" not in text, (person, page)
                assert str(files[owner]) not in text, (person, page)
    for owner in owners:
        assert scene.ask(owner, "GET", download[owner]).status_code == 200
        assert f"FINDINGS-OF-{owner}" in scene.ask(owner, "GET", url[owner]).content.decode()
    Monitoring.objects.filter(dossier=running.dossier).exclude(findings="").update(
        state="sent", sent_by=scene.people["evaluator"], sent_at=now()
    )
    for owner in owners:
        assert scene.ask("officer_padang", "GET", download[owner]).status_code == 200
        assert f"FINDINGS-OF-{owner}" in scene.ask("officer_padang", "GET", url[owner]).content.decode()


@pytest.mark.parametrize("person", sorted(OUTSIDE))
def test_a_dossier_that_does_not_exist_for_a_person_is_on_none_of_their_pages(person, scene):
    dossier = scene.exploring.dossier
    partner = dossier.partner
    searches = (
        f"q={dossier.number}",
        f"region={dossier.region_id}",
        f"partner={partner.pk}",
        f"country={partner.country_id}",
        "status=exploring",
        "sort=region",
    )
    urls = [
        *LISTS,
        f"/partners/{partner.pk}/",
        *(f"{at}?{search}" for at in ("/dossiers/", "/queue/") for search in searches),
    ]
    for url in urls:
        text = scene.ask(person, "GET", url).content.decode()
        shown = text.replace(f'value="{dossier.number}"', "").replace(f"q%3D{dossier.number}", "")
        shown = re.sub(rf"[?&;]q={dossier.number}", "", shown)
        assert dossier.number not in shown, url


@pytest.mark.parametrize("person", ["officer_bukittinggi", "kemlu", "tourism", "stranger"])
def test_filters_offer_no_region_or_country_of_dossiers_of_others(person, scene):
    browser = Client()
    browser.cookies["session"] = scene.sessions[person]
    for url in ("/dossiers/", "/queue/"):
        page = browser.get(url)
        if page.status_code == 403:
            continue
        form = page.context["filter"].form
        offered = {key for name in ("country", "region") if name in form.fields for key, _ in form.fields[name].choices}
        kupang = scene.kupang.dossier
        assert not offered & {kupang.region_id, kupang.partner.country_id, scene.exploring.dossier.partner.country_id}


def test_a_foreign_dossier_and_none_at_all_give_the_same_page(scene, settings):
    settings.ROOT_URLCONF = "cooperation.urls"
    foreign, none = scene.exploring.number, "KSDPL-13.71-2026-ZZZZ"
    for person in ("officer_bukittinggi", "reviewer", "kemlu"):
        pages = [scene.ask(person, "GET", f"/dossiers/{number}/history/") for number in (foreign, none)]
        texts = [
            re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode()).replace(number, "")
            for page, number in zip(pages, (foreign, none), strict=True)
        ]
        assert [page.status_code for page in pages] == [404, 404]
        assert texts[0] == texts[1]


def test_counts_tell_nothing_of_dossiers_of_others(scene):
    """Another hidden dossier changes no page of whoever does not see it."""

    def read():
        texts = {}
        for person in ("officer_bukittinggi", "officer_ntt", "reviewer", "tourism", "stranger"):
            for url in LISTS[:4]:
                text = scene.ask(person, "GET", url).content.decode()
                texts[person, url] = re.sub(r'value="[\w-]{36,64}"', "", text)
        return texts

    partner = PartnerFactory(country=scene.exploring.dossier.partner.country)
    with_partner = read()
    for _ in range(3):
        DossierFactory(region=region("13.71"), partner=partner, title="Hidden")
    after = read()
    assert [key for key in after if after[key] != with_partner[key]] == []


def test_mail_repeats_no_question_and_goes_to_no_region(scene):
    """What the ministry asks an office stands in the product, for that office; mails only say that it is asked."""
    people, before = scene.people, set(Notice.objects.values_list("pk", flat=True))
    asked = people["tourism"].memberships.get().office
    data = {"offices": [asked], "question": SECRET, "papers": [], "answer_by": today() + timedelta(days=14)}
    ROAD.perform(scene.verifying.dossier, "ask_opinion", by=people["reviewer"], data=data)
    told = Notice.objects.exclude(pk__in=before)
    told.update(delivery="now")
    write_mails(), Postman().deliver()
    sent = list(Mail.objects.filter(state="sent", notices__in=told))
    assert people["tourism"] in [one.reader for one in sent]
    assert not any(one.reader.region_codes for one in sent)
    assert not any(SECRET in one.subject + one.text for one in sent)
