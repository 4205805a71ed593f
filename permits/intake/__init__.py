"""Files from strangers: received, quarantined, inspected outside the web process, released or refused."""
