"""XML from files, parsed without ever expanding an entity or opening anything else.

In: bytes. Out: an element tree, walked without recursion, so that depth costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DEPTH = 400


def parse(data: bytes, *, doctype: bool = False) -> Element:
    """The root of an XML document.

    Args:
        data: the bytes, in the encoding that they state.
        doctype: whether a document type declaration is let pass; entities never are.

    Raises:
        ReadError: broken XML, or XML that defines entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=not doctype)
    except DefusedXmlException as error:
        raise ReadError("XML that defines entities is not read") from error
    except (ParseError, LookupError, ValueError) as error:
        raise ReadError("broken XML") from error
    return root


def local(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def walk(root: Element, skip: frozenset[str] = frozenset()) -> Iterator[tuple[bool, str, Element]]:
    """Every element at its beginning (True) and at its end (False), with its local name.

    Elements whose name is in `skip` are passed over with all that they hold.

    Raises:
        ReadError: nested more than 400 deep.
    """
    name = local(root)
    stack = [(name, root, iter(root))]
    yield True, name, root
    while stack:
        name, element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield False, name, element
            continue
        inner = local(child)
        if inner in skip:
            continue
        if len(stack) >= _DEPTH:
            raise ReadError("XML nested too deeply")
        yield True, inner, child
        stack.append((inner, child, iter(child)))


def text_of(root: Element) -> str:
    """All text in an element."""
    return "".join(root.itertext())


def attribute(element: Element, name: str) -> str:
    """The attribute of this local name, whatever its namespace."""
    value = element.get(name)
    if value is not None:
        return value
    for key, other in element.items():
        if key.rpartition("}")[2] == name:
            return other
    return ""
