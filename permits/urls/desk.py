"""The office's pages: queues, review, recommendation, approval."""

from django.urls import include, path

from permits.views import approval, file, identity, pages_of_documents, proposal, queue, technical

on_a_file = [
    path("", file.file, name="file"),
    path("ambil/", file.take, name="take"),
    path("periksa/<slug:slot>/", file.check, name="check"),
    path("lengkap/", file.accept, name="accept"),
    path("minta-rekomendasi/", proposal.request_recommendation, name="request_recommendation"),
    path("usulkan/", proposal.propose, name="propose"),
    path("paraf/", file.initial, name="initial"),
    path("kembalikan-konsep/", proposal.send_back, name="send_back"),
    path("setujui/", approval.approve, name="approve"),
    path("identitas/", identity.reveal_identity, name="reveal_identity"),
]

urlpatterns = [
    path("kerja/", queue.queue, name="queue"),
    path("kerja/berkas/<slug:receipt>/", include(on_a_file)),
    path("kerja/teknis/", technical.technical, name="technical"),
    path("kerja/teknis/<int:pk>/", technical.recommendation, name="recommendation"),
    path("kerja/persetujuan/", approval.approvals, name="approvals"),
    path("dokumen/<int:pk>/hal/<int:page>.webp", pages_of_documents.document_page, name="document_page"),
]
