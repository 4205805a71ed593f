"""Addresses of people's own data and of the staff accounts; mounted at the root."""

from django.urls import path

from applicants.views import my_data, staff_accounts

app_name = "applicants"
urlpatterns = [
    path("akun/data/", my_data.my_data, name="my_data"),
    path("akun/data/baru/", my_data.profile_new, name="profile_new"),
    path("akun/data/baru/<slug:kind>/", my_data.profile_new, name="profile_new"),
    path("akun/data/<int:pk>/", my_data.profile_edit, name="profile_edit"),
    path("akun/data/<int:pk>/lihat/", my_data.reveal, name="reveal"),
    path("kerja/akun/", staff_accounts.staff, name="staff"),
    path("kerja/akun/baru/", staff_accounts.staff_new, name="staff_new"),
    path("kerja/akun/<int:pk>/", staff_accounts.staff_detail, name="staff_detail"),
    path("kerja/akun/<int:pk>/undang/", staff_accounts.staff_invite, name="staff_invite"),
    path("kerja/akun/<int:pk>/peran/", staff_accounts.role_request, name="role_request"),
    path("kerja/akun/<int:pk>/tutup/", staff_accounts.staff_close, name="staff_close"),
    path("kerja/akun/<int:pk>/buka/", staff_accounts.staff_reopen, name="staff_reopen"),
    path(
        "kerja/akun/<int:pk>/dua-langkah/",
        staff_accounts.second_factor_remove,
        name="second_factor_remove",
    ),
    path("kerja/akun/peran/<int:pk>/konfirmasi/", staff_accounts.grant_confirm, name="grant_confirm"),
    path("kerja/akun/peran/<int:pk>/cabut/", staff_accounts.grant_withdraw, name="grant_withdraw"),
]
