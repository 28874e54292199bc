"""Write the tables of docs/accuracy.md anew, each by the command that stands over it.

usage: python scripts/write_accuracy.py [--check] [--held-out]

A table stands between ``<!-- table: COMMAND -->`` and ``<!-- end -->``; whatever the command prints replaces what is
there. --check writes nothing and says which tables are not what their command prints now (exit code 1). The documents
that nobody reads while rules are written (``<!-- table, held out: COMMAND -->``) are measured only with --held-out,
once, at the end of a round of work.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"

_TABLE = re.compile(
    r"(?P<head><!-- table(?P<held>, held out)?: (?P<command>[^\n]+?) -->\n)(?P<body>.*?)(?P<foot><!-- end -->)",
    re.DOTALL,
)


class CommandError(Exception):
    """A command that failed; nothing was written."""


def main(arguments: list[str]) -> int:
    """Run the script; return its exit code."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="say which tables are stale; write nothing")
    parser.add_argument("--held-out", action="store_true", help="measure the documents that are set aside, too")
    options = parser.parse_args(arguments)
    text = PAGE.read_text(encoding="utf-8")
    try:
        new, stale = renewed(text, run, held_out=options.held_out)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    for command in stale:
        print(f"{'stale' if options.check else 'written'}: {command}")
    if not options.check and new != text:
        PAGE.write_text(new, encoding="utf-8", newline="\n")
    return int(options.check and bool(stale))


def renewed(text: str, run: Callable[[str], str], *, held_out: bool) -> tuple[str, list[str]]:
    """Return the page with what the commands print now, and the commands whose tables are not that yet."""
    stale = []

    def table(match: re.Match[str]) -> str:
        if match["held"] and not held_out:
            return match[0]
        printed = run(match["command"]).strip("\n")
        # What is no Markdown stands as it was printed.
        body = f"\n{printed}\n\n" if "--markdown" in match["command"] else f"\n```\n{printed}\n```\n\n"
        if body != match["body"]:
            stale.append(match["command"])
        return f"{match['head']}{body}{match['foot']}"

    return _TABLE.sub(table, text), stale


def run(command: str) -> str:
    """Run ``furat ...`` or ``python scripts/...`` with this Python and return what it prints."""
    program, *arguments = shlex.split(command)
    if program == "furat":
        start = [sys.executable, "-c", "from furat.cli.main import main; main(prog_name='furat')"]
    elif program == "python" and arguments[:1] and arguments[0].startswith("scripts/"):
        start = [sys.executable]
    else:
        raise CommandError(
            f"{PAGE.name}: {command}: is no command of this project. It begins with furat or python scripts/."
        )
    print(f"running {command}", file=sys.stderr)
    utf8 = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*start, *arguments], cwd=ROOT, env=utf8, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CommandError(f"{PAGE.name}: {command}: failed.\n{done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
