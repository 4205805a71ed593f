"""What a form says, away from its fields."""

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def of_field(error: str, field: BoundField) -> str:
    """Put the field's name before an error that does not say by itself what it is about."""
    # Labels are lazy: without str() a template compares them with nothing.
    label = str(field.label)
    is_sentence = label.endswith((".", "?"))
    return error if is_sentence or label.lower() in error.lower() else f"{label}: {error}"
