"""The applicant's pages, by subject: start, fill, upload, submit, file."""
