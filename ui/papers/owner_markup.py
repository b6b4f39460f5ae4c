"""The owner's part as HTML: signing in, adding papers, and being asked before one is removed."""

from __future__ import annotations

FORMATS = "PDF, Word, Excel, PowerPoint, OpenDocument, HTML, Markdown, text and CSV"


def owner_part() -> str:
    """All of it; the script shows what fits whether or not the owner is signed in."""
    return (
        '<section class="owner" aria-labelledby="owner-heading">'
        '<h3 id="owner-heading" tabindex="-1">For the owner of this library</h3>'
        '<p class="unseen" role="status" data-said=""></p>'
        f'<div data-signed="out">{sign_in()}</div>'
        f'<div data-signed="in" hidden>{signed_in()}</div>'
        f"{removal()}</section>"
    )


def sign_in() -> str:
    """The field for the admin token; it has no name, so that no form can ever send it in an address."""
    return (
        "<p>Whoever holds the admin token can add, correct and remove papers here.</p>"
        '<form class="sign-in" method="post"><label for="token">Admin token</label>'
        '<div class="beside"><input type="password" id="token" autocomplete="off" spellcheck="false" '
        'aria-describedby="token-help" required>'
        '<button type="submit" class="plain strong">Sign in</button></div>'
        '<p class="problem" role="alert"></p>'
        '<p id="token-help" class="hint">It stands in the file <code>admin-token</code> in the data folder, '
        "whose place is printed when the service starts. This tab alone keeps it, until you sign out, reload "
        "or close the page.</p></form>"
    )


def signed_in() -> str:
    """What the owner can do beside correcting and removing, which stands with each paper."""
    return (
        "<p>You are signed in. Exempt papers are listed too; open the details of a paper to correct or "
        'remove it. <button type="button" class="plain" data-sign-out="">Sign out</button></p>'
        "<h4>Add papers</h4>"
        '<form class="drop" method="post"><p>Drop files or a folder anywhere in this box, or choose them.</p>'
        '<div class="choices"><label>Files<input type="file" id="choose-files" multiple></label>'
        '<label>A whole folder<input type="file" id="choose-folder" webkitdirectory></label>'
        '<label>Password, if the files need one<input type="password" id="file-password" '
        'autocomplete="off"></label></div>'
        f'<p class="hint">{FORMATS}. A file of the same name takes the place of the paper made from it '
        "before.</p>"
        '<p class="problem" role="alert"></p></form>'
        '<div class="jobs"></div>'
        '<h4>What readers said</h4><div class="readers-said" data-readers=""></div>'
        '<p><button type="button" class="plain" data-look="readers">Look again</button></p>'
    )


def removal() -> str:
    """The question before a paper is removed; the script writes its name in."""
    return (
        '<dialog class="removal" aria-labelledby="removal-heading">'
        '<h3 id="removal-heading">Remove this paper?</h3><p data-named=""></p>'
        "<p>The paper and all that was made of it leave this library. The file it was added from is not "
        "touched.</p>"
        '<p class="problem" role="alert"></p>'
        '<p class="buttons"><button type="button" class="plain" data-keep="">Keep it</button>'
        '<button type="button" class="plain danger" data-confirm="">Remove it</button></p></dialog>'
    )
