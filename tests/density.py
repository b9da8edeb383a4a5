"""How dense a script is: syntax nodes per line of code.

Imports, comments and text say nothing about how hard the code is to follow, so neither they
nor their lines count. Read on the scripts of this gallery: below 17 is easy, above 20 is squeezed.
"""

import ast

IMPORTS = (ast.Import, ast.ImportFrom)


def density(source: str) -> float:
    """Return the syntax nodes per line of code."""
    statements = [part for part in ast.parse(source).body if not isinstance(part, IMPORTS)]
    nodes = [node for part in statements for node in ast.walk(part) if hasattr(node, "lineno")]
    code = [node for node in nodes if not is_text(node)]
    lines = {line for node in code for line in (node.lineno, node.end_lineno)}
    return len([node for part in statements for node in ast.walk(part)]) / max(len(lines), 1)


def is_text(node):
    return isinstance(node, ast.Expr | ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
