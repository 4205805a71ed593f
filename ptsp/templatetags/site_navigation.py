"""Navigation of the base page and of the staff's side rail."""

from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse

from ptsp import navigation

register = template.Library()


def links(entries, context, counts=None) -> list[dict[str, object]]:
    """Turn entries into links; one whose page this installation does not serve is left out."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.view_name if match else ""
    found = []
    for entry in entries:
        try:
            address = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        found.append(
            {
                "address": address,
                "label": entry.label,
                "icon": entry.icon,
                "is_here": here == entry.url_name,
                "count": counts.get(entry.url_name) if counts else None,
            }
        )
    return found


@register.simple_tag(takes_context=True)
def public_links(context) -> list[dict[str, object]]:
    return links(navigation.PUBLIC, context)


@register.simple_tag(takes_context=True)
def personal_links(context) -> list[dict[str, object]]:
    return links(navigation.PERSONAL, context)


@register.simple_tag(takes_context=True)
def staff_links(context) -> list[dict[str, object]]:
    """Return the groups of the side rail; counts come from `navigation_counts` (URL name to number)."""
    groups = [
        {"label": group.label, "links": links(entries, context, context.get("navigation_counts"))}
        for group, entries in navigation.staff_groups(context["request"].user)
    ]
    return [group for group in groups if group["links"]]


@register.simple_tag(takes_context=True)
def login_address(context) -> str:
    """Return the sign-in page, with the way back to this page."""
    address = reverse("account_login")
    request = context.get("request")
    if request is None or request.method != "GET" or request.path == "/" or request.path.startswith("/akun/"):
        return address
    return f"{address}?{urlencode({'next': request.get_full_path()})}"
