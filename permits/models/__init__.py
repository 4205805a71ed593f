from permits.models.application import Application
from permits.models.documents import Check, Document
from permits.models.permit import Permit, PermitFile
from permits.models.review import Initial, Recommendation

__all__ = ["Application", "Check", "Document", "Initial", "Permit", "PermitFile", "Recommendation"]
