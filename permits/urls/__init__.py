from permits.urls import applicant, desk, public

app_name = "permits"
urlpatterns = [*public.urlpatterns, *applicant.urlpatterns, *desk.urlpatterns]
