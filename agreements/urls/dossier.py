"""The dossier page, its tabs, its moves."""

from django.urls import path

from agreements.views import checklist, dossier, moves, opinions

urlpatterns = [
    path("dossiers/<str:number>/", dossier.Summary.as_view(), name="dossier"),
    path("dossiers/<str:number>/papers/", dossier.Papers.as_view(), name="dossier-papers"),
    path("dossiers/<str:number>/remarks/", dossier.Remarks.as_view(), name="dossier-remarks"),
    path("dossiers/<str:number>/opinions/", opinions.Opinions.as_view(), name="dossier-opinions"),
    path("dossiers/<str:number>/contacts/", dossier.Contacts.as_view(), name="dossier-contacts"),
    path("dossiers/<str:number>/history/", dossier.History.as_view(), name="dossier-history"),
    path("dossiers/<str:number>/opinions/<int:pk>/remind/", opinions.Remind.as_view(), name="opinion-remind"),
    path("dossiers/<str:number>/opinions/<int:pk>/withdraw/", opinions.Withdraw.as_view(), name="opinion-withdraw"),
    path("dossiers/<str:number>/conditions/<int:pk>/", opinions.UseCondition.as_view(), name="condition-use"),
    path("dossiers/<str:number>/moves/ask_opinion/", opinions.AskOpinion.as_view(), {"name": "ask_opinion"}, "move"),
    path("dossiers/<str:number>/moves/give_opinion/", opinions.GiveOpinion.as_view(), {"name": "give_opinion"}, "move"),
    path("dossiers/<str:number>/moves/end_agreement/", moves.EndAgreement.as_view(), {"name": "end_agreement"}, "move"),
    path("dossiers/<str:number>/checklist/", checklist.Checklist.as_view(), name="checklist"),
    path("dossiers/<str:number>/moves/<str:name>/", moves.MoveView.as_view(), name="move"),
]
