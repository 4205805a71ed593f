"""What the demo shows while it works: moving lines on a terminal, plain ones in a log."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table

console = Console(highlight=False)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show one step of the start, and how long it took once it is done."""
    begun = time.monotonic()
    with console.status(f"{what} …"):
        if not console.is_terminal:
            console.print(f"… {what}")
        yield
    console.print(f"[green]✓[/] {what} [dim]({time.monotonic() - begun:.1f} s)[/]")


def say(sentence: str) -> None:
    console.print(sentence)


def complain(sentence: str) -> None:
    console.print(f"[red]✗[/] {sentence}", soft_wrap=True)


def show_accounts(url: str, accounts: list[tuple[str, str]], password: str, mail: str) -> None:
    """Print the portal's address and who may sign in."""
    table = Table(title=f"Akun demo, kata sandi / password: {password}", title_justify="left")
    table.add_column("Surel / e-mail")
    table.add_column("Siapa / who")
    for email, who in accounts:
        table.add_row(email, who)
    console.print(table)
    console.print(f"Surel keluar / outgoing mail: {mail}", soft_wrap=True)
    console.print(f"Portal: [bold]{url}[/]", soft_wrap=True)
