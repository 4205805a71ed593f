from django.urls import path

from sop import views

app_name = "sop"
urlpatterns = [
    path("izin/", views.catalogue, name="catalogue"),
    path("izin/<slug:code>/", views.permit_type, name="permit_type"),
]
