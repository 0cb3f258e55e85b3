"""Capture fisheries and the processing of fish."""

from .theme import Planned, Theme

FISHERIES = Theme(
    title="Perikanan tangkap dan pengolahan hasil laut",
    title_en="capture fisheries and seafood processing",
    objectives=("science", "capacity", "potential"),
    sectors=("fisheries", "small_business", "trade"),
    unit="Dinas Kelautan dan Perikanan",
    background=(
        "Sebagian besar nelayan {region} melaut dengan kapal di bawah 10 GT dan menjual hasil tangkapan dalam keadaan "
        "segar pada hari yang sama. Susut hasil karena rantai dingin yang belum memadai diperkirakan 20–25 persen, "
        "dan nilai tambah pengolahan dinikmati daerah lain.\n"
        "{partner} ({country}) mengelola pelabuhan perikanan dengan pelelangan elektronik dan sekolah perikanan "
        "yang melatih awak kapal dan pengolah. Surat minat kedua pihak dan dua pertemuan daring membahas "
        "pelatihan, rantai dingin, dan pemasaran bersama."
    ),
    purpose=(
        "Meningkatkan pendapatan nelayan dan pengolah ikan {region} melalui alih pengetahuan tentang penanganan hasil "
        "tangkapan, standar mutu ekspor, dan pengelolaan pelabuhan perikanan, serta membuka pasar bagi produk "
        "olahan kedua daerah."
    ),
    mapping=(
        "Potensi {region}: produksi tuna, cakalang, dan tongkol; 14 unit pengolahan skala kecil; sekolah menengah "
        "kejuruan bidang kelautan. Kebutuhan: pelatihan penanganan di atas kapal, ruang pendingin, sertifikasi mutu.\n"
        "Potensi {partner}: pelelangan elektronik, laboratorium mutu, sekolah perikanan, dan jaringan pembeli. "
        "Kebutuhan mitra: bahan baku tuna dan pengalaman budi daya rumput laut.\n"
        "Bidang prioritas: pelatihan, rantai dingin, pemasaran. Perkiraan biaya tiga tahun Rp3,1 miliar; perkiraan "
        "manfaat dari turunnya susut hasil Rp2,4 miliar setahun."
    ),
    benefits=(
        "Sosial: 300 nelayan dan 120 pengolah terlatih, sepertiganya perempuan.\n"
        "Budaya: pertukaran pengetahuan melaut tradisional dan kuliner pesisir.\n"
        "Ekonomi: susut hasil turun menjadi 10 persen, harga jual olahan naik, dua produk memenuhi syarat ekspor."
    ),
    conclusion=(
        "Kerja sama layak dilaksanakan dengan syarat pengadaan ruang pendingin memakai anggaran daerah, "
        "tidak ada penangkapan ikan oleh kapal mitra, dan pelatihan memakai kurikulum yang disetujui dinas."
    ),
    targets=(
        "1. 300 nelayan dan 120 pengolah lulus pelatihan sampai akhir tahun ketiga.\n"
        "2. Susut hasil tangkapan turun dari 22 menjadi 10 persen.\n"
        "3. Dua produk olahan memperoleh sertifikat mutu untuk ekspor pada tahun kedua."
    ),
    functions="Urusan pilihan kelautan dan perikanan, serta urusan wajib koperasi, usaha kecil, dan menengah.",
    activities=(
        Planned(
            "Pelatihan penanganan ikan di atas kapal",
            "Dinas Kelautan dan Perikanan",
            "300 nelayan dalam enam angkatan",
            540_000_000,
            "APBD",
            1,
            24,
        ),
        Planned(
            "Magang pengolahan hasil laut di tempat mitra",
            "Dinas Kelautan dan Perikanan",
            "24 pengolah selama satu bulan",
            720_000_000,
            "Mitra dan APBD",
            6,
            18,
        ),
        Planned(
            "Percontohan rantai dingin di pelabuhan perikanan",
            "Dinas Kelautan dan Perikanan",
            "Satu ruang pendingin 10 ton",
            1_650_000_000,
            "APBD",
            3,
            12,
        ),
        Planned(
            "Pameran dan temu usaha produk laut",
            "Dinas Perdagangan",
            "40 pelaku usaha setiap tahun",
            240_000_000,
            "APBD",
            10,
            24,
        ),
    ),
    purpose_en=(
        "To raise the income of fishers and fish processors of both Parties by sharing knowledge on the handling of "
        "catches, on quality standards for export and on the management of fishing ports, and to open markets for "
        "their processed products."
    ),
    scope=(
        "pelatihan nelayan dan pengolah ikan",
        "rantai dingin dan mutu hasil laut",
        "pengelolaan pelabuhan perikanan dan pelelangan",
        "promosi dan pemasaran produk olahan",
    ),
    scope_en=(
        "training of fishers and fish processors",
        "cold chain and quality of seafood",
        "management of fishing ports and auctions",
        "promotion and marketing of processed products",
    ),
    implementation=(
        "Para Pihak melaksanakan kerja sama melalui program tahunan yang disusun Kelompok Kerja Bersama: pelatihan, "
        "magang, percontohan rantai dingin, dan temu usaha. Kapal penangkap ikan salah satu Pihak tidak beroperasi di "
        "perairan Pihak lainnya berdasarkan Memorandum ini."
    ),
    implementation_en=(
        "The Parties carry out the cooperation through yearly programmes drawn up by the Joint Working Group: "
        "training, internships, a cold-chain pilot and business meetings. Fishing vessels of one Party do not operate "
        "in the waters of the other Party under this Memorandum."
    ),
)
