"""Texts as somebody hostile would write them into a report, by what they would do if they were obeyed."""

CORPUS = {
    "script": "<script>window.hacked = 'script'</script>",
    "closing": "</script></style></textarea></title><script>window.hacked = 'closing'</script>",
    "image": "<img src=x onerror=\"window.hacked = 'image'\">",
    "drawing": "<svg onload=\"window.hacked = 'drawing'\"><animate onbegin=\"window.hacked = 'drawing'\"></svg>",
    "attribute": "\" autofocus onfocus=\"window.hacked = 'attribute'\" x=\"' onmouseover='window.hacked = 1",
    "template": "${window.hacked = 'template'} {{ 7 * 7 }} {% raw %} {0} %s",
    "backticks": "`${window.hacked = 'backticks'}` \\u003cscript\\u003e \\`",
    "markdown": "**bold** [link](javascript:window.hacked='markdown') ![x](http://evil.example/x.png) :red[red] $x^2$",
    "address": "javascript:window.hacked='address'",
    "turned": "\u202eright to left\u202c \u2066isolated\u2069 \u200fmark",
    "formula": '=HYPERLINK("http://evil.example";"x") +1 @SUM(1)',
    "long": "طويل" * 250_000,
}
"""The last one is a line of a megabyte."""
