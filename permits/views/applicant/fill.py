"""The task list and its pages of questions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.time import official_now
from permits import workflow
from permits.errors import Busy, StalePage
from permits.forms.answers import AnswerForm
from permits.models import Application
from permits.parts import Part, part_of
from permits.progress import progress
from permits.views.applicant import find

# Where a page of questions leads: on to the next part, back to the check, or away for now.
LATER, QUIETLY = "nanti", "otomatis"
FROM_REVIEW = "periksa"


@require_safe
def tasks(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find.own_with_contents(request, receipt)
    if not application.is_draft:
        return redirect(application)
    context = {"application": application, "progress": progress(application)}
    return render(request, "permits/applicant/tasks.html", context)


def part(request: HttpRequest, receipt: str, part: str) -> HttpResponse:
    """Show one part and keep what is typed there, complete or not."""
    application = find.own_with_contents(request, receipt)
    if part not in (Part.APPLICANT, Part.DATA, Part.PLACE):
        raise Http404
    if request.method != "POST" and not application.is_draft:
        return redirect(application)
    if part == Part.APPLICANT:
        return _applicant(request, application)
    return _questions(request, application, Part(part))


def _applicant(request: HttpRequest, application: Application) -> HttpResponse:
    context = {
        "application": application,
        "applicant": application.applicant,
        "next": _following(request, application, Part.APPLICANT),
    }
    return render(request, "permits/applicant/applicant.html", context)


def _questions(request: HttpRequest, application: Application, part: Part) -> HttpResponse:
    questions = [field for field in application.standard.form_fields.all() if part_of(field) == part]
    if not questions:
        raise Http404
    today = timezone.localdate(official_now())
    if request.method != "POST":
        form = AnswerForm.resumed(questions, application, today=today)
        return _form_page(request, application, part, form)
    form = AnswerForm(questions, application, today=today, data=request.POST)
    action = request.POST.get("tindakan")
    if form.is_valid() or action in (LATER, QUIETLY):
        try:
            workflow.save_answers(application, form.answers(), by=request.user)
        except (StalePage, Busy) as error:
            if action == QUIETLY:
                return _status_line(request, {"refusal": error.message}, status=409)
            return _form_page(request, application, part, form, refusal=error.message, status=409)
        if action == QUIETLY:
            return _status_line(request, {"saved_at": official_now()})
        if action == LATER:
            messages.success(request, _("Isian tersimpan. Lanjutkan kapan saja."))
            return redirect("permits:tasks", receipt=application.receipt)
        return redirect(_following(request, application, part))
    return _form_page(request, application, part, form, status=422)


def _status_line(request: HttpRequest, context: dict, *, status: int = 200) -> HttpResponse:
    """Answer the page that saves by itself: it shows this line and stays as it is."""
    return render(request, "permits/applicant/part.html#saved", context, status=status)


def _form_page(
    request: HttpRequest,
    application: Application,
    part: Part,
    form: AnswerForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "application": application,
        "part": part,
        "form": form,
        "refusal": refusal,
        "came_from": _came_from(request),
    }
    return render(request, "permits/applicant/part.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    asked = request.POST.get("kembali") or request.GET.get("kembali")
    return FROM_REVIEW if asked == FROM_REVIEW else ""


def _following(request: HttpRequest, application: Application, part: Part) -> str:
    """Return where «Simpan dan lanjut» leads: back to the check, or to the next part."""
    if _came_from(request):
        return reverse("permits:review", args=[application.receipt])
    present = {part_of(field) for field in application.standard.form_fields.all()}
    order = [Part.APPLICANT, *(item for item in (Part.DATA, Part.PLACE) if item in present)]
    after = order[order.index(part) + 1 :]
    if after:
        return reverse("permits:part", args=[application.receipt, after[0]])
    return reverse("permits:documents", args=[application.receipt])
