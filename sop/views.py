"""The public catalogue: what can be asked for, and what the office promises for it."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from office.public_pages import public_page
from sop.components import COMPONENTS
from sop.forms import CatalogueFilter
from sop.models import PermitType, Standard
from sop.search import nearest


@public_page
@require_safe
@vary_on_headers("HX-Request")
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the services; htmx asks for the results alone while the visitor types."""
    # Going back in the browser asks with htmx for a whole page: the old one is kept nowhere.
    is_fragment = request.htmx and not request.htmx.history_restore_request
    form = CatalogueFilter(request.GET)
    asked = form.asked()
    standards = list(
        form.results(Standard.objects.visible_to(request.user)).select_related("permit_type__sector")
    )
    context = {
        "form": form,
        "standards": standards,
        "applied": form.applied(),
        "is_ranked": "q" in asked,
        "is_fragment": is_fragment,
        "nearest": [] if standards or "q" not in asked else _nearest(request.user, asked["q"]),
    }
    response = render(request, "sop/catalogue.html#results" if is_fragment else "sop/catalogue.html", context)
    if is_fragment:
        query = urlencode(asked)
        push_url(response, f"{reverse('sop:catalogue')}{'?' if query else ''}{query}")
    return response


def _nearest(user, text: str) -> list[PermitType]:
    permit_types = {permit_type.name_id: permit_type for permit_type in PermitType.objects.visible_to(user)}
    return [permit_types[name] for name in nearest(text, permit_types)]


@public_page
@require_safe
def permit_type(request: HttpRequest, code: str) -> HttpResponse:
    """Show one service's promise: its standard in force."""
    standards = Standard.objects.visible_to(request.user).select_related(
        "permit_type__sector", "permit_type__agency"
    )
    standard = get_object_or_404(standards, permit_type__code=code)
    requirements = list(standard.requirements.all())
    mandatory = [requirement for requirement in requirements if requirement.mandatory]
    conditional = [requirement for requirement in mandatory if requirement.is_conditional]
    return render(
        request,
        "sop/permit_type.html",
        {
            "standard": standard,
            "permit_type": standard.permit_type,
            "titles": {component.key: component.title for component in COMPONENTS},
            "requirements": requirements,
            "mandatory_count": len(mandatory) - len(conditional),
            "conditional_count": len(conditional),
            "optional_count": len(requirements) - len(mandatory),
            "upload_megabytes": settings.UPLOAD_MAX_BYTES // 1024**2,
            "steps": list(standard.steps.all()),
        },
    )
