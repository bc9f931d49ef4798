"""The single faults that a piece of syntax can have."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

COMPARED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALCULATED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
PAIRS = (
    ("min", "max"),
    ("any", "all"),
    ("earliest", "latest"),
    ("lower", "upper"),
    ("opens", "closes"),
    ("first", "last"),
    ("least", "most"),
    ("possible_from", "clears_at"),
    ("certain", "possible"),
)
OTHER = dict(PAIRS) | {other: one for one, other in PAIRS}
"""Names of the trade that are easily exchanged: the two ends of whatever has two."""


@dataclass(frozen=True)
class Fault:
    """What a node becomes, with what a reader is shown of it."""

    kind: str
    becomes: ast.AST


def faults_of(node: ast.AST) -> Iterator[Fault]:
    """Every single fault of a node itself, not of what is inside it."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield Fault("and/or", ast.BoolOp(other, values))
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield Fault("without sign", operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in CALCULATED:
            yield Fault("calculated", ast.BinOp(left, CALCULATED[type(op)](), right))
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in CALCULATED:
            yield Fault("calculated", ast.AugAssign(target, CALCULATED[type(op)](), value))
        case ast.Constant():
            yield from _constants(node)
        case ast.Name(id=name, ctx=ast.Load()) if name in OTHER:
            yield Fault("other end", ast.Name(OTHER[name], ast.Load()))
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in OTHER:
            yield Fault("other end", ast.Attribute(value, OTHER[name], ast.Load()))
        case _:
            yield from _statements(node)


def _compared(node: ast.Compare) -> Iterator[Fault]:
    for place, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield Fault("compared", ast.Compare(node.left, ops, node.comparators))


def _constants(node: ast.Constant) -> Iterator[Fault]:
    match node.value:
        case bool(value):
            yield Fault("true/false", ast.Constant(value=not value))
        case int(value):
            yield Fault("number", ast.Constant(value + 1))
        case str(value) if value:
            yield Fault("word", ast.Constant(f"{value}~"))


def _statements(node: ast.AST) -> Iterator[Fault]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse) if not _is_compared(test):
            yield Fault("turned round", ast.If(_not(test), body, orelse))
        case ast.IfExp(test=test, body=one, orelse=other):
            yield Fault("turned round", ast.IfExp(test, other, one))
        case ast.While(test=test, body=body, orelse=orelse) if not _is_compared(test):
            yield Fault("turned round", ast.While(_not(test), body, orelse))
        case ast.comprehension(target=target, iter=each, ifs=[_, *rest], is_async=is_async):
            yield Fault("without condition", ast.comprehension(target, each, rest, is_async))
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield Fault("returns nothing", ast.Return(ast.Constant(None)))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield Fault("left out", ast.If(ast.Constant(value=False), [node], []))
        case ast.Expr(value=ast.Call()):
            yield Fault("left out", ast.Pass())
        case ast.Break():
            yield Fault("goes on", ast.Continue())
        case ast.Continue():
            yield Fault("breaks off", ast.Break())


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _is_compared(test: ast.expr) -> bool:
    """A comparison is turned round by itself already, and so is a `not`."""
    single = isinstance(test, ast.Compare) and len(test.ops) == 1
    return single or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
