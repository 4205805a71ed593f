"""The back office's steps, and giving a proposal back: each on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.time import official_now
from permits import workflow
from permits.answers import labelled
from permits.forms.desk import AskAgenciesForm, ProposalForm, SendBackForm
from permits.history import sent_back
from permits.issuing import holder_of, last_day_of
from permits.models import Application
from permits.views.file import find, step


def request_recommendation(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    form = AskAgenciesForm(request.POST or None, initial={"agencies": [application.permit_type.agency_id]})
    return step(
        request,
        application,
        "request_recommendation",
        form,
        lambda data: workflow.request_recommendations(
            application, data["agencies"], by=request.user, question=data["question"]
        ),
        template="permits/desk/request_recommendation.html",
        done=_("Permintaan rekomendasi terkirim ke instansi."),
    )


def propose(request: HttpRequest, receipt: str) -> HttpResponse:
    """Propose the permit; «Lihat pratinjau» shows what the paper will say before anything is sent."""
    application = find(request, receipt)
    conditions = application.conditions or _recommended_conditions(application)
    form = ProposalForm(
        request.POST or None, initial={"conditions": conditions, "note": application.proposal_note}
    )
    if form.is_valid():
        conditions = form.cleaned_data["conditions"]
    return step(
        request,
        application,
        "propose",
        form,
        lambda data: workflow.propose(application, by=request.user, **data),
        template="permits/desk/propose.html",
        done=_("Usulan terkirim ke atasan."),
        looks_only="pratinjau" in request.POST,
        recommendations=application.recommendations.select_related("agency", "answered_by").order_by("pk"),
        returned=sent_back(application),
        preview=_preview(application, conditions),
    )


def _recommended_conditions(application: Application) -> list[str]:
    """Return the agencies' conditions, in the order of their answers, each once."""
    answered = application.recommendations.filter(answered_at__isnull=False).order_by("answered_at")
    return list(dict.fromkeys(line for advice in answered for line in advice.conditions))


def _preview(application: Application, conditions: list[str]) -> dict[str, object]:
    """Return what will stand on the paper if the head decides today."""
    today = timezone.localdate(official_now())
    return {
        "title": application.standard.output_title_id,
        "holder": holder_of(application.applicant),
        "answers": labelled(application),
        "conditions": conditions,
        "valid_from": today,
        "valid_until": last_day_of(application.standard, today),
    }


def send_back(request: HttpRequest, receipt: str) -> HttpResponse:
    application = find(request, receipt)
    return step(
        request,
        application,
        "send_back",
        SendBackForm(request.POST or None),
        lambda data: workflow.send_back(application, by=request.user, note=data["note"]),
        template="permits/desk/send_back.html",
        done=_("Konsep dikembalikan ke petugas pemroses."),
    )
