"""«Akun petugas»: who works here, with which roles, granted by whom."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applicants import history, permissions, workflow
from applicants.errors import RuleBroken
from applicants.forms import ReasonForm, RoleForm, StaffForm
from applicants.models import RoleGrant, User
from office.time import official_now

PAGE_SIZE = 25


def for_administration(may: Callable[[User], bool]) -> Callable:
    """Let in whom `may` allows; for everybody else these pages do not exist."""

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not may(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@for_administration(permissions.may_see_staff)
def staff(request: HttpRequest) -> HttpResponse:
    everyone = (
        User.objects.filter(is_staff=True)
        .select_related("staff_profile__agency")
        .prefetch_related(Prefetch("role_grants", RoleGrant.objects.in_force(), to_attr="grants_in_force"))
        .order_by("-is_active", "full_name", "pk")
    )
    awaiting = RoleGrant.objects.awaiting_confirmation().select_related("user", "requested_by")
    context = {
        "page": Paginator(everyone, PAGE_SIZE).get_page(request.GET.get("page")),
        "awaiting": [
            {"grant": grant, "may_confirm": permissions.may_confirm(grant, request.user)}
            for grant in awaiting.order_by("requested_at")
        ],
        "may_invite": permissions.may_administer_accounts(request.user),
    }
    return render(request, "applicants/staff.html", context)


@for_administration(permissions.may_administer_accounts)
def staff_new(request: HttpRequest) -> HttpResponse:
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = workflow.invite_staff(**form.cleaned_data, by=request.user)
        except RuleBroken as refusal:
            form.add_error("email", refusal.message)
        else:
            messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": user.email})
            return redirect("applicants:staff_detail", user.pk)
    return render(request, "applicants/staff_form.html", {"form": form}, status=422 if form.errors else 200)


@for_administration(permissions.may_see_staff)
def staff_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _find_staff(pk), RoleForm())


@for_administration(permissions.may_administer_accounts)
@require_POST
def staff_invite(request: HttpRequest, pk: int) -> HttpResponse:
    user = _find_staff(pk)
    try:
        workflow.invite_again(user, by=request.user)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Undangan dikirim lagi ke %(email)s.") % {"email": user.email})
    return redirect("applicants:staff_detail", user.pk)


@for_administration(permissions.may_administer_accounts)
@require_POST
def role_request(request: HttpRequest, pk: int) -> HttpResponse:
    user = _find_staff(pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            workflow.request_role(
                user,
                form.cleaned_data["role"],
                reason=form.cleaned_data["reason"],
                expires_at=form.expires_at(),
                by=request.user,
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Permintaan peran tercatat. Orang kedua perlu mengonfirmasinya."))
            return redirect("applicants:staff_detail", user.pk)
    return _detail(request, user, form, status=422)


@for_administration(permissions.may_see_staff)
def grant_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    grant = _find_grant(pk)
    refusal = None
    if request.method == "POST":
        try:
            workflow.confirm_role(grant, by=request.user)
        except RuleBroken as rule:
            refusal = rule.message
        else:
            messages.success(
                request, _("Peran %(role)s berlaku sekarang.") % {"role": grant.get_role_display()}
            )
            return redirect("applicants:staff_detail", grant.user_id)
    context = {
        "grant": grant,
        "refusal": refusal,
        "may_confirm": permissions.may_confirm(grant, request.user),
    }
    return render(request, "applicants/grant_confirm.html", context, status=409 if refusal else 200)


@for_administration(permissions.may_see_staff)
def grant_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    grant = _find_grant(pk)

    def withdraw(reason: str) -> None:
        workflow.withdraw_role(grant, reason=reason, by=request.user)

    names = {"role": grant.get_role_display(), "name": grant.user}
    if grant.confirmed_at is None:
        return _ask_reason(
            request,
            withdraw,
            user=grant.user,
            question=_("Tolak permintaan peran %(role)s untuk %(name)s?") % names,
            consequence=_("Permintaan ditutup. Alasan tercatat di catatan kantor."),
            button=_("Tolak permintaan"),
            done=_("Permintaan peran %(role)s ditolak.") % names,
        )
    return _ask_reason(
        request,
        withdraw,
        user=grant.user,
        question=_("Cabut peran %(role)s dari %(name)s?") % names,
        consequence=_("Semua sesi petugas ini berakhir saat itu juga. Alasan tercatat di catatan kantor."),
        button=_("Cabut peran"),
        done=_("Peran %(role)s dicabut.") % names,
    )


@for_administration(permissions.may_administer_accounts)
def staff_close(request: HttpRequest, pk: int) -> HttpResponse:
    user = _find_staff(pk)

    def close(reason: str) -> None:
        workflow.close_account(user, reason=reason, by=request.user)

    return _ask_reason(
        request,
        close,
        user=user,
        question=_("Tutup akun %(name)s?") % {"name": user},
        consequence=_("Semua sesi berakhir dan semua peran dicabut. Riwayatnya tetap tersimpan."),
        button=_("Tutup akun"),
        done=_("Akun %(name)s ditutup.") % {"name": user},
    )


@for_administration(permissions.may_administer_accounts)
def staff_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    user = _find_staff(pk)

    def reopen(reason: str) -> None:
        workflow.reopen_account(user, reason=reason, by=request.user)

    return _ask_reason(
        request,
        reopen,
        user=user,
        question=_("Buka kembali akun %(name)s?") % {"name": user},
        consequence=_("Peran lama tidak kembali; setiap peran perlu diminta dan dikonfirmasi lagi."),
        button=_("Buka kembali"),
        done=_("Akun %(name)s dibuka kembali.") % {"name": user},
    )


@for_administration(permissions.may_administer_accounts)
def second_factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = _find_staff(pk)

    def remove(reason: str) -> None:
        workflow.remove_second_factor(user, reason=reason, by=request.user)

    return _ask_reason(
        request,
        remove,
        user=user,
        question=_("Lepas kode sekali pakai %(name)s?") % {"name": user},
        consequence=_("Untuk ponsel yang hilang: semua sesi berakhir, dan petugas memasang kode baru."),
        button=_("Lepas kode sekali pakai"),
        done=_("Kode sekali pakai %(name)s dilepas.") % {"name": user},
    )


def _find_staff(pk: int) -> User:
    return get_object_or_404(
        User.objects.filter(is_staff=True).select_related("staff_profile__agency"), pk=pk
    )


def _find_grant(pk: int) -> RoleGrant:
    return get_object_or_404(RoleGrant.objects.select_related("user", "requested_by"), pk=pk)


def _detail(request: HttpRequest, user: User, form: RoleForm, status: int = 200) -> HttpResponse:
    people = ("requested_by", "confirmed_by", "revoked_by")
    grants = user.role_grants.select_related(*people).order_by("-requested_at")
    context = {
        "person": user,
        "grants": [
            {"grant": grant, "may_confirm": permissions.may_confirm(grant, request.user)} for grant in grants
        ],
        "now": official_now(),
        "form": form,
        "history": history.of_account(user, [grant.pk for grant in grants]),
        "has_second_factor": is_mfa_enabled(user),
        "may_administer": permissions.may_administer_accounts(request.user) and user.pk != request.user.pk,
    }
    return render(request, "applicants/staff_detail.html", context, status=status)


def _ask_reason(
    request: HttpRequest,
    act: Callable[[str], None],
    *,
    user: User,
    question: str,
    consequence: str,
    button: str,
    done: str,
) -> HttpResponse:
    """Ask for a reason on a page of its own, then act; a refusal is told on the same page."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except RuleBroken as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("applicants:staff_detail", user.pk)
    context = {
        "form": form,
        "person": user,
        "question": question,
        "consequence": consequence,
        "button": button,
    }
    return render(request, "applicants/ask_reason.html", context, status=422 if form.errors else 200)
