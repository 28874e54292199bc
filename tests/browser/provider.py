"""A small identity provider on the loopback address: signs in whoever the test names, and checks as a real one does."""

import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, CLIENT_SECRET = "furat-test", "secret-of-the-client"


class Provider:
    """What the provider knows: its key, who signs in next, and the codes that it gave out."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "one"})
        self.claims: Mapping[str, Any] = {}
        self.asked: dict[str, dict[str, str]] = {}
        self.url = ""

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Give out a code at once, and return where the browser goes with it."""
        assert (query["client_id"], query["response_type"]) == (CLIENT, "code")
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """Give a token for a code, once, to the client that asked for it."""
        asked = self.asked.pop(form["code"])
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        assert (unquote(name), unquote(secret)) == (CLIENT, CLIENT_SECRET)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **self.claims}, self.key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


@contextmanager
def run_provider() -> Iterator[Provider]:
    """Serve a provider."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_single(parts.query)))
                self.end_headers()
            elif parts.path == "/jwks":
                self._send({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/userinfo":
                self._send({"sub": "1", **provider.claims})
            elif parts.path == "/.well-known/openid-configuration":
                self._send(provider.discovery())
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send(provider.token(_single(body), self.headers["Authorization"]))

        def _send(self, value: dict[str, Any]) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: what matters comes out in the test."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def secrets_text(provider: Provider, port: int) -> str:
    """Return the secrets of a dashboard on that port that signs in with the provider."""
    return f"""
            [auth]
            redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
            cookie_secret = "{"made-by-chance-" * 3}"
            client_id = "{CLIENT}"
            client_secret = "{CLIENT_SECRET}"
            server_metadata_url = "{provider.url}/.well-known/openid-configuration"
            """


@contextmanager
def signed_in_dashboard(
    dashboard: Callable[..., AbstractContextManager[tuple[int, Path]]], folder: Path, workspace: Path
) -> Iterator[tuple[str, Provider, Path]]:
    """Serve a dashboard with sign-in; yield its address, the provider behind it, and what it tried to reach."""
    with socket.socket() as probe:  # redirect_uri must name the port before the dashboard runs
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secrets_file = folder / "secrets.toml"
    with run_provider() as provider:
        secrets_file.write_text(secrets_text(provider, port), encoding="utf-8")
        options, variables = (f"--secrets.files={secrets_file}",), {"FURAT_WORKSPACE": str(workspace)}
        with dashboard(folder, *options, port=port, **variables) as (_, record):
            yield f"http://127.0.0.1:{port}", provider, record


def _single(query: str) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(query).items()}
