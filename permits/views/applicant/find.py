"""The one way the applicant's pages come to a file: their own, or a 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from permits.models import Application
from permits.querysets import ApplicationQuerySet


def own(request: HttpRequest, receipt: str) -> Application:
    return get_object_or_404(_own_files(request), receipt=receipt)


def own_with_contents(request: HttpRequest, receipt: str) -> Application:
    """Bring along the questions, the requirements and the documents (three queries more)."""
    files = _own_files(request).prefetch_related(
        "standard__form_fields", "standard__requirements", "documents"
    )
    return get_object_or_404(files, receipt=receipt)


def _own_files(request: HttpRequest) -> ApplicationQuerySet:
    files = Application.objects.own(request.user)
    return files.select_related("standard", "permit_type__sector", "applicant", "created_by")
