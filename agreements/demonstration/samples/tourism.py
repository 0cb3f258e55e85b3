"""Tourism, culture and the creative economy."""

from .theme import Planned, Theme

TOURISM = Theme(
    title="Pariwisata, seni budaya, dan ekonomi kreatif",
    title_en="tourism, arts and culture, and the creative economy",
    objectives=("culture", "potential"),
    sectors=("tourism", "culture", "small_business"),
    unit="Dinas Pariwisata dan Kebudayaan",
    background=(
        "Kunjungan wisatawan mancanegara ke {region} belum pulih ke tingkat sebelum 2020 dan lama tinggal rata-rata "
        "hanya 1,8 malam. Pelaku usaha wisata umumnya usaha mikro yang belum mengenal pasar {country}.\n"
        "{partner} menyelenggarakan festival budaya tahunan dan memiliki pusat pelatihan pemandu wisata. "
        "Kedua pihak telah saling berkirim surat minat dan bertemu dalam forum kota bersaudara."
    ),
    purpose=(
        "Memperpanjang lama tinggal dan memperluas asal wisatawan {region} melalui pelatihan pemandu, pertukaran seni, "
        "serta promosi bersama dengan {partner}."
    ),
    mapping=(
        "Potensi {region}: bentang alam, kuliner, tenun dan kerajinan, 22 sanggar seni. Kebutuhan: pemandu "
        "berbahasa Inggris, pengelolaan destinasi, kalender acara yang pasti.\n"
        "Potensi {partner}: pengelolaan kawasan bersejarah, festival, sekolah pariwisata. Kebutuhan mitra: tujuan "
        "wisata musim dingin bagi warganya dan penampil seni dari Indonesia.\n"
        "Bidang prioritas: sumber daya manusia pariwisata, pertukaran seni, promosi. Perkiraan biaya tiga tahun "
        "Rp1,9 miliar; perkiraan tambahan belanja wisatawan Rp6 miliar setahun pada tahun ketiga."
    ),
    benefits=(
        "Sosial: 90 pemandu bersertifikat dan 60 pengelola rumah inap terlatih.\n"
        "Budaya: dua pertukaran seni setahun; dokumentasi kerajinan yang hampir punah.\n"
        "Ekonomi: lama tinggal naik menjadi 2,5 malam dan 40 usaha kreatif memperoleh pembeli baru."
    ),
    conclusion=(
        "Kerja sama layak dilaksanakan. Syaratnya: kegiatan seni menghormati adat setempat, promosi dibiayai "
        "masing-masing pihak, dan tidak dibuka kantor perwakilan di luar negeri."
    ),
    targets=(
        "1. 90 pemandu wisata bersertifikat sampai akhir tahun kedua.\n"
        "2. Dua pertukaran seni setiap tahun, bergantian menjadi tuan rumah.\n"
        "3. Lama tinggal rata-rata naik dari 1,8 menjadi 2,5 malam pada tahun ketiga."
    ),
    functions="Urusan pilihan pariwisata dan urusan wajib kebudayaan.",
    activities=(
        Planned(
            "Pelatihan dan sertifikasi pemandu wisata",
            "Dinas Pariwisata dan Kebudayaan",
            "90 pemandu dalam tiga angkatan",
            450_000_000,
            "APBD",
            2,
            18,
        ),
        Planned(
            "Pertukaran kelompok seni",
            "Dinas Pariwisata dan Kebudayaan",
            "Dua kelompok setiap tahun",
            680_000_000,
            "APBD dan mitra",
            4,
            30,
        ),
        Planned(
            "Pendampingan usaha kerajinan dan rumah inap",
            "Dinas Koperasi dan UKM",
            "100 usaha mikro",
            420_000_000,
            "APBD",
            3,
            24,
        ),
        Planned(
            "Promosi bersama dan perjalanan pengenalan",
            "Dinas Pariwisata dan Kebudayaan",
            "Satu perjalanan dan satu pameran setahun",
            350_000_000,
            "Masing-masing pihak",
            6,
            28,
        ),
    ),
    purpose_en=(
        "To bring more visitors who stay longer to both Parties through the training of guides, the exchange of arts "
        "and joint promotion."
    ),
    scope=(
        "pengembangan sumber daya manusia pariwisata",
        "pertukaran seni dan budaya",
        "pendampingan usaha kreatif dan rumah inap",
        "promosi pariwisata bersama",
    ),
    scope_en=(
        "human resources in tourism",
        "exchange of arts and culture",
        "support for creative businesses and homestays",
        "joint promotion of tourism",
    ),
    implementation=(
        "Para Pihak melaksanakan kerja sama melalui pelatihan pemandu, pertukaran kelompok seni, pendampingan usaha "
        "kreatif, dan promosi bersama menurut program tahunan Kelompok Kerja Bersama."
    ),
    implementation_en=(
        "The Parties carry out the cooperation through the training of guides, the exchange of artists, support for "
        "creative businesses and joint promotion, following the yearly programme of the Joint Working Group."
    ),
)
