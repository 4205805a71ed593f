"""The one way the applicant's pages come to a file: their own, or a 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from permits.models import Application


def own(request: HttpRequest, receipt: str) -> Application:
    files = Application.objects.own(request.user)
    names = files.select_related("standard", "permit_type__sector", "applicant", "created_by")
    return get_object_or_404(names, receipt=receipt)
