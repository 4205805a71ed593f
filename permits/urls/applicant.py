"""The applicant's own pages."""

from django.urls import include, path

from permits.views.applicant import file, fill, start, submit, upload

documents = [
    path("", upload.documents, name="documents"),
    path("kuasa/unggah/", upload.upload, name="upload_proxy"),
    path("<int:requirement>/unggah/", upload.upload, name="upload"),
    path("<int:requirement>/isi/", upload.type_requirement, name="type_requirement"),
    path("<int:document>/putar/", upload.turn, name="turn"),
    path("<int:document>/hapus/", upload.remove, name="remove"),
]

on_a_file = [
    path("", file.application, name="application"),
    path("isi/", fill.tasks, name="tasks"),
    path("isi/<slug:part>/", fill.part, name="part"),
    path("berkas/", include(documents)),
    path("periksa/", submit.review, name="review"),
    path("tanda-terima/", submit.receipt, name="receipt"),
    path("tanda-terima.svg", submit.receipt_qr, name="receipt_qr"),
    path("tanda-terima.pdf", submit.receipt_pdf, name="receipt_pdf"),
    path("izin.pdf", file.permit_pdf, name="permit_pdf"),
    path("tarik/", file.withdraw, name="withdraw"),
    path("buang/", file.discard, name="discard"),
]

urlpatterns = [
    path("permohonan/", start.my_applications, name="my_applications"),
    path("permohonan/baru/<slug:code>/", start.start, name="start"),
    path("permohonan/<slug:receipt>/", include(on_a_file)),
    path("dokumen/<int:pk>/", file.document, name="document"),
]
