"""Snapshots for the paper's tests: a short permit for a person, a long one for a company, a receipt."""

from datetime import date, datetime, timedelta, timezone

from permits.paper.snapshot import (
    AgencyAdvice,
    HandedIn,
    Holder,
    Letterhead,
    Line,
    PermitSnapshot,
    ReceiptSnapshot,
    Signatory,
)

WIB = timezone(timedelta(hours=7))
OFFICE = Letterhead(
    name="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Provinsi Contoh",
    government="Pemerintah Provinsi Contoh",
    region="Provinsi Contoh",
    city="Kota Contoh",
    address="Jalan Contoh Nomor 1, Kota Contoh 38000",
    phone="(0736) 000 000",
    email="ptsp@contoh.id",
    website="izin.contoh.id",
)
SIGNATORY = Signatory(
    title="Kepala Dinas",
    name="Dr. Contoh Kepala, M.Si.",
    rank="Pembina Utama Muda",
    employee_number="197001011995031001",
)


def person_permit(**changes) -> PermitSnapshot:
    """Return a one-page permit of a natural person."""
    values = {
        "office": OFFICE,
        "signatory": SIGNATORY,
        "number": "500.16.7.2/0042/KES-01/DPMPTSP/2026",
        "title": "SURAT IZIN PRAKTIK DOKTER",
        "permit_code": "KES-01",
        "permit_name": "Surat Izin Praktik Dokter",
        "permit_kind": "izin",
        "holder": Holder(
            name="dr. Siti Contoh Rahmawati",
            kind="individual",
            address="Jalan Melati Nomor 12 RT 03 RW 05, Kelurahan Contoh, Kota Contoh 38112",
            identity=(
                Line("NIK", "1771********0001"),
                Line("Tempat, tanggal lahir", "Kota Contoh, 1 Januari 1990"),
            ),
        ),
        "object_data": (
            Line("Nomor STR", "12 3 4 567 8 90 123456"),
            Line("Tempat praktik", "Klinik Pratama Contoh Sehat, Jalan Mawar Nomor 7, Kota Contoh"),
            Line("Jadwal praktik", "Senin sampai Jumat, pukul 16.00-20.00"),
        ),
        "legal_basis": (
            "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan",
            "Peraturan Pemerintah Nomor 28 Tahun 2024 tentang Peraturan Pelaksanaan UU Kesehatan",
        ),
        "conditions": (),
        "recommendations": (AgencyAdvice("Dinas Kesehatan", "440/118/Dinkes/2026", date(2026, 11, 18)),),
        "receipt_number": "REG-2026-000184-K",
        "submitted_at": datetime(2026, 11, 16, 9, 12, tzinfo=WIB),
        "decided_at": datetime(2026, 11, 20, 14, 5, 33, tzinfo=WIB),
        "valid_from": date(2026, 11, 20),
        "valid_until": date(2031, 11, 20),
        "sop_version": 3,
        "verification_url": "https://izin.contoh.id/verifikasi/9mQ2fVw7TzKxB4uRkd3LhA/",
        "is_sample": True,
    }
    return PermitSnapshot(**(values | changes))


def company_permit(**changes) -> PermitSnapshot:
    """Return a permit of a company that runs over three pages."""
    values = {
        "number": "500.16.7.2/0007/ESDM-01/DPMPTSP/2026",
        "title": "SURAT IZIN PENGUSAHAAN AIR TANAH",
        "permit_code": "ESDM-01",
        "permit_name": "Surat Izin Pengusahaan Air Tanah (SIPA)",
        "holder": Holder(
            name="PT Sumber Tirta Contoh Sejahtera Nusantara Abadi",
            kind="company",
            address="Kawasan Industri Contoh Blok C Nomor 18-20, Kecamatan Contoh Utara, Kota Contoh 38119",
            identity=(
                Line("NIB", "9120001234567"),
                Line("NPWP", "0131********1000"),
                Line("Penanggung jawab", "Budi Contoh Santoso (Direktur Utama)"),
            ),
        ),
        "object_data": (
            Line("Lokasi sumur", "-3.800123, 102.265432"),
            *(
                Line(f"Sumur {n}", f"kedalaman {60 + n * 7} m, debit {n + 2} liter/detik, pompa celup {n} kW")
                for n in range(1, 19)
            ),
            Line("Peruntukan", "Air baku pendingin, sanitasi karyawan, dan cadangan pemadam. " * 8),
        ),
        "legal_basis": (
            "Undang-Undang Nomor 17 Tahun 2019 tentang Sumber Daya Air",
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
            "Peraturan Pemerintah Nomor 30 Tahun 2024 tentang Pengelolaan Sumber Daya Air",
        ),
        "conditions": tuple(
            f"Ketentuan teknis {n}: pemegang memasang meter air, mencatat pengambilan setiap hari, dan"
            " menyampaikan laporan pemakaian kepada Dinas ESDM paling lambat tanggal 10 bulan berikutnya."
            for n in range(1, 17)
        ),
        "recommendations": (
            AgencyAdvice("Dinas Energi dan Sumber Daya Mineral", "546/077/ESDM/2026", date(2026, 11, 9)),
            AgencyAdvice("Dinas Lingkungan Hidup", "660/214/DLH/2026", date(2026, 11, 11)),
        ),
        "valid_until": None,
        "is_sample": False,
    }
    return person_permit(**(values | changes))


def receipt(**changes) -> ReceiptSnapshot:
    """Return a receipt for an application filed without the counter."""
    values = {
        "office": OFFICE,
        "number": "REG-2026-000184-K",
        "received_at": datetime(2026, 11, 16, 9, 12, tzinfo=WIB),
        "permit_code": "KES-01",
        "permit_name": "Surat Izin Praktik Dokter",
        "sop_version": 3,
        "applicant_name": "dr. Siti Contoh Rahmawati",
        "identity": Line("NIK", "1771********0001"),
        "documents": (
            HandedIn("Kartu Tanda Penduduk (KTP)", True),
            HandedIn("Surat Tanda Registrasi (STR) yang masih berlaku", True),
            HandedIn("Surat keterangan sehat dari dokter", True),
            HandedIn("Pasfoto berwarna 4 x 6", True),
            HandedIn("Surat keterangan dari tempat praktik", True),
            HandedIn("Surat izin praktik terdahulu", False),
        ),
        "officer_name": "",
        "promised_days": 5,
        "promised_on": date(2026, 11, 23),
        "tracking_url": "https://izin.contoh.id/lacak/REG-2026-000184-K/",
        "tracking_code": "KX7Q-M2PD-9TRA",
        "complaint_channels": (
            Line("Portal", "izin.contoh.id/pengaduan/"),
            Line("SMS", "0812-0000-0000"),
            Line("Ombudsman RI", "telepon 137, www.ombudsman.go.id"),
        ),
        "is_sample": True,
    }
    return ReceiptSnapshot(**(values | changes))
