"""An office to start with: sample letterhead and the hours of Perpres 21/2023, both to be edited."""

import datetime as dt

from django.db import migrations

SAMPLE_OFFICE = {
    "name": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "short_name": "DPMPTSP Provinsi Contoh",
    "government": "Pemerintah Provinsi Contoh",
    "region": "Provinsi Contoh",
    "city": "Kota Contoh",
    "address": "Jalan Contoh Nomor 1, Kota Contoh 38000",
    "phone": "(0736) 000 000",
    "email": "ptsp@contoh.id",
    "website": "izin.contoh.id",
    "hours_text": "Senin-Kamis 07.30-16.00, Jumat 07.30-16.30 WIB",
    "head_title": "Kepala Dinas",
    "head_name": "Dr. Contoh Kepala, M.Si.",
    "head_rank": "Pembina Utama Muda",
    "head_employee_number": "197001011995031001",
    "is_sample": True,
}
VALID_FROM = dt.date(2010, 1, 1)


def fill(apps, schema_editor):
    apps.get_model("office", "Office").objects.create(pk=1, **SAMPLE_OFFICE)
    hours = apps.get_model("office", "WorkingHours")
    for weekday in range(5):
        is_friday = weekday == 4
        hours.objects.create(
            weekday=weekday,
            opens=dt.time(7, 30),
            break_starts=dt.time(11, 30) if is_friday else dt.time(12),
            break_ends=dt.time(13),
            closes=dt.time(16, 30) if is_friday else dt.time(16),
            valid_from=VALID_FROM,
        )


def empty(apps, schema_editor):
    apps.get_model("office", "Office").objects.all().delete()
    apps.get_model("office", "WorkingHours").objects.filter(valid_from=VALID_FROM).delete()


class Migration(migrations.Migration):
    dependencies = [("office", "0003_record_and_numbers")]
    operations = [migrations.RunPython(fill, empty)]
