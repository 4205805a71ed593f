"""Everything on one machine: embedded servers, secrets, accounts and the processes of the portal."""
