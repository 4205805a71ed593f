from applicants.models.people import Applicant, Representation
from applicants.models.privacy import AccessLog, Consent
from applicants.models.staff import RoleGrant, StaffProfile
from applicants.models.user import User

__all__ = ["AccessLog", "Applicant", "Consent", "Representation", "RoleGrant", "StaffProfile", "User"]
