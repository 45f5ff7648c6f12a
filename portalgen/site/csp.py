"""The one Content-Security-Policy, the same on every page.

The hashes are those of the engine's inline scripts, constant for a version of Material with a constant `extra.scope`.
`tests/unit/site/test_csp.py` computes them anew from a built page, so that an upgrade cannot pass unseen.
"""

SCRIPT_HASHES = (
    "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",
    "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=",
    "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",
)
# Plotly fills one empty style element through the CSSOM: the hash of nothing.
STYLE_HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def policy() -> str:
    """Returns the policy as it stands in every page's head."""
    scripts = " ".join(f"'{each}'" for each in SCRIPT_HASHES)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {scripts}",
            f"style-src 'self' '{STYLE_HASH}'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def headers() -> dict[str, str]:
    """Returns the headers for hosts that send them: the same policy, and what a page cannot say of itself."""
    return {
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }


def headers_file() -> bytes:
    """Returns `_headers`, which Cloudflare Pages and Netlify read."""
    lines = "".join(f"  {name}: {value}\n" for name, value in headers().items())
    return f"/*\n{lines}".encode()


def nginx() -> str:
    """Returns the same for an nginx server block."""
    parts = []
    for name, value in headers().items():
        parts.append(f'add_header {name} "{value}" always;\n')
    return "".join(parts)
