"""The record's actions in words."""

from django import template

from permits.history import ACTIONS

register = template.Library()


@register.filter
def action_words(action: str) -> str:
    return str(ACTIONS.get(action, action))
