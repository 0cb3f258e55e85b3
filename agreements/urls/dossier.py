"""The dossier page, its tabs, its moves."""

from django.urls import include, path

from agreements.views import chasing, checklist, dossier, moves, opening, opinions

of_moves = [
    path("ask_opinion/", opinions.AskOpinion.as_view(), {"name": "ask_opinion"}, "move"),
    path("give_opinion/", opinions.GiveOpinion.as_view(), {"name": "give_opinion"}, "move"),
    path("end_agreement/", moves.EndAgreement.as_view(), {"name": "end_agreement"}, "move"),
    path("<str:name>/", moves.MoveView.as_view(), name="move"),
]

urlpatterns = [
    path("", dossier.Summary.as_view(), name="dossier"),
    path("papers/", dossier.Papers.as_view(), name="dossier-papers"),
    path("remarks/", dossier.Remarks.as_view(), name="dossier-remarks"),
    path("opinions/", opinions.Opinions.as_view(), name="dossier-opinions"),
    path("contacts/", dossier.Contacts.as_view(), name="dossier-contacts"),
    path("history/", dossier.History.as_view(), name="dossier-history"),
    path("moves/", include(of_moves)),
    path("opinions/<int:pk>/remind/", opinions.Remind.as_view(), name="opinion-remind"),
    path("opinions/<int:pk>/withdraw/", opinions.Withdraw.as_view(), name="opinion-withdraw"),
    path("conditions/<int:pk>/", opinions.UseCondition.as_view(), name="condition-use"),
    path("checklist/", checklist.Checklist.as_view(), name="checklist"),
    path("edit/", opening.DossierEdit.as_view(), name="dossier-edit"),
    path("partner/", opening.DossierPartner.as_view(), name="dossier-partner"),
    path("chase/", chasing.AnswerChase.as_view(), name="chase-answer"),
]
