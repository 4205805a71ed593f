"""The office's pages: queues, review, recommendation, approval."""

urlpatterns: list = []
