"""Who gets which answer from which address, written by hand from the law and the design, not from the code.

Everybody who is not signed in, or no longer may, is led to the sign-in page unless a row says otherwise.
Answers: 200 a page, 302 done or led on, 403 not yours, 404 does not exist for you, 405 no such thing to do here,
409 somebody was faster, 422 refused with what to mend.
"""

from dataclasses import dataclass, field

SIGN_IN = "sign in first"

# People

PADANG = {"officer_padang", "head_padang"}
SUMBAR = {"officer_sumbar", "head_sumbar"}  # the province of Padang and Bukittinggi
BUKITTINGGI = {"officer_bukittinggi", "head_bukittinggi"}
NTT = {"officer_ntt"}  # the province of Kupang
KUPANG = {"officer_kupang", "head_kupang"}
REVIEWERS = {"reviewer", "second_reviewer"}
APPROVER = {"approver"}
DECIDERS = REVIEWERS | APPROVER
ADMIN = {"admin"}
MINISTRY = REVIEWERS | APPROVER | ADMIN | {"evaluator", "auditor"}
KEMLU = {"kemlu"}
TOURISM = {"tourism"}
WITHOUT_OFFICE = {"stranger", "former_padang"}
SIGNED_OUT = {"anonymous", "disabled"}

REGIONS = PADANG | SUMBAR | BUKITTINGGI | NTT | KUPANG
IN_OFFICE = REGIONS | MINISTRY | KEMLU | TOURISM
SIGNED_IN = IN_OFFICE | WITHOUT_OFFICE
EVERYBODY = SIGNED_IN | SIGNED_OUT
NOBODY = set()

# Dossiers, by their place in the scene, and for whom each exists

SEEN_BY = {
    "exploring": PADANG | SUMBAR,  # never sent to the minister
    "verifying": PADANG | SUMBAR | MINISTRY | KEMLU,  # Kemlu was asked, tourism was not
    "kupang": KUPANG | NTT | MINISTRY,  # sent, came back for improvement
    "discussing": PADANG | SUMBAR | MINISTRY | KEMLU,
    "negotiating": PADANG | SUMBAR | MINISTRY | KEMLU,
    # What is carried out: Kemlu, which was asked on the way, and administrators read nothing of it
    "running": PADANG | SUMBAR | MINISTRY - ADMIN,
}


@dataclass(frozen=True)
class Place:
    """Addresses of the foundation: `who` gets `get` and `post`, others who are signed in `others`."""

    name: str
    args: dict = field(default_factory=dict)
    who: frozenset | set = frozenset(SIGNED_IN)
    get: int = 200
    post: int = 405
    others: tuple = (403, 403)
    #: Answers to GET and POST of whoever is not signed in.
    signed_out: tuple = (SIGN_IN, SIGN_IN)

    def cells(self):
        """(place, person, method, answer)"""
        for person in sorted(EVERYBODY):
            if person in SIGNED_OUT:
                answers = self.signed_out
            else:
                answers = (self.get, self.post) if person in self.who else self.others
            for method, answer in zip(("GET", "POST"), answers, strict=True):
                yield "", person, method, answer


@dataclass(frozen=True)
class Paper:
    """Addresses of a dossier: `may` of each dossier get `get` and `post`; others for whom it exists `seen`."""

    name: str
    args: tuple[str, ...] = ()
    may: dict = field(default_factory=dict)
    get: int = 200
    post: int = 422
    seen: tuple[int, int] = (403, 403)
    #: Of each dossier, who gets `get` and may not write.
    reads: dict = field(default_factory=dict)
    #: Answer to a POST where the page only shows, whoever asks.
    only_shows: bool = False
    #: Answers to whom the dossier does not exist for.
    hidden: tuple[int, int] = (404, 404)
    places: tuple[str, ...] = ("exploring", "verifying", "kupang")
    #: Whether the address begins with the dossier's number; a meeting stands beside its dossiers.
    numbered: bool = True

    def cells(self):
        for place in self.places:
            for person in sorted(EVERYBODY):
                for method, answer in zip(("GET", "POST"), self.answers(place, person), strict=True):
                    yield place, person, method, answer

    def answers(self, place, person):
        if person in SIGNED_OUT:
            return SIGN_IN, SIGN_IN
        if person not in SEEN_BY[place]:
            return (404, 405) if self.only_shows else self.hidden
        if person in self.may.get(place, NOBODY):
            return self.get, self.post
        if person in self.reads.get(place, NOBODY):
            return self.get, 403
        return self.seen


def administration(name, namespace="cooperation", **options):
    return Place(f"{namespace}:{name}", who=ADMIN, **options)


def tab(name, *args):
    """Shown to everybody for whom the dossier exists."""
    return Paper(f"agreements:{name}", args, may=SEEN_BY, post=405, only_shows=True)


def followed(name, *args):
    """Shown to whoever follows what is carried out."""
    return Paper(f"reports:{name}", args, may=SEEN_BY, post=405, only_shows=True, places=("running",))


def carried_out(name, *args, **answers):
    """Written by the region that carries it out."""
    return Paper(f"reports:{name}", args, may={"running": PADANG}, places=("running",), **answers)


def of_change(name, *args, **answers):
    """An extension or amendment of an agreement in force."""
    return Paper(f"agreements:{name}", args, places=("running",), **answers)


def evaluated(name, *args, **answers):
    """Written by the ministry's evaluator."""
    return Paper(f"reports:{name}", args, may={"running": {"evaluator"}}, places=("running",), **answers)


def at_meeting(name, held, may, places=("verifying", "discussing", "kupang"), **answers):
    """A meeting stands beside its dossiers: it exists for whom one of them exists."""
    return Paper(f"agreements:{name}", (held,), may=may, places=places, numbered=False, **answers)


OPEN = (200, 405)
PERSON = {"pk": "person"}
PARTNER = {"pk": "partner"}
CONTACT = {"pk": "partner", "contact": "partner_contact"}
WITH_DESK = SUMBAR | NTT | MINISTRY | KEMLU | TOURISM  # they examine dossiers of others
PROPOSERS = PADANG | ADMIN  # Padang proposed the partner of the scene

CHASERS = SUMBAR | NTT | REVIEWERS | {"evaluator"}  # the ministry, and governors for their regencies and cities
CONVENERS = REVIEWERS | APPROVER
MET = ("verifying", "discussing", "kupang")
CONVENED = dict.fromkeys(MET, CONVENERS)
DISCUSSED = {"discussing": CONVENERS}
OWNERS = {"verifying": PADANG, "discussing": PADANG, "kupang": KUPANG}
HOSTS = dict.fromkeys(MET, MINISTRY)  # the ministry invited itself alone

REPORTED = ("exploring", "kupang")
OF_OWN_REGION = {"exploring": PADANG, "kupang": KUPANG}
OF_OWN_HEAD = {"exploring": {"head_padang"}, "kupang": {"head_kupang"}}

ROWS = (
    Place("healthz", who=SIGNED_IN, signed_out=OPEN),
    Place("home"),
    Place("set_language", get=302, post=302, signed_out=(302, 302)),
    # Signing in and out
    Place("account_login", get=302, post=302, signed_out=(200, 200)),
    Place("account_logout", post=SIGN_IN),
    Place("account_inactive", signed_out=OPEN),
    Place("account_signup", get=302, post=302, signed_out=(200, 200)),
    Place("account_reauthenticate", post=200),
    Place("account_email"),
    Place("account_email_verification_sent", signed_out=OPEN),
    Place("account_change_password", post=200),
    Place("account_set_password", get=302, post=302),
    Place("account_reset_password", post=200, signed_out=(200, 200)),
    Place("account_reset_password_done", signed_out=OPEN),
    Place("account_reset_password_from_key", {"uidb36": "=1", "key": "=wrong"}, signed_out=(200, 200), post=200),
    Place("account_reset_password_from_key_done", signed_out=OPEN),
    Place("account_confirm_email", {"key": "=wrong"}, signed_out=(200, 404), post=404),
    Place("account_confirm_login_code", get=302, post=302),
    # Administration
    administration("administration"),
    administration("administration-history"),
    administration("mail-log"),
    Place("cooperation:mail-again", {"pk": "refused_mail"}, who=ADMIN, get=405, post=302),
    administration("person-list"),
    administration("person-add", post=200),
    administration("person", args=PERSON),
    administration("person-edit", args=PERSON, post=200),
    administration("person-disable", args=PERSON, post=302),
    administration("person-enable", args={"pk": "disabled"}, post=302),
    Place("cooperation:person-invite", PERSON, who=ADMIN, get=405, post=302),
    administration("assignment-add", args=PERSON, post=200),
    administration("assignment-end", args={"pk": "assignment"}, post=200),
    administration("office-list"),
    administration("office-add", post=200),
    administration("office-edit", args={"pk": "office"}, post=200),
    administration("office-close", args={"pk": "office"}, post=302),
    administration("office-reopen", args={"pk": "closed_office"}, post=302),
    administration("holiday-list"),
    administration("holiday-add", post=200),
    administration("holiday-edit", args={"pk": "holiday"}, post=200),
    administration("holiday-delete", args={"pk": "holiday"}, post=302),
    administration("country-list"),
    administration("country-edit", args={"pk": "country"}, post=200),
    administration("region-list"),
    administration("region-edit", args={"pk": "region"}, post=200),
    administration("target-list", namespace="agreements"),
    administration("target-edit", namespace="agreements", args={"pk": "target"}, post=200),
    # Partners
    Place("cooperation:partner-list"),
    Place("cooperation:partner", PARTNER),
    Place("cooperation:partner-propose", who=REGIONS | ADMIN, post=200),
    administration("partner-edit", args=PARTNER, post=200),
    administration("partner-verify", args=PARTNER, post=302),
    administration("partner-suspend", args=PARTNER, post=200),
    administration("partner-release", args={"pk": "suspended_partner"}, post=302),
    administration("partner-merge", args=PARTNER, post=200),
    Place("cooperation:contact-add", PARTNER, who=PROPOSERS, post=200),
    Place("cooperation:contact-edit", CONTACT, who=PROPOSERS, post=200),
    Place("cooperation:contact-remove", CONTACT, who=PROPOSERS, post=302),
    # One's own
    Place("cooperation:notice-list"),
    Place("cooperation:notice-read-all", get=405, post=302),
    Place("cooperation:notice-open", {"pk": "notice"}, who={"officer_padang"}, get=405, post=302, others=(405, 404)),
    Place("cooperation:mail-list"),
    Place("cooperation:mail-preferences", post=200),
    Place("cooperation:profile", post=200),
    # Reading across
    Place("calendar", post=302),
    Place("calendar-feed", {"code": "calendar_code"}, signed_out=OPEN),
    Place("ages", who=SUMBAR | NTT | MINISTRY - ADMIN),
    Place("ages-file", who=SUMBAR | NTT | MINISTRY - ADMIN),
    # Lists of dossiers
    Place("agreements:dossier-list"),
    Place("agreements:help", signed_out=(200, 405)),
    Place("agreements:chase", who=CHASERS, post=422),
    Place("agreements:chased", who=CHASERS, get=302),
    Place("agreements:dossier-new", who=REGIONS, post=422),
    Place("agreements:queue", who=WITH_DESK),
    Place("agreements:queue-assign", who=SUMBAR | NTT | REVIEWERS | APPROVER, post=422),
    Place("agreements:queue-assigned", who=SUMBAR | NTT | REVIEWERS | APPROVER, get=302),
    Place("agreements:queue-columns", who=WITH_DESK, post=302),
    Place("agreements:view-list", who=WITH_DESK),
    Place("agreements:view-add", who=WITH_DESK, post=200),
    Place("agreements:view-edit", {"pk": "view"}, who={"reviewer"}, post=200, others=(404, 404)),
    Place("agreements:view-delete", {"pk": "view"}, who={"reviewer"}, post=302, others=(404, 404)),
    Place("agreements:register", who=REGIONS | MINISTRY),
    Place("agreements:register-print", who=REGIONS | MINISTRY),
    # Letters: anybody may verify one
    Place("agreements:verify-code", post=422, signed_out=(200, 422)),
    Place("agreements:verify", {"code": "letter_code"}, post=422, signed_out=(200, 422)),
    administration("letter-templates", "agreements"),
    administration("letterhead", "agreements", post=200),
    administration("letter-template", "agreements", args={"kind": "=approval"}, post=422),
    administration("letter-template-preview", "agreements", args={"kind": "=approval"}, post=422),
    administration("letter-template-version", "agreements", args={"kind": "=response", "version": "=1"}),
    Paper("agreements:letter-clauses", ("=ask_for_draft",), may={"verifying": DECIDERS}, places=("verifying",)),
    Paper(
        "agreements:letter-preview",
        ("=ask_for_draft",),
        may={"verifying": DECIDERS},
        post=200,
        places=("verifying",),
    ),
    Paper("agreements:letter-withdraw", ("letter",), may={"verifying": APPROVER}, places=("verifying",)),
    # Reading a dossier
    tab("dossier"),
    tab("dossier-papers"),
    tab("dossier-remarks"),
    tab("dossier-opinions"),
    tab("dossier-contacts"),
    Paper("reports:timeline", may=SEEN_BY, post=405, only_shows=True),
    tab("dossier-history"),
    Paper("agreements:paper-version", ("=study", "=1"), may=SEEN_BY, post=405),
    Paper("agreements:paper-print", ("=plan", "=2"), may=SEEN_BY, post=405),
    Paper("agreements:document", ("document",), may=SEEN_BY, post=405, only_shows=True),
    # Recording in a dossier
    Paper("agreements:dossier-edit", may={"exploring": PADANG}),
    Paper("agreements:dossier-partner", may={"exploring": PADANG}),
    Paper("agreements:prerequisites", may={"exploring": PADANG}, post=409, seen=(200, 403)),
    Paper("agreements:contact-add", may={"exploring": PADANG, "verifying": PADANG, "kupang": KUPANG}),
    Paper("agreements:contact-edit", ("contact",), may={"exploring": PADANG, "verifying": PADANG, "kupang": KUPANG}),
    Paper("agreements:chase-answer", may={"exploring": PADANG, "verifying": PADANG, "kupang": KUPANG}),
    Paper("agreements:document-add", may={"exploring": PADANG, "verifying": PADANG, "kupang": KUPANG}),
    Paper("agreements:remark-add", may={"verifying": REVIEWERS | APPROVER}),
    Paper("agreements:remark-edit", ("noted",), may={"verifying": REVIEWERS | APPROVER}),
    Paper("agreements:remark-share", ("noted",), may={"verifying": REVIEWERS | APPROVER}, post=302),
    Paper("agreements:remark-withdraw", ("noted",), may={"verifying": REVIEWERS | APPROVER}, post=302),
    Paper("agreements:remark-close", ("answered",), may={"verifying": REVIEWERS | APPROVER}, post=302),
    Paper("agreements:remark-reopen", ("answered",), may={"verifying": REVIEWERS | APPROVER}),
    Paper("agreements:remark-answer", ("remark",), may={"exploring": PADANG, "verifying": PADANG, "kupang": KUPANG}),
    Paper("agreements:meeting-add", may={"discussing": REVIEWERS | APPROVER}, places=("verifying", "discussing")),
    # Opinions and talks with the partner
    Paper(
        "agreements:opinion-remind",
        ("opinion",),
        may={"verifying": REVIEWERS, "discussing": REVIEWERS},
        get=405,
        post=302,
        seen=(405, 403),
        hidden=(405, 404),
        places=("verifying", "discussing", "negotiating"),
    ),
    Paper(
        "agreements:opinion-withdraw",
        ("opinion",),
        may={"verifying": REVIEWERS, "discussing": REVIEWERS},
        places=("verifying", "discussing", "negotiating"),
    ),
    Paper(
        "agreements:condition-use",
        ("condition",),
        may={"verifying": REVIEWERS, "discussing": REVIEWERS},
        get=405,
        post=409,
        seen=(405, 403),
        hidden=(405, 404),
        places=("verifying", "discussing", "negotiating"),
    ),
    Paper("agreements:talks-add", may={"negotiating": KEMLU}, places=("verifying", "negotiating")),
    Paper("agreements:talks-edit", ("talks",), may={"negotiating": KEMLU}, places=("verifying", "negotiating")),
    Paper(
        "agreements:checklist",
        may={"verifying": DECIDERS, "discussing": DECIDERS},
        post=302,
        reads={"verifying": {"auditor"}, "discussing": {"auditor"}, "kupang": DECIDERS | {"auditor"}},
        places=("exploring", "verifying", "kupang", "discussing"),
    ),
    # Meetings on the text: convened by the ministry, seen by whom one of their dossiers exists for
    Place("agreements:meeting-list"),
    Place("agreements:meeting-new", who=CONVENERS, post=422),
    at_meeting("meeting", "meeting", SEEN_BY, post=405, only_shows=True),
    at_meeting("meeting-calendar", "planned", HOSTS, post=405, seen=(403, 405), only_shows=True),
    at_meeting("meeting-change", "planned", CONVENED),
    at_meeting("meeting-cancel", "planned", CONVENED),
    at_meeting("meeting-letters", "planned", dict.fromkeys(MET, APPROVER), post=302),
    at_meeting("meeting-attendance", "meeting", CONVENED, places=("discussing",)),
    Paper("agreements:meeting-outcome", ("meeting",), may=DISCUSSED, places=MET),
    Paper("agreements:meeting-minutes", ("meeting",), may=DISCUSSED, places=MET),
    Paper("agreements:meeting-minutes-print", ("meeting",), may=DISCUSSED, post=405, places=MET),
    Paper("agreements:meeting-minutes-signed", ("meeting",), may=DISCUSSED, places=MET),
    Paper("agreements:follow-up-add", ("meeting",), may=DISCUSSED, places=MET),
    Paper("agreements:follow-up-done", ("follow_up",), may=OWNERS, places=MET),
    Paper("agreements:follow-up-confirm", ("done_follow_up",), may=CONVENED, places=MET),
    Paper(
        "agreements:follow-up-chase",
        ("late_follow_up",),
        may=CONVENED,
        get=405,
        post=302,
        seen=(405, 403),
        hidden=(405, 404),
        places=MET,
    ),
    Place("follow-up-list", who=IN_OFFICE),
    Paper("reports:report-follow-up", ("=2023",), may={"running": {"evaluator"}}, places=("running",)),
    # Yearly reports: offices that were asked for an opinion read none; a hold is lifted by evaluators
    Place("report-list", who=REGIONS | MINISTRY),
    Place("hold-list", who=REGIONS | MINISTRY),
    Place("hold-lift", {"pk": "hold"}, who={"evaluator"}, post=200),
    Paper("report", ("=2024",), may=SEEN_BY, post=405, only_shows=True, places=REPORTED),
    Paper("report-edit", ("=2024",), may=OF_OWN_REGION, places=REPORTED),
    Paper("report-move", ("=2024", "=send_report_to_governor"), may=OF_OWN_HEAD, places=REPORTED),
    # Evaluations: the second round runs, and waits for the region; its governor writes neither side's
    Place("evaluation-list", who=REGIONS | (MINISTRY - ADMIN)),
    Place("rubric:edit", who=ADMIN, post=422),
    Place("rubric:version", {"version": "=1"}, who=ADMIN),
    followed("evaluations"),
    followed("evaluation-print", "=1"),
    carried_out("evaluation-write", "=2", "=region"),
    evaluated("evaluation-write", "=2", "=ministry", get=409, post=409),
    Paper(
        "reports:evaluation-move",
        ("=2", "=region", "=send_evaluation"),
        may={"running": {"head_padang"}},
        places=("running",),
    ),
    evaluated("evaluation-move", "=2", "=ministry", "=give_evaluation"),
    evaluated("evaluation-move", "=2", "=region", "=return_evaluation", get=409, post=409),
    evaluated("evaluation-ask"),
    evaluated("evaluation-follow-up", "=1"),
    Paper("reports:partner-view", may={"running": PADANG | {"evaluator"}}, places=("running",)),
    # Monitoring: the ministry's evaluators, and the governor of a kota; each writes of its own alone
    Place("visit-list", who=SUMBAR | NTT | MINISTRY - ADMIN),
    Place("visits-plan", who=SUMBAR | NTT | {"evaluator"}, post=422),
    followed("monitoring", "planned_visit"),
    followed("monitoring", "held_visit"),
    evaluated("monitoring-move", "planned_visit"),
    evaluated("monitoring-cancel", "planned_visit"),
    evaluated("monitoring-record", "planned_visit"),
    evaluated("monitoring-record", "held_visit"),
    evaluated("monitoring-send", "held_visit"),
    evaluated("monitoring-follow-up", "sent_visit"),
    Paper("reports:monitoring-record", ("visit_of_governor",), may={"running": SUMBAR}, places=("running",)),
    # Writing a paper: whoever may not is led to what stands there
    Paper("agreements:paper", ("=study",), may={"exploring": PADANG, "kupang": KUPANG}, seen=(302, 403)),
    Paper("agreements:paper", ("=intent",), may={"exploring": PADANG}, seen=(302, 403)),
    Paper("agreements:paper", ("=plan",), may={"kupang": KUPANG}, seen=(302, 403)),
    Paper("agreements:paper", ("=agreement",), seen=(302, 403)),
    Paper("agreements:paper-check", ("=plan",), may={"kupang": KUPANG}, post=405, seen=(403, 405)),
    Paper("agreements:paper-conflict", ("=plan",), may={"kupang": KUPANG}, get=302, post=302, seen=(302, 403)),
    Paper("agreements:activity-add", may={"kupang": KUPANG}),
    Paper("agreements:activity-edit", ("activity",), may={"kupang": KUPANG}),
    Paper("agreements:activity-delete", ("activity",), may={"kupang": KUPANG}, post=302),
    # Extensions and amendments: written by the region, read by whoever follows what is carried out
    Place("agreements:change-list", who=REGIONS | (MINISTRY - ADMIN)),
    of_change("dossier-changes", may=SEEN_BY, post=405, only_shows=True),
    of_change("change-begin", "=amendment", may={"running": PADANG}, post=409),
    of_change("change", "returned", may=SEEN_BY, post=405, only_shows=True),
    of_change("change-print", "returned", may=SEEN_BY, post=405, only_shows=True),
    of_change("change-edit", "returned", may={"running": PADANG}),
    of_change("change-settle", "returned", may={"running": PADANG}, get=302, post=409),
    of_change("change-move", "returned", "=send_change_directly", may={"running": {"head_padang"}}),
    of_change("change-move", "submitted", "=recommend_change", may={"running": REVIEWERS}),
    of_change("change-move", "submitted", "=approve_change", may={"running": APPROVER}),
    of_change("change-move", "submitted", "=return_change", may={"running": DECIDERS}),
    # Carrying it out: yearly plans, their log, indicators
    followed("implementation"),
    followed("plan", "this_year"),
    followed("plan-print", "this_year"),
    carried_out("plan-begin", "last_year", post=302),
    carried_out("plan-agree", "next_year"),
    carried_out("note-add", "this_year"),
    carried_out("activity-add", "this_year"),
    carried_out("activity-edit", "next_year", "drafted"),
    carried_out("activity-delete", "next_year", "drafted", post=302),
    carried_out("activity-log", "this_year", "agreed"),
    carried_out("log-correct", "this_year", "logged"),
    carried_out("log-files", "this_year", "logged"),
    carried_out("indicator-add"),
    carried_out("indicator-edit", "indicator"),
    carried_out("indicator-value", "indicator", "this_year"),
)

#: Moves have a table of their own, below.
ELSEWHERE = {"agreements:move"}


# Moves

#: name: (status it is made in, who may make it on a dossier of Kota Padang that Kemlu was asked about, what else
#: must stand in the dossier)
MOVES = {
    "start_exploring": ("initiated", PADANG),
    "begin_study": ("exploring", PADANG),
    "ask_response": ("studying", {"head_padang"}),
    "respond": ("awaiting_response", APPROVER),
    "return_study": ("awaiting_response", REVIEWERS | APPROVER),
    "record_intent_signing": ("responded", {"head_padang"}),
    "send_to_council": ("intent_signed", {"head_padang"}),
    "record_council_receipt": ("at_council", PADANG),
    "record_council_approval": ("at_council", PADANG),
    "record_council_refusal": ("at_council", PADANG),
    "send_plan_to_governor": ("council_approved", {"head_padang"}),
    "record_plan_receipt": ("plan_at_governor", PADANG | SUMBAR),
    "forward_plan": ("plan_at_governor", SUMBAR),
    "return_plan": ("plan_at_governor", SUMBAR),
    "send_plan_directly": ("plan_at_governor", {"head_padang"}),
    "ask_for_draft": ("verifying", APPROVER),
    "improve_plan": ("verifying", APPROVER),
    "resubmit_to_council": ("plan_revision", {"head_padang"}, {"return_to": "at_council"}),
    "resubmit_to_governor": ("plan_revision", {"head_padang"}, {"return_to": "plan_at_governor"}),
    "resubmit_to_minister": ("plan_revision", {"head_padang"}, {"return_to": "verifying"}),
    "send_draft_to_governor": ("drafting", {"head_padang"}),
    "record_draft_receipt": ("draft_at_governor", PADANG | SUMBAR),
    "forward_draft": ("draft_at_governor", SUMBAR),
    "return_draft": ("draft_at_governor", SUMBAR),
    "send_draft_directly": ("draft_at_governor", {"head_padang"}),
    "send_to_partner": ("discussing", REVIEWERS | APPROVER),
    "return_text": ("discussing", REVIEWERS | APPROVER),
    "confirm_text": ("negotiating", KEMLU),
    "change_text": ("negotiating", KEMLU),
    "approve": ("confirmed", APPROVER),
    "plan_signing": ("approved", PADANG),
    "record_signing": ("approved", {"head_padang"}),
    "register": ("signed", APPROVER),
    "take_up": ("verifying", REVIEWERS),
    "ask_opinion": ("verifying", REVIEWERS),
    "give_opinion": ("verifying", KEMLU),
    "recommend": ("confirmed", REVIEWERS),
    "renew_intent": ("drafting", {"head_padang"}),
    "complete_term": ("in_force", PADANG, {"origin": "register"}),
    "record_custody": ("in_force", REVIEWERS | APPROVER),
    "end_agreement": ("in_force", {"head_padang"}),
    "suspend": ("verifying", REVIEWERS | APPROVER),
    "resume": ("suspended", REVIEWERS | APPROVER, {"return_to": "verifying"}),
    "reject": ("verifying", APPROVER),
    "stop": ("verifying", {"head_padang"}),
    "assign": ("verifying", REVIEWERS | APPROVER),
    "release": ("verifying", REVIEWERS | APPROVER, {"reviewer": "reviewer"}),
    "assign_at_governor": ("plan_at_governor", SUMBAR),
    "release_at_governor": ("plan_at_governor", SUMBAR, {"governor_officer": "officer_sumbar"}),
}

#: Made by heads of a province for its own dossiers; on one of a kota they do not apply.
OF_PROVINCES = {"send_plan": ("council_approved", {"head_padang"}), "send_draft": ("drafting", {"head_padang"})}

#: Made by the clock alone: no address.
OF_CLOCKS = (
    "deem_council_approved",
    "lapse_governor_plan",
    "lapse_governor_draft",
    "expire_intent",
    "expire_agreement",
)
