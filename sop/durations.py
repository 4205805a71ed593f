"""Working time in words."""

from django.utils.translation import gettext as _

from office.calendar import MINUTES_PER_DAY

MINUTES_PER_HOUR = 60


def in_words(minutes: int) -> str:
    """Write working minutes as «45 menit», «1 jam 30 menit» or «2 hari kerja 1 jam»."""
    days, rest = divmod(minutes, MINUTES_PER_DAY)
    hours, left = divmod(rest, MINUTES_PER_HOUR)
    parts = []
    if days:
        parts.append(_("%(count)d hari kerja") % {"count": days})
    if hours:
        parts.append(_("%(count)d jam") % {"count": hours})
    if left or not parts:
        parts.append(_("%(count)d menit") % {"count": left})
    return " ".join(parts)
