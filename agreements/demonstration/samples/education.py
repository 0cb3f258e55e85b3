"""Vocational education and the skills of young people."""

from .theme import Planned, Theme

EDUCATION = Theme(
    title="Pendidikan vokasi dan keterampilan pemuda",
    title_en="vocational education and the skills of young people",
    objectives=("science", "capacity"),
    sectors=("education", "sport", "technology"),
    unit="Dinas Pendidikan",
    background=(
        "Tingkat pengangguran lulusan sekolah kejuruan di {region} masih di atas rata-rata nasional, sedangkan "
        "bengkel, perhotelan, dan pengolahan limbah kekurangan tenaga terampil. Guru kejuruan jarang magang di "
        "industri.\n"
        "{partner} ({country}) menjalankan pelatihan ganda, yaitu sekolah dan tempat kerja berjalan bersama, dan "
        "bersedia melatih guru serta menilai kurikulum. Kunjungan penjajakan telah dilakukan oleh utusan kedua pihak."
    ),
    purpose=(
        "Menyesuaikan pendidikan vokasi {region} dengan kebutuhan dunia kerja melalui pelatihan guru, penilaian "
        "kurikulum, dan magang siswa bersama {partner}."
    ),
    mapping=(
        "Potensi {region}: 31 sekolah kejuruan, balai latihan kerja, 9.400 siswa. Kebutuhan: guru yang berpengalaman "
        "industri, peralatan praktik, tempat magang.\n"
        "Potensi {partner}: pusat pelatihan ganda, kamar dagang yang menguji keterampilan, program pertukaran pemuda. "
        "Kebutuhan mitra: peserta pertukaran dan pengalaman mengajar bahasa serta budaya Indonesia.\n"
        "Bidang prioritas: mekatronika, perhotelan, pengelolaan limbah. Ilmu dan teknologi dialihkan kepada guru "
        "dan tetap dipakai setelah kerja sama berakhir. Perkiraan biaya tiga tahun Rp2,2 miliar."
    ),
    benefits=(
        "Sosial: 120 guru terlatih dan 1.800 siswa belajar dengan kurikulum baru.\n"
        "Budaya: pertukaran 40 pemuda dan kelas bahasa di kedua daerah.\n"
        "Ekonomi: masa tunggu kerja lulusan turun dari sebelas menjadi enam bulan."
    ),
    conclusion=(
        "Kerja sama layak dilaksanakan bila kurikulum tetap mengikuti standar nasional, siswa magang terlindungi "
        "asuransi, dan biaya perjalanan peserta dianggarkan setahun sebelumnya."
    ),
    targets=(
        "1. 120 guru kejuruan menyelesaikan pelatihan sampai akhir tahun ketiga.\n"
        "2. Enam sekolah memakai kurikulum yang dinilai bersama pada tahun kedua.\n"
        "3. Masa tunggu kerja lulusan sekolah peserta turun menjadi enam bulan."
    ),
    functions="Urusan wajib pendidikan, tenaga kerja, serta kepemudaan dan olahraga.",
    activities=(
        Planned(
            "Pelatihan guru kejuruan",
            "Dinas Pendidikan",
            "120 guru dalam empat angkatan",
            880_000_000,
            "APBD dan mitra",
            2,
            30,
        ),
        Planned(
            "Penilaian kurikulum bersama",
            "Dinas Pendidikan",
            "Enam sekolah kejuruan",
            260_000_000,
            "APBD",
            4,
            14,
        ),
        Planned(
            "Magang siswa di perusahaan kedua daerah",
            "Dinas Tenaga Kerja",
            "60 siswa setiap tahun",
            640_000_000,
            "Perusahaan dan APBD",
            10,
            24,
        ),
        Planned(
            "Pertukaran pemuda",
            "Dinas Pemuda dan Olahraga",
            "20 pemuda setiap tahun dari masing-masing pihak",
            420_000_000,
            "Masing-masing pihak",
            8,
            24,
        ),
    ),
    purpose_en=(
        "To bring vocational education closer to the world of work through the training of teachers, the joint review "
        "of curricula and internships for students."
    ),
    scope=(
        "pelatihan guru dan instruktur kejuruan",
        "penilaian dan pengembangan kurikulum",
        "magang siswa dan pertukaran pemuda",
        "pengujian keterampilan",
    ),
    scope_en=(
        "training of vocational teachers and instructors",
        "review and development of curricula",
        "internships of students and exchange of young people",
        "assessment of skills",
    ),
    implementation=(
        "Para Pihak melaksanakan kerja sama melalui pelatihan guru, penilaian kurikulum, magang, dan pertukaran pemuda "
        "menurut program tahunan Kelompok Kerja Bersama. Kurikulum tetap tunduk pada standar pendidikan nasional "
        "masing-masing Pihak."
    ),
    implementation_en=(
        "The Parties carry out the cooperation through the training of teachers, the review of curricula, internships "
        "and youth exchange, following the yearly programme of the Joint Working Group. Curricula remain subject to "
        "the national standards of each Party."
    ),
)
