"""What was uploaded, page by page as images: no upload is ever opened by a browser or by this process."""

import logging
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from office import files
from permits.intake import child, service
from permits.intake.finding import Finding
from permits.models import Document

logger = logging.getLogger(__name__)

LARGE = "besar"
# Pixels across; the small one fills its column, the large one is for stamps and small print.
WIDTHS = {"": 800, LARGE: 1400}
A4_RATIO = 297 / 210


@dataclass(frozen=True)
class Viewer:
    """One document on show, and its neighbours in the order of the checklist."""

    document: Document | None
    previous: Document | None = None
    following: Document | None = None
    size: str = ""

    @property
    def is_large(self) -> bool:
        return self.size == LARGE

    @property
    def width(self) -> int:
        return WIDTHS[self.size]

    @property
    def height(self) -> int:
        """Return how high a page of A4 is, to keep its place until the image is there."""
        return round(self.width * A4_RATIO)

    @property
    def pages(self) -> range:
        return range(1, self.document.pages + 1) if self.document else range(0)


def viewer(request: HttpRequest, documents: list[Document], *, preferred: Document | None = None) -> Viewer:
    """Return the viewer for the document in the query string, else the preferred one, else the first."""
    if not documents:
        return Viewer(None)
    asked = request.GET.get("dokumen", "")
    shown = next((document for document in documents if str(document.pk) == asked), preferred or documents[0])
    place = documents.index(shown)
    return Viewer(
        shown,
        previous=documents[place - 1] if place else None,
        following=documents[place + 1] if place + 1 < len(documents) else None,
        size=LARGE if request.GET.get("ukuran") == LARGE else "",
    )


@require_safe
def document_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Answer with one page as an image of at most 120 kB, drawn in a process of its own."""
    clean = Document.objects.visible_to(request.user).filter(state=Document.State.CLEAN)
    document = get_object_or_404(clean, pk=pk)
    if not 1 <= page <= document.pages:
        raise Http404
    width = WIDTHS.get(request.GET.get("ukuran", ""), WIDTHS[""])
    try:
        image = service.page_image(files.Purpose.DOCUMENTS, document.sha256, page, width)
    except (child.Unreadable, Finding, FileNotFoundError) as error:
        logger.warning("page %s of document %s cannot be drawn: %s", page, document.pk, error)
        raise Http404 from error
    response = HttpResponse(image, content_type="image/webp")
    return files.inert(response, name=f"{document.pk}-{page}.webp", inline=True)
