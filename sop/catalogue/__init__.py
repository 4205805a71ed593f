"""Loading the catalogue from six CSV files: read (`files`), check (`checks`), write (`loading`)."""
