"""What literals a text must contain for a regular expression to match it."""
import re

try:
    from re import _parser as parser  # since Python 3.11
except ImportError:
    import sre_parse as parser

# Bounds of what is enumerated: more alternatives make a filter slow and let everything through.
MOST_STRINGS = 48
MOST_ALTERNATIVES = 400
MOST_OF_A_CLASS = 4
SHORTEST = 3


def required(expression):
    """Groups of lower-case literals, as a line's column: a text that matches has one of each group, ignoring case."""
    strings, groups = sequence(parser.parse(expression))
    groups = [tuple(sorted(group)) for group in groups + flushed(strings)]
    long = [group for group in groups if shortest(group) >= SHORTEST]
    chosen = long or sorted((group for group in groups if shortest(group) >= 2), key=shortest)[-1:]
    return " ".join("|".join(map(escape, group)) for group in sorted(set(map(minimal, chosen))))


def escape(literal):
    return literal.replace("%", "%25").replace(" ", "%20").replace("|", "%7c")


def minimal(group):
    """Without literals that contain another one."""
    return tuple(a for a in group if not any(b != a and b in a for b in group))


def shortest(group):
    return min(map(len, group))


def flushed(strings):
    return [strings] if strings and shortest(strings) > 0 else []


def sequence(items):
    """
    The strings that the items match, ignoring case, if those are few, else None; and groups of which each text that they
    match has one.
    """
    exact = True
    groups = []
    run = {""}
    for item in items:
        strings, inner = element(*item)
        if strings is not None and len(run) * len(strings) <= MOST_STRINGS:
            run = {a + b for a in run for b in strings}
            continue
        exact = False
        groups += flushed(run)
        groups += inner if strings is None else []
        run = {""} if strings is None else strings
    if exact:
        return run, []
    return None, groups + flushed(run)


def element(kind, argument):
    kind = str(kind)
    if kind == "LITERAL":
        return character(argument)
    if kind == "AT":
        return {""}, []
    if kind == "IN":
        return characters(argument)
    if kind == "SUBPATTERN":
        return sequence(argument[3])
    if kind == "BRANCH":
        return branches([sequence(branch) for branch in argument[1]])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return repeated(*argument)
    if kind in ("NOT_LITERAL", "ANY"):
        return None, []
    raise ValueError(f"Cannot take literals of {kind}: no such element is expected of an expression that RE2 knows")


def character(code):
    # Other letters have other rules of case, in Java and here.
    return ({chr(code).lower()}, []) if code < 128 else (None, [])


def characters(argument):
    strings = set()
    for kind, value in argument:
        if str(kind) != "LITERAL" or value >= 128:
            return None, []
        strings.add(chr(value).lower())
    return (strings, []) if len(strings) <= MOST_OF_A_CLASS else (None, [])


def branches(alternatives):
    if all(strings is not None for strings, _ in alternatives):
        union = set().union(*(strings for strings, _ in alternatives))
        if len(union) <= MOST_STRINGS:
            return union, []
    best = [max(groups + flushed(strings or set()), key=shortest, default=None) for strings, groups in alternatives]
    if None in best:
        return None, []
    union = set().union(*best)
    return (None, [union]) if len(union) <= MOST_ALTERNATIVES else (None, [])


def repeated(least, most, body):
    strings, groups = sequence(body)
    if least == 0:
        optional = most == 1 and strings is not None
        return (strings | {""}, []) if optional else (None, [])
    if most == 1:
        return strings, groups
    return None, groups + flushed(strings or set())
