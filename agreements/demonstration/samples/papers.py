"""Fills the law's parts of each paper with the texts of a theme."""

from datetime import timedelta

from agreements.enums import PaperKind
from agreements.models import PlanActivity
from cooperation.working_days import today

_HEADS = {"province": ("Gubernur", "Governor"), "kabupaten": ("Bupati", "Regent"), "kota": ("Wali Kota", "Mayor")}

TERM_MONTHS = 36


def values(dossier, theme, kind):
    """{field: text} of a complete paper of `kind`."""
    return {name: text.format(**_names(dossier, theme)) for name, text in _PAPERS[kind](theme).items()}


def activities(theme):
    """The theme's activities, unsaved, beginning next year."""
    begin = today().replace(month=1, day=1, year=today().year + 1)
    month = timedelta(days=30)
    return [
        PlanActivity(
            name=planned.name,
            unit=planned.unit,
            target=planned.target,
            amount=planned.amount,
            source=planned.source,
            starts_on=begin + planned.begins * month,
            ends_on=begin + (planned.begins + planned.lasts) * month,
        )
        for planned in theme.activities
    ]


def signatories(dossier):
    """Who signs for the region and for the partner."""
    names = _names(dossier)
    return names["head"], f"Pimpinan {names['partner']}"


def _names(dossier, theme=None):
    region = dossier.region
    head, head_en = _HEADS[region.kind]
    short = region.name.removeprefix("Kota ").removeprefix("Kabupaten ")
    return {
        "region": f"Provinsi {region.name}" if region.is_province else region.name,
        "partner": dossier.partner.name_id or dossier.partner.name,
        "partner_en": dossier.partner.name,
        "country": dossier.partner.country.name_id if dossier.partner.country else "organisasi internasional",
        "head": f"{head} {short}",
        "head_en": f"{head_en} of {short}",
        "title": theme.title.lower() if theme else "",
        "title_en": theme.title_en if theme else "",
    }


def _listed(items):
    return "\n".join(f"{number}. {item};" for number, item in enumerate(items, start=1))


def _study(theme):
    return {
        "title": "Kajian kerja sama {region} dengan {partner} di bidang {title} (contoh)",
        "background": theme.background,
        "purpose": theme.purpose,
        "mapping": theme.mapping,
        "benefits": theme.benefits,
        "conclusion": theme.conclusion,
    }


def _intent(theme):
    return {
        "title": "Pernyataan Kehendak Kerja Sama antara {region} dan {partner} (contoh)",
        "subject": "Pemerintah {region}, diwakili {head}; dan {partner}, diwakili pimpinannya.",
        "purpose": theme.purpose,
        "scope": _listed(theme.scope),
        "validity": (
            "Berlaku satu tahun sejak ditandatangani. Pernyataan ini tidak menimbulkan kewajiban hukum; "
            "kedua pihak berupaya menyusun Memorandum Saling Pengertian dalam masa berlakunya."
        ),
        "signing": "Ditandatangani di {region} dalam bahasa Indonesia dan bahasa Inggris, masing-masing dua naskah.",
    }


def _plan(theme):
    return {
        "subject": f"Pemerintah {{region}} (pelaksana: {theme.unit}) dan {{partner}}.",
        "background": theme.background,
        "purpose": f"{theme.purpose}\nSasaran:\n{theme.targets}",
        "object": theme.functions,
        "scope": _listed(theme.scope),
        "funding": (
            "Masing-masing pihak menanggung biaya kegiatannya sendiri sesuai ketersediaan anggaran. Bagian {region} "
            "dianggarkan dalam APBD; jumlah dan sumber dana setiap kegiatan tercantum pada daftar kegiatan."
        ),
        "period": "Tiga tahun sejak naskah kerja sama berlaku; jangka waktu setiap kegiatan tercantum pada daftarnya.",
    }


def _agreement(theme):
    return {
        "title": "Memorandum Saling Pengertian antara Pemerintah {region}, Republik Indonesia, dan {partner}, "
        "{country}, tentang kerja sama {title} (contoh)",
        "title_foreign": "Memorandum of Understanding between the Government of {region}, Republic of Indonesia, and "
        "{partner_en} on cooperation in {title_en} (example)",
        "subject": "Pemerintah {region} yang diwakili {head} dan {partner} yang diwakili pimpinannya, selanjutnya "
        "disebut Para Pihak.",
        "subject_foreign": "The Government of {region}, represented by the {head_en}, and {partner_en}, represented by "
        "its head, hereinafter referred to as the Parties.",
        "purpose": theme.purpose,
        "purpose_foreign": theme.purpose_en,
        "scope": f"Kerja sama meliputi:\n{_listed(theme.scope)}",
        "scope_foreign": f"The cooperation covers:\n{_listed(theme.scope_en)}",
        "implementation": theme.implementation,
        "implementation_foreign": theme.implementation_en,
        "funding": "Setiap Pihak menanggung biayanya sendiri, sesuai ketersediaan dana dan peraturan masing-masing.",
        "funding_foreign": "Each Party bears its own costs, subject to the availability of funds and to its own laws.",
        "working_group": "Para Pihak membentuk Kelompok Kerja Bersama yang merencanakan, memantau, dan mengevaluasi "
        "kerja sama, dan bertemu sekali setahun secara bergantian.",
        "working_group_foreign": "The Parties establish a Joint Working Group that plans, monitors and evaluates the "
        "cooperation and meets once a year in turn.",
        "disputes": "Perbedaan penafsiran atau pelaksanaan diselesaikan secara damai melalui konsultasi dan negosiasi.",
        "disputes_foreign": "Differences in interpretation or implementation are settled amicably through consultation "
        "and negotiation.",
        "amendment": "Memorandum ini dapat diubah secara tertulis atas persetujuan Para Pihak.",
        "amendment_foreign": "This Memorandum may be amended in writing by mutual consent of the Parties.",
        "duration": "Berlaku sejak ditandatangani selama tiga tahun dan dapat diperpanjang atas persetujuan tertulis. "
        "Setiap Pihak dapat mengakhirinya dengan pemberitahuan enam bulan sebelumnya; kegiatan yang sedang berjalan "
        "diselesaikan.",
        "duration_foreign": "It enters into force on signature for three years and may be extended by written consent. "
        "Either Party may terminate it by six months' notice; activities under way are completed.",
        "signing": "Dibuat di {region} dalam rangkap dua, dalam bahasa Indonesia dan bahasa Inggris, semua naskah sama "
        "keabsahannya.",
        "signing_foreign": "Done at {region} in duplicate, in the Indonesian and English languages, all texts being "
        "equally authentic.",
    }


_PAPERS = {
    PaperKind.STUDY: _study,
    PaperKind.INTENT: _intent,
    PaperKind.PLAN: _plan,
    PaperKind.AGREEMENT: _agreement,
}
