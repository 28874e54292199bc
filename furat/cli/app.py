"""``furat app``: start the dashboard, on this machine and for this machine unless more is asked for in words."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from furat import serving
from furat.cli.common import db_option, options, workspace_option
from furat.errors import ServingError, WorkspaceError
from furat.store.database import has_secret, parse_url
from furat.store.workspace import (
    DATABASE_NAME,
    DATABASE_VARIABLE,
    PROJECT_ROOT,
    WORKSPACE_VARIABLE,
    database_url,
    default_folder,
    open_workspace,
)

ADDRESS = "127.0.0.1"


@click.command()
@options(
    click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."),
    workspace_option,
    db_option,
    click.option("--samples", is_flag=True, help="Show the bundled fictional reports, whatever workspace there is."),
    click.option("--no-browser", is_flag=True, help="Do not open a browser."),
    click.option("--address", default=ADDRESS, show_default=True, help="Address to listen on."),
    click.option("--host", "hosts", multiple=True, metavar="NAME", help="A name by which browsers reach it, too."),
    click.option("--allow-network", is_flag=True, help="Let other machines reach it; sign-in must be set up."),
    click.option("--no-sign-in", is_flag=True, help="Let whoever reaches it see everything."),
)
def app(
    *,
    port: int,
    workspace: Path | None,
    db: str | None,
    samples: bool,
    no_browser: bool,
    address: str,
    hosts: tuple[str, ...],
    allow_network: bool,
    no_sign_in: bool,
) -> None:
    """Start the dashboard.

    It shows your own workspace where there is one, else the bundled fictional reports. It listens on 127.0.0.1 only and
    sends nothing to anyone. Stop it with Ctrl+C.
    """
    auth = serving.auth_section([Path.home(), PROJECT_ROOT])
    beyond = serving.open_to_others(address, hosts)
    _check_sign_in(auth, beyond=beyond, allow_network=allow_network, no_sign_in=no_sign_in)
    environment = _with_data(dict(os.environ), workspace, db, samples=samples)
    _say_who(environment, auth, no_sign_in=no_sign_in)
    if beyond and auth is None:
        click.echo(
            "Warning: without sign-in everybody who reaches this address sees every report, and nothing is encrypted "
            "on the way.",
            err=True,
        )
    words = command(port, headless=no_browser, address=address, hosts=_known_hosts(address, hosts, auth))
    click.echo(f"Furat: http://{_in_url(address)}:{port} (stop with Ctrl+C)", err=True)
    try:
        code = subprocess.run(words, cwd=PROJECT_ROOT, env=environment, check=False)
    except KeyboardInterrupt:
        return
    if code.returncode > 0:
        raise WorkspaceError(f"The dashboard stopped with code {code.returncode}. Is port {port} taken? Try --port.")


def _check_sign_in(auth: Mapping[str, Any] | None, *, beyond: bool, allow_network: bool, no_sign_in: bool) -> None:
    """Refuse a dashboard that others reach without anybody having said so."""
    if no_sign_in and (auth is not None or serving.sign_in_required()):
        raise ServingError(
            "Sign-in is set up ([auth] in .streamlit/secrets.toml) or demanded "
            f"({serving.SIGN_IN_VARIABLE}), so --no-sign-in contradicts it. Leave out one of the two."
        )
    if beyond and not allow_network:
        raise ServingError(
            "With this --address or --host other machines reach the dashboard, and with it every report. "
            "If that is wanted, add --allow-network; docs/team.md says what else it takes."
        )
    if auth is None and not no_sign_in and (beyond or serving.sign_in_required()):
        raise ServingError(
            "Sign-in is wanted here, and there is no [auth] in .streamlit/secrets.toml. Set it up as docs/team.md says"
            + (", or say --no-sign-in to let everybody in who reaches it." if beyond else ".")
        )
    wrong = serving.faults(auth) if auth is not None else []
    if wrong:
        raise ServingError(f"[auth] in .streamlit/secrets.toml cannot be used: {'; '.join(wrong)}. See docs/team.md.")


def _with_data(environment: dict[str, str], workspace: Path | None, db: str | None, *, samples: bool) -> dict[str, str]:
    """Say in the environment of the page what it shows: there no other user of the machine reads a password."""
    for name in (DATABASE_VARIABLE, WORKSPACE_VARIABLE):
        environment.pop(name, None)  # without them the page shows the samples
    if samples:
        return environment
    if db is not None and has_secret(parse_url(db)):
        raise ServingError(
            "A password on the command line is shown to every user of this machine for as long as the dashboard runs. "
            f"Put the URL into the environment ({DATABASE_VARIABLE}), or the password into ~/.pgpass."
        )
    url = database_url(workspace, db)
    if url:
        url = _absolute(url)
        open_workspace(workspace, url=url).close()  # an error here is clearer than one on a page
        return environment | {DATABASE_VARIABLE: url}
    folder = workspace or _own_workspace()
    if folder is None:
        return environment
    open_workspace(folder, create=False).close()
    return environment | {WORKSPACE_VARIABLE: str(folder.resolve())}


def _absolute(url: str) -> str:
    """Return a database URL that means the same in the folder where the page runs."""
    address = parse_url(url)
    if address.get_backend_name() != "sqlite" or not address.database or address.database == ":memory:":
        return url
    return address.set(database=str(Path(address.database).resolve())).render_as_string(hide_password=False)


def _say_who(environment: dict[str, str], auth: Mapping[str, Any] | None, *, no_sign_in: bool) -> None:
    """Tell the page what was decided here, so that it does not decide otherwise when it cannot find the secrets."""
    if no_sign_in:
        environment[serving.SIGN_IN_VARIABLE] = serving.WITHOUT
    elif auth is not None:
        environment[serving.SIGN_IN_VARIABLE] = serving.REQUIRED
    else:
        environment.pop(serving.SIGN_IN_VARIABLE, None)


def _known_hosts(address: str, hosts: Sequence[str], auth: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the names that a browser may ask for; another name is refused, against names that strangers point here."""
    more = [*hosts]
    if serving.is_wildcard(address):
        more.append(socket.gethostname())
    elif not serving.is_loopback(address):
        more.append(address.strip("[]"))
    public = serving.public_name(auth or {})
    if public:
        more.append(public)
    strange = [name for name in more if name not in serving.LOOPBACK]
    return tuple(dict.fromkeys((*serving.LOOPBACK, *strange))) if strange else ()


def _in_url(address: str) -> str:
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


def _own_workspace() -> Path | None:
    """Return the folder that commands without ``--workspace`` use, if it was chosen or anything was ever kept in it."""
    folder = default_folder()
    return folder if os.environ.get(WORKSPACE_VARIABLE, "").strip() or (folder / DATABASE_NAME).is_file() else None


def command(port: int, *, headless: bool, address: str = ADDRESS, hosts: Sequence[str] = ()) -> list[str]:
    """Return the command that serves the dashboard; address and statistics are fixed here as well as in its config."""
    return [
        *(sys.executable, "-m", "furat.serve", "run", str(PROJECT_ROOT / "app.py")),
        f"--server.address={address.strip('[]')}",
        f"--server.port={port}",
        f"--server.headless={'true' if headless else 'false'}",
        "--browser.gatherUsageStats=false",
        *(f"--server.allowedHosts={name}" for name in hosts),
    ]
