"""The letter that lets a new member of staff choose a password."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from applicants.models import User
from office import messages
from office.models import Message
from office.time import official_now


def vouch_for_address(user: User) -> EmailAddress:
    """Take the address as verified: the account opens only by the link that is sent to it."""
    return EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def send(user: User) -> Message:
    """Queue the invitation; asked twice within a minute, it is one letter."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    return messages.enqueue(
        user.email,
        "applicants/email/invitation",
        {
            "user": user,
            "link": f"{settings.PUBLIC_URL}{path}",
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        },
        dedupe_key=f"invitation:{user.pk}:{official_now():%Y%m%d%H%M}",
    )
