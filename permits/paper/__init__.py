"""The paper an applicant takes home: plain values in, bytes out. Knows no database."""
