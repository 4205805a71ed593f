from sop.models.catalogue import PermitType, Sector
from sop.models.standard import FormField, Requirement, Standard, Step

__all__ = ["FormField", "PermitType", "Requirement", "Sector", "Standard", "Step"]
