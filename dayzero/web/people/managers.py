"""Who is shown people, and who changes them: as unknown to everybody else as any other page."""

from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine

from dayzero.web.signing_in.forms import check_form
from dayzero.web.signing_in.visitors import MayOnlyRead, NotThere, Posted, SignedIn, Visitor
from models.records.store import PersonLine, PersonUnknown, find_person


def seer_of(visitor: SignedIn) -> Visitor:
    """Who manages people, or reads everything of the own sites.

    Raises:
        NotThere: if the person does neither.
    """
    if not visitor.person.sees_people:
        raise NotThere
    return visitor


def manager_of(visitor: Annotated[Visitor, Depends(seer_of)], form: Posted) -> Visitor:
    """Who sends a form that changes somebody.

    Raises:
        NotThere: if the person may not even see people.
        FormRefused: if the form is not of our own page.
        MayOnlyRead: if the person manages nobody.
    """
    check_form(form, visitor.token)
    if not visitor.person.manages_people:
        raise MayOnlyRead
    return visitor


PeopleSeer = Annotated[Visitor, Depends(seer_of)]
Manager = Annotated[Visitor, Depends(manager_of)]


def shown_person(request: Request, visitor: Visitor, name: str) -> PersonLine:
    """One of the people of the sites that a person sees.

    Raises:
        NotThere: if it is none of them, or nobody has that name.
    """
    engine: Engine = request.app.state.engine
    try:
        found = find_person(engine, name)
    except PersonUnknown as error:
        raise NotThere from error
    if not visitor.person.shares_sites(found):
        raise NotThere
    return found
