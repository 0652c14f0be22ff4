"""The words of lines that no author wrote: forms, buttons, advertising, notices.

Data only, with the one function that asks it. A line counts only as a whole, so that a sentence
is never taken for such a line because it contains one of these phrases.
"""

from __future__ import annotations

import re

LONGEST = 260
"""Characters; a longer line is never taken for boilerplate by its words."""

_WHOLE = """
source link|read more|read more here|read full article|read full story|read the full article
read the full story|read the full article here|read the full story here|read the original article
read the original article here|read original article|view original article|original article
original source|original post|view original|continue reading|keep reading|read next|up next
continue reading below|continue reading the main story|story continues below
story continues below advertisement|article continues below|article continues below advertisement
article continues after this advertisement|content continues below|scroll to continue
scroll for more|advertisement|advertisements|advertising
advertisement - continue reading below|advertisement continue reading below
story continues after advertisement|skip advertisement|skip ad|ad|sponsored|sponsored content
sponsored by|promoted|promoted content|paid content|paid post|partner content|share this
share this article|share this story|share this post|share this page|share this with
share this link|share this content|share article|share story|share on facebook|share on twitter
share on x|share on whatsapp|share on linkedin|share on telegram|share on reddit|share via email
share by email|tweet this|email this|email this article|print this article|print this page
print article|send by email|copy link|copy this link|copy url|link copied|save article
save this story|save for later|bookmark this|like this|loading|leave a comment|leave a reply
post a comment|post comment|add a comment|view comments|show comments|read comments
join the conversation|join the discussion|cancel reply|comments are closed|no comments
no comments yet|post navigation|previous post|next post|previous article|next article
previous story|next story|skip to content|skip to main content|skip to navigation|back to top
jump to content|toggle navigation|subscribe|subscribe now|subscribe today|subscribe here
subscribe for free|subscribe to our newsletter|subscribe to our newsletters|subscribe to newsletter
sign up|sign up now|sign up today|sign up here|sign up for free|sign up for our newsletter
sign up for newsletter|sign up for newsletters|get our newsletter|get the newsletter
newsletter sign-up|newsletter signup
log in to comment|login to comment|sign in to comment|thank you for subscribing
thanks for subscribing|thanks for signing up|thank you for signing up|you have been subscribed
you may also like|you might also like|you may like|you might also be interested in
recommended for you|recommended stories|recommended articles|recommended reading|related articles
related article|related stories|related story|related posts|related post|related topics
related content|related news|related coverage|related links|related items|more on this story
more stories|more news|most read|most popular|most viewed|most shared|trending|trending now
trending stories|top stories|editor's picks|editors' picks|editor’s picks|editors’ picks
latest news|latest stories|latest posts|popular posts|popular stories|recent posts
recent articles|you must be logged in to post a comment
your email address will not be published|required fields are marked
your email address will not be published. required fields are marked
indicates required fields|"*" indicates required fields|all fields are required|required field
this field is for validation purposes and should be left unchanged|all rights reserved
some rights reserved|enable javascript|please enable javascript|accept cookies|accept all cookies
cookie policy|cookie settings|cookie preferences|manage cookies|privacy policy|terms of use
terms of service|terms and conditions|terms & conditions|privacy & cookies|do not sell my info
do not sell my personal information|opens in new window|opens in a new window|opens in new tab
our standards: the thomson reuters trust principles
our standards: the thomson reuters trust principles., opens new tab
purchase licensing rights|purchase licensing rights, opens new tab|acquire licensing rights
watch more videos|watch the video below|view gallery|view all|view more|see more|show more
load more|see all|click here|tap here|more info|download our app|download the app|get the app
advertencia|publicidad|pubblicità|publicité|anzeige|werbung|publicidade|reclame|reklama|реклама
leer más|seguir leyendo|sigue leyendo|lea también|lee también|te puede interesar
lire aussi|lire la suite|à lire aussi|leia mais|leia também|continua a leggere|leggi anche
leggi tutto|lesen sie auch|weiterlesen|mehr zum thema|lees ook|lees verder
riproduzione riservata|riproduzione riservata ©|diritti riservati|tutti i diritti riservati
tous droits réservés|todos los derechos reservados|todos os direitos reservados
alle rechte vorbehalten|alle rechten voorbehouden|reproducción prohibida
"""

_WEAK = """
share|tweet|email|e-mail|print|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit
tumblr|pocket|messenger|instagram|youtube|tiktok|flipboard|vk|viber|skype|rss|sms|x|more|like
comment|comments|reply|save|menu|home|search|login|log in|sign in|register|sign up|subscribe
newsletter|newsletters|close|share on|related|tags|name|website|first name|last name|mastodon
bluesky|threads|line|copy|link|pin|pin it|snapchat|mail
"""

_NETWORKS = (
    r"(?:twitter|x|facebook|instagram|telegram|threads|youtube|linkedin|whatsapp|tiktok|reddit|"
    r"bluesky|mastodon|google news|truth social|social media|gab|gettr|flipboard|pinterest)"
)

_STARTS = (
    r"(?:also )?read (?:more|also|next|the full (?:story|article))\b ?(?::|»|>|→|\|).*",
    r"read (?:more|the (?:full|rest|original|entire|whole)) .{0,40}(?:here|on our website)",
    r"read more (?:about|on|from|at) .{0,80}",
    r"also read ?[:|-].*",
    r"(?:see also|more on this|more from .{2,40}|related(?: (?:story|stories|articles?|news|posts?|"
    r"coverage|content|reading|links?|topics?|video))?|recommended|watch also|don['’]t miss|"
    r"you may also like|up next|must read|trending|tags|filed under|posted in|categories) ?:.*",
    r"(?:click|tap) here (?:to|for|if) .{1,100}",
    r"click to (?:share|email|print|tweet|enlarge|subscribe|view|expand|copy)\b.{0,80}",
    r"(?:please )?sign up (?:for|to) (?:our|your|my|get|receive|free|daily|weekly|breaking)\b"
    r".{0,120}",
    r"(?:please )?sign up (?:for|to) .{0,60}(?:newsletter|e-?mail|alerts|updates)s?\b.{0,60}",
    r"(?:please )?subscribe (?:to|for) (?:our|my|this|get|receive|free|full|unlimited|continue|"
    r"read|keep|newsletter|updates|email)\b.{0,120}",
    r"subscribe (?:now|today|here) .{0,80}",
    r"get (?:our|the (?:latest|best|day['’]s|top)) .{0,60}(?:inbox|newsletter|e-?mail|app)\b"
    r".{0,60}",
    r"(?:stay (?:informed|up to date|connected)|never miss .{2,40}).{0,80}"
    r"(?:inbox|newsletter|app)\b.{0,40}",
    rf"(?:please )?(?:follow|like|find|join) us (?:on|at|via) (?:our )?@?{_NETWORKS}\b.{{0,100}}",
    rf"follow (?:@?[\w.]+(?: [\w.]+){{0,3}}) on {_NETWORKS}\b.{{0,80}}",
    r"join our .{0,40}(?:channel|group|newsletter|community|mailing list)\b.{0,60}",
    r"download (?:our|the) .{0,30}\bapp\b.{0,60}",
    r"share (?:this|it)(?: (?:article|story|post|page|news|with your friends))? ?"
    r"(?:on|via|with|by|:).{0,60}",
    r"like (?:this|loading).{0,12}",
    r"like this article\?.{0,100}",
    r"we use cookies.{0,220}",
    r"this (?:web ?)?site uses (?:cookies|akismet).{0,220}",
    r"by (?:continuing to (?:use|browse)|using) (?:this|our) (?:web ?)?site,? you .{0,180}",
    r"by (?:clicking|signing up|subscribing|submitting|entering your).{0,60}\byou (?:agree|accept|"
    r"consent|confirm|acknowledge)\b.{0,180}",
    r"(?:please )?(?:enable|turn on|activate) javascript\b.{0,120}",
    r"(?:your browser does not support|javascript (?:is|must be)) .{0,120}",
    r"notify me of (?:follow-?up|new) .{0,60}",
    r"save my name, e-?mail,? .{0,100}",
    r"you (?:must|need to) (?:be )?(?:log(?:ged)? in|sign(?:ed)? in|register|subscribe)\b.{0,80}",
    r"your e-?mail address will not be (?:published|shared)\b.{0,80}",
    r"this (?:article|story|report|material|copy|content) has not been edited by .{0,160}",
    r"this (?:article|story|report|news|post) (?:has been|was|is) (?:auto-?generated|published) "
    r"from .{0,60}(?:feed|agency|wire).{0,100}",
    r"\(?(?:except for the headline, )?(?:this|the) (?:story|article|report|copy) has not been "
    r"edited\b.{0,180}\)?",
    r"this (?:material|content|article|story) may not be (?:published|reproduced|copied)\b.{0,160}",
    r"no part of this (?:article|story|publication|material) may be .{0,160}",
    r"(?:estimated )?reading time ?:? ?\d+ ?(?:min(?:ute)?s?)?",
    r"\d+ ?min(?:ute)?s? read",
    r"\d+ (?:comments?|shares?|views|likes|reactions|retweets)",
    r"(?:leer|lea|lee|lire|leggi|leia|lesen sie) (?:más|también|aussi|la suite|anche|mais|também|"
    r"auch) ?:.*",
)  # fmt: skip

_SHARE_WITH_NETWORK = re.compile(r"\W*\(?opens? in (?:a )?new (?:window|tab)\)?\W*")

_STRIP = " \t.:…!»›→>|*•·–—-[]_=~#&;«<←▼▾↓+"


def _phrases(listing: str) -> frozenset[str]:
    return frozenset(
        " ".join(p.lower().split()) for line in listing.split("\n") for p in line.split("|")
    )


_WHOLE_SET = _phrases(_WHOLE) - {""}
_WEAK_SET = _phrases(_WEAK) - {""}
_START_PATTERN = re.compile("|".join(f"(?:{form})" for form in _STARTS), re.IGNORECASE | re.DOTALL)
_FIRST_WORDS_TEXT = """
also read see more related recommended watch don't don’t you up must trending tags filed
posted categories click tap please sign subscribe get stay never follow like find join download
share we this by enable turn activate your javascript notify save except the no estimated
reading leer lea lee lire leggi leia lesen (this (the (except
"""
_FIRST_WORDS = frozenset(_FIRST_WORDS_TEXT.split())


def is_phrase(line: str) -> bool:
    """Whether a whole line is one of those that no author wrote."""
    if len(line) > LONGEST:
        return False
    first = line.split(None, 1)[0].lower().rstrip(":|»>")
    if (first in _FIRST_WORDS or first[:1].isdecimal()) and _START_PATTERN.fullmatch(
        line.rstrip(" .!»›→>*…")
    ):
        return True
    if len(line) > 90:
        return False
    bare = _bare(line)
    return bare in _WHOLE_SET or (
        "open" in bare and _SHARE_WITH_NETWORK.fullmatch(bare) is not None
    )


def is_weak_phrase(line: str) -> bool:
    """Whether a line is a word of buttons and menus, which proves something only beside others."""
    return len(line) <= 24 and _bare(line) in _WEAK_SET


def _bare(line: str) -> str:
    bare = " ".join(line.lower().split()).strip(_STRIP)
    return bare[1:-1].strip(_STRIP) if bare[:1] == "(" and bare[-1:] == ")" else bare
