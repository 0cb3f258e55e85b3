"""Examples that stand beside the parts of the papers, for whoever writes one for the first time."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import PaperKind

EXAMPLES = {
    PaperKind.STUDY: {
        "background": _(
            "Both cities live from the sea. Since 2023 the two fishery colleges have exchanged letters, and in March "
            "2025 the partner's mayor visited the fish market. The region's development plan (RPJMD 2025-2029) names "
            "fisheries as its first field."
        ),
        "purpose": _(
            "To raise the value of the catch by shared knowledge of processing, and to prepare a Letter of Intent "
            "that names two or three fields of work."
        ),
        "mapping": _(
            "Region: 12,400 fishers, one cold store, losses of 30 percent after landing. Partner: 40 processing "
            "plants, a training centre. Fields that come first: processing, cold chain. Cost to the region about "
            "Rp 450 million a year; expected gain Rp 2 billion a year from the third year."
        ),
        "benefits": _(
            "Social: 200 trained young fishers in three years. Cultural: a yearly festival of both ports. Economic: "
            "losses after landing fall from 30 to 15 percent."
        ),
        "conclusion": _(
            "The cooperation is feasible on condition that the cold store is enlarged from the region's own budget "
            "in the coming year."
        ),
    },
    PaperKind.INTENT: {
        "subject": _(
            "The Government of Kota Padang, represented by the Mayor, and the People's Committee of the partner, "
            "represented by its Chair."
        ),
        "purpose": _("To prepare, within one year, a memorandum of understanding on fisheries and tourism."),
        "scope": _("Fisheries and processing\nTourism\nVocational education"),
        "validity": _("This letter is valid for one year from the day of signing."),
        "signing": _("Padang, in the second week of August 2026."),
    },
    PaperKind.PLAN: {
        "subject": _(
            "The Government of Kota Padang (Fisheries Office, Tourism Office) and the partner's Department of "
            "Agriculture and Rural Development."
        ),
        "background": _("The joint study of 2026 and the Letter of Intent signed on 12 August 2026."),
        "purpose": _("By the end of 2029: 200 fishers trained, one cold chain in use, 5,000 visitors more a year."),
        "object": _("Marine affairs and fisheries; tourism; education. All three are functions of the city."),
        "scope": _("Training of fishers\nCold chain and processing\nJoint promotion of tourism"),
        "funding": _("Region: APBD, about Rp 1.2 billion in three years. Partner: trainers and their travel."),
        "period": _("January 2027 to December 2029."),
    },
    PaperKind.AGREEMENT: {
        "title": _("Memorandum of Understanding between … and … on cooperation in fisheries and tourism"),
        "subject": _(
            "The Government of …, Republic of Indonesia, and the Government of …, hereinafter called “the Parties”."
        ),
        "purpose": _("To develop cooperation between the Parties on the basis of equality and mutual benefit."),
        "scope": _("The Parties cooperate in: a. fisheries; b. tourism; c. vocational education."),
        "implementation": _(
            "The Parties carry out this Memorandum by programmes or technical arrangements, each agreed in writing."
        ),
        "funding": _("Each Party bears the costs of its own activities, subject to the availability of funds."),
        "working_group": _(
            "A Joint Working Group plans, monitors and evaluates the activities. It meets once a year, in turn."
        ),
        "disputes": _("Any difference on the meaning or use of this Memorandum is settled by consultation."),
        "amendment": _("This Memorandum may be amended in writing at any time by consent of both Parties."),
        "duration": _(
            "This Memorandum is in force from the day of signing for five years. Either Party may end it by six "
            "months' notice in writing. Activities under way are completed."
        ),
        "signing": _("Done in duplicate in … on …, in Indonesian and English, both texts being equally authentic."),
    },
}
