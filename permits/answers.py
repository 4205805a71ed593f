"""What the applicant answered, as people read it: on the pages of the office and on the permit."""

from permits.models import Application


def labelled(application: Application) -> list[tuple[str, str]]:
    return []
