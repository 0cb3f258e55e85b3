"""The table of the road in words: for the help page, the generated document and the boxes of a dossier."""

from django.utils.translation import gettext_lazy as _

#: What each guard of the table asks to be ready, by its name.
GUARD_SENTENCES = {
    "basics_filled": _("Partner, initiator, objects and unit in charge are filled in."),
    "relations_exist": _("Indonesia has diplomatic relations with the partner's country."),
    "prerequisites_met": _("The nine prerequisites are answered and met."),
    "contact_recorded": _("At least one contact with the partner is recorded."),
    "study_complete": _("The study is complete: six parts."),
    "intent_complete": _("The draft LoI is complete: six parts."),
    "plan_complete": _("The cooperation plan is complete: seven parts and costed activities."),
    "plan_renewed": _("An improved version of the cooperation plan is written."),
    "text_renewed": _("After a return, an improved version of the agreement text is written."),
    "agreement_complete": _("The agreement text is complete: eleven parts in both languages, five years at most."),
    "remarks_answered": _("Every remark is answered."),
    "intent_running": _("The LoI is signed and still valid."),
    "no_hold": _("The region is not on hold."),
    "council_received": _("The receipt of the council secretariat is recorded."),
    "council_clock_over": _("45 working days have passed since receipt."),
    "four_papers_present": _("Four papers are present: study, LoI, cooperation plan, council approval."),
    "governor_received": _("The receipt of the governor's office is recorded."),
    "governor_clock_over": _("The governor's 5 working days have passed."),
    "opinions_in": _("Every office that was asked has answered, or its day has passed."),
    "own_office_asked": _("Your office has been asked."),
    "recommended_by_another": _("Another person has recommended this decision."),
    "not_recommended_by_oneself": _("Whoever recommended a decision does not take it."),
    "meeting_held": _("The inter-ministry meeting was held with the offices the law names."),
    "confirmation_present": _("Kemlu's confirmation letter is present."),
}
