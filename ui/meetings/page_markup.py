"""One meeting as HTML: its papers, then its items in order with what was resolved and is to be done."""

from __future__ import annotations

from html import escape

from ui.html import count, long_date, source_link
from ui.meetings.markup import ask_button, held_line, page, weekday
from ui.meetings.replies import Action, Item, Meeting, MeetingPaper, Place, Resolution, Source, WholeMeeting

KINDS = {
    "agenda": "Agenda",
    "minutes": "Minutes",
    "report": "Report",
    "log": "Log",
    "spreadsheet": "Spreadsheet",
    "policy": "Policy",
    "other": "Paper",
}
IN_PASSING = "A decision that they tell only in passing may not be listed: the minutes have the last word."
NO_MINUTES_NOTE = "No minutes of this meeting are held, so what it resolved is not shown."
MINUTES_NOTES = {
    "draft": "What was resolved is quoted from draft minutes, which may still be corrected.",
    "confirmed": "What was resolved is quoted from the confirmed minutes.",
    "not stated": "What was resolved is quoted from minutes that do not say whether they were confirmed.",
}


def meeting_page(whole: WholeMeeting) -> str:
    """The whole meeting."""
    meeting = whole.meeting
    questions = "".join(f"<li>{ask_button(meeting, question)}</li>" for question in whole.questions)
    begin = (
        f'<p id="meeting-questions">Or begin with one of these:</p>'
        f'<ul class="starters" aria-labelledby="meeting-questions">{questions}</ul>'
        if questions
        else ""
    )
    papers = "".join(paper(one) for one in meeting.papers)
    content = (
        '<p class="back"><a href="#meetings">All meetings</a></p>'
        f'<p class="held">{escape(held_line(meeting))}</p>'
        f'<p class="minutes-note">{escape(minutes_note(meeting))}</p>'
        f'<div class="ask-meeting">{ask_button(meeting)}{begin}</div>'
        f'<h3>Papers</h3><ul class="papers">{papers}</ul>'
        f"<h3>Items</h3>{items(whole)}"
    )
    return page(f"{meeting.body}, {weekday(meeting)}", content)


def minutes_note(meeting: Meeting) -> str:
    """Which minutes the resolutions and actions are taken from."""
    if not meeting.has_minutes:
        return NO_MINUTES_NOTE
    within = next((paper.within for paper in meeting.papers if paper.within), None)
    if within and meeting.minutes == "in a later pack":
        note = (
            "What was resolved is quoted from the minutes as they were put to the meeting of "
            f"{long_date(within)}. Questions about this meeting search the papers up to that day."
        )
    else:
        note = MINUTES_NOTES.get(meeting.minutes, MINUTES_NOTES["not stated"])
    return f"{note} {IN_PASSING}"


def paper(one: MeetingPaper) -> str:
    """One paper, with its kind and whether it is a draft."""
    said = KINDS.get(one.kind, "Paper")
    if one.status in ("draft", "confirmed"):
        said = f"{said}, {one.status}"
    if one.within:
        said = f"{said}, bound into the pack of {long_date(one.within)}"
    title = source_link(one.url, escape(one.title), style="paper")
    return f'<li>{title}<span class="held">{escape(said)}</span></li>'


def items(whole: WholeMeeting) -> str:
    """The items in order."""
    if not whole.items:
        return "<p>The papers held do not tell the items of this meeting.</p>"
    return f'<ol class="items">{"".join(item(one) for one in whole.items)}</ol>'


def item(one: Item) -> str:
    """One item: its title, where it stands, and what the minutes record."""
    on_agenda = (
        f' <span class="held">agenda item {escape(one.agenda_number)}</span>' if one.agenda_number else ""
    )
    places = "".join(f"<li>{place(each, one)}</li>" for each in one.places)
    return (
        f'<li class="item"><h4>{escape(one.name)}{on_agenda}</h4>'
        + (f'<ul class="places" aria-label="Where it stands">{places}</ul>' if places else "")
        + "".join(resolution(each, one) for each in one.resolutions)
        + "".join(action(each, one) for each in one.actions)
        + "</li>"
    )


def place(where: Place, one: Item) -> str:
    """A link to the pages of a paper on which the item stands."""
    words = KINDS.get(where.kind, "Paper")
    if where.first_page is not None:
        words = f"{words}, {pages(where.first_page, where.last_page or where.first_page)}"
    name = f"{words}: {where.title}"
    return source_link(where.url, escape(words), style="place", place=one.name, name=name)


def pages(first: int, last: int) -> str:
    """Pages as they are cited: "p. 3", "pp. 3 to 5"."""
    return f"p. {first}" if first == last else f"pp. {first} to {last}"


def resolution(said: Resolution, one: Item) -> str:
    """What was resolved, as a quotation, with who moved it and how the vote went."""
    moved = " and ".join(
        part
        for part in (
            f"moved by {said.moved_by}" if said.moved_by else "",
            f"seconded by {said.seconded_by}" if said.seconded_by else "",
        )
        if part
    )
    facts = [moved[:1].upper() + moved[1:] + "." if moved else "", f"Vote: {said.vote}" if said.vote else ""]
    return recorded("resolution", "Resolution", said.words, facts, said.sources, one)


def action(said: Action, one: Item) -> str:
    """An action, as a quotation, with its owner, date and state."""
    facts = [
        f"Owner: {said.owner}." if said.owner else "",
        f"Due: {said.due}." if said.due else "",
        f"State: {said.state}." if said.state else "",
    ]
    return recorded("action", "Action", said.words, facts, (said.source,), one)


def recorded(
    style: str, name: str, words: str, facts: list[str], sources: tuple[Source, ...], one: Item
) -> str:
    """Words of the minutes with what is known of them and chips to their pages."""
    known = " ".join(escape(fact) for fact in facts if fact)
    chips = "".join(chip(source, one) for source in sources)
    return (
        f'<figure class="recorded {style}"><figcaption>{name}</figcaption>'
        f'<blockquote lang="en-GB">{escape(words)}</blockquote>'
        + (f'<p class="facts">{known}</p>' if known else "")
        + f'<p class="chips">{chips}</p></figure>'
    )


def chip(source: Source, one: Item) -> str:
    """A link to the page with the words lit."""
    label = f'<span class="label">{escape(source.label)}</span>'
    return source_link(source.url, label, style="chip", place=one.name, printed=source.printed)


def announcement(whole: WholeMeeting) -> str:
    """What a screen reader is told when a meeting is shown."""
    meeting = whole.meeting
    counts = ", ".join(
        (
            count(meeting.items, "item"),
            count(meeting.resolutions, "resolution"),
            count(meeting.actions, "action"),
        )
    )
    return f"{meeting.body}, {long_date(meeting.day)}: {counts}."
