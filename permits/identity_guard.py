"""Who an applicant is stays as it was checked while the office works on a file in that name."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from applicants.errors import RuleBroken
from applicants.models import Applicant
from applicants.signals import identity_changing
from permits.states import State


@receiver(identity_changing)
def refuse_while_a_file_is_open(sender, applicant: Applicant, **kwargs) -> None:
    """Object to a new name or number behind the desk's back; a returned file is checked again anyway."""
    if applicant.applications.open().exclude(state=State.RETURNED).exists():
        raise RuleBroken(
            _(
                "Nama dan nomor identitas tidak dapat diubah selama ada permohonan yang diproses. "
                "Bila ada yang keliru, hubungi loket."
            )
        )
