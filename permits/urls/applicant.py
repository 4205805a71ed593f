"""The applicant's own pages."""

urlpatterns: list = []
