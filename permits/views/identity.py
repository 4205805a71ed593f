"""An applicant's numbers in full: for a reason, on one answer only, with a trace."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from applicants.permissions import may_reveal_identity
from applicants.workflow import IDENTITY_FIELDS
from applicants.workflow import reveal_identity as reveal
from permits.forms.desk import RevealForm
from permits.views.file import find, head


def reveal_identity(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask why, then show the numbers once; loading the page again asks again."""
    application = find(request, receipt)
    if not may_reveal_identity(application.applicant, request.user):
        raise PermissionDenied
    form = RevealForm(request.POST or None)
    numbers = None
    if form.is_valid():
        numbers = reveal(
            application.applicant, IDENTITY_FIELDS, by=request.user, reason=form.cleaned_data["reason"]
        )
    labels = {
        name: capfirst(application.applicant._meta.get_field(name).verbose_name) for name in IDENTITY_FIELDS
    }
    context = {
        **head(application),
        "form": form,
        "numbers": numbers and [(labels[name], number) for name, number in numbers.items()],
    }
    return render(request, "permits/desk/identity.html", context, status=422 if form.errors else 200)
