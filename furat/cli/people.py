"""``furat people``: who may sign in to the dashboard of a team, and as what."""

from pathlib import Path

import click

from furat import serving
from furat.cli.common import db_option, open_for, options, workspace_option
from furat.store.members import add_member, folded, members, remove_member, role_names
from furat.store.people import Role, local_person
from furat.store.workspace import PROJECT_ROOT

email_argument = click.argument("email")


@click.group()
def people() -> None:
    """Say who may sign in to the dashboard, and as what."""


@people.command("list")
@options(workspace_option, db_option)
def list_(*, workspace: Path | None, db: str | None) -> None:
    """List those who may sign in."""
    target = open_for(workspace, db, create=False)
    try:
        found = members(target)
    finally:
        target.close()
    width = max((len(member.email) for member in found), default=0)
    for member in found:
        click.echo(f"{member.email:<{width}}  {member.role.name.lower():<6}  since {member.added_at:%Y-%m-%d}")
    if not found:
        click.echo("Nobody may sign in yet. Add somebody with: furat people add EMAIL --role admin", err=True)


@people.command()
@options(
    email_argument,
    click.option(
        "--role", type=click.Choice(role_names()), default="viewer", show_default=True, help="What they may do."
    ),
    workspace_option,
    db_option,
)
def add(*, email: str, role: str, workspace: Path | None, db: str | None) -> None:
    """Let somebody sign in, or give a member another role."""
    target = open_for(workspace, db, create=False)
    try:
        add_member(target, email, Role[role.upper()], local_person(), sign_in=_sign_in_used())
    finally:
        target.close()
    click.echo(f"{folded(email)} may sign in as {role}")


@people.command()
@options(email_argument, workspace_option, db_option)
def remove(*, email: str, workspace: Path | None, db: str | None) -> None:
    """Let somebody sign in no longer."""
    target = open_for(workspace, db, create=False)
    try:
        remove_member(target, email, local_person(), sign_in=_sign_in_used())
    finally:
        target.close()
    click.echo(f"{folded(email)} may no longer sign in")


def _sign_in_used() -> bool:
    """Whether people sign in to the dashboard of this machine."""
    return serving.sign_in_required() or serving.auth_section([Path.home(), PROJECT_ROOT]) is not None
