"""Reference strings labeled by others: what kind an entry is by its labels, and labels and parsed fields brought into one form.

A label keeps the punctuation around a part and joins several parts with `|`: the first counts. Compared are letters and digits without
accents and case; of the authors the family name of the first, of the date the year, of volume and pages the first number.
"""

import re
import unicodedata

from evidence_review.extract.references import Reference

FIELDS = ("first_author", "year", "title", "container_title", "volume", "first_page", "doi")
_PROCEEDINGS = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|symp(?:osium)?|workshops?|congress|colloquium|meeting)\b", re.I
)
# Proceedings that are journals: of an academy or a society, and with a volume.
_JOURNAL = re.compile(r"acad|IEEE\b|soc\b|society|biological|amer|inst\b", re.I)
_THESIS = re.compile(r"\b(?:thes[ie]s|dissertation|diss\.|th\u00e8se|habilitation)", re.I)
_REPORT = re.compile(r"\breport\b|tech\. rep|working paper|manuscript|preprint|patent", re.I)
_LINK = re.compile(r"https?:|www\.|\bURL\b|Retrieved")
_EDITED = re.compile(r"\([\u00e9E]?ds?\.?\)|\beditors?\b|\beds\.", re.I)
_ENGLISH = re.compile(r"\b(?:the|of|and|in|for|to|with|by|from|on|an?|is|as|at)\b", re.I)
_OTHER = re.compile(
    r"\b(?:des|les|une?|dans|sur|pour|aux|der|die|das|und|von|zur|zum|f\u00fcr|eine?|del|los|las|el|para|por|con|della|il|do|da|em|het|een|och)\b",
    re.I,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\w?\.-?)+|[A-Z\u00c0-\u00de]{1,3}|[A-Z]-[A-Z]")
_PARTICLES = frozenset("van von de del der den la le di da dos du el al ten ter st.".split())
_GROUP = re.compile(
    r"\b(?:of|for|commission|department|group|organi[sz]ation|council|ministry|institute|association)\b", re.I
)


def kind_of(label: dict[str, str]) -> str:
    """Tell the kind of an entry.

    A thesis says so. With a container it is of proceedings when the container names a conference, a chapter when "in" or editors stand
    by, and an article when it has volume or pages, of English when English function words are as many as others; without one it is
    a web page with a link, a report when it says so, and else a book.
    """
    raw, container = label["raw"], label["container_title"].split("|")[0]
    if _THESIS.search(raw):
        return "thesis"
    if not container:
        return "web page" if _LINK.search(raw) else "report" if _REPORT.search(raw) else "book"
    before = raw[: max(0, raw.find(container))][-8:]
    if _PROCEEDINGS.search(container) and not (_JOURNAL.search(container) and label["volume"]):
        return "proceedings"
    if re.match(r"\W{0,3}in\b", container, re.I) or re.search(r"\bin\b\W{0,4}$", before, re.I) or _EDITED.search(raw):
        return "chapter"
    if not (label["volume"] or label["pages"]):
        return "other"
    words = f"{label['title']} {container}"
    return "article, other language" if len(_OTHER.findall(words)) > len(_ENGLISH.findall(words)) else "article"


def fields_of_label(label: dict[str, str]) -> dict[str, str]:
    """Bring the labels of an entry into the form that they are compared in."""
    first = {name: value.split("|")[0] for name, value in label.items()}
    year = re.search(r"\d{4}", first["date"])
    # "86(11):2278-2324" is labeled as the volume altogether.
    pages = first["pages"] or (re.search(r"(?<=:)\s{0,2}\w{0,2}\d.*", first["volume"]) or [""])[0]
    doi = re.search(r"10\.\S+", first["doi"])
    return {
        "first_author": plain(family_of_label(first["author"])),
        "year": year[0] if year else "",
        "title": plain(first["title"]),
        "container_title": plain(re.sub(r"^\W*in\b:?", "", first["container_title"], flags=re.I)),
        "volume": volume(first["volume"]),
        "first_page": page(pages),
        "doi": doi[0].lower().rstrip(".,;)]") if doi else "",
    }


def fields_of(entry: Reference) -> dict[str, str]:
    """Bring parsed fields into the form that they are compared in."""
    return {
        "first_author": plain(entry.first_author),
        "year": str(entry.year or ""),
        "title": plain(entry.title),
        "container_title": plain(entry.container_title),
        "volume": volume(entry.volume),
        "first_page": page(entry.first_page),
        "doi": entry.doi,
    }


def plain(text: str) -> str:
    """Return letters and digits without accents and case."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())


def volume(text: str) -> str:
    """Return the first number of a volume, or its Roman one."""
    number = re.search(r"\d+", text) or re.search(r"\b[IVXLC]+\b", text)
    return number[0].lstrip("0").lower() if number else ""


def page(text: str) -> str:
    """Return the first page."""
    text = re.sub(r"\b(?:pp?|pages?|p\u00e1gs?|S|Seiten|Article|art|no|abstract)\b\.?", "", text, flags=re.I)
    number = re.search(r"[A-Za-z]{0,3}-?\d+", text)
    return plain(number[0]) if number else ""


def family_of_label(names: str) -> str:
    """Return the family name of the first author; written apart from the parser, so that both do not err alike."""
    names = re.sub(r"\s*\(?\b(?:eds?|editors?|et al|dirs?|hrsg)\b\.?\)?.*$", "", names, flags=re.I).strip(" ,.;:")
    first = re.split(r";|\s(?:&|and|et|y|und)\s|,\s?&|,\sand\b", names)[0].strip(" ,")
    parts = [part.strip() for part in first.split(",")]
    words = parts[0].split()
    if len(words) < 2:
        return parts[0]
    if "." in words[0] or len(words[0]) == 1:
        rest = words
        while len(rest) > 1 and _INITIALS.fullmatch(rest[0]):
            rest = rest[1:]
        return " ".join(rest if rest[0].lower() in _PARTICLES else rest[-1:])
    if _INITIALS.fullmatch(words[-1]):
        while len(words) > 1 and (_INITIALS.fullmatch(words[-1]) or words[-1] in ("Jr", "Sr")):
            words = words[:-1]
        return " ".join(words)
    is_inverted = len(parts) > 1 and (_INITIALS.fullmatch(parts[1].split()[0]) or words[0].lower() in _PARTICLES)
    capitals = [word for word in words if word.isupper() and len(word) > 2]
    if is_inverted or len(words) > 5 or _GROUP.search(parts[0]):
        return parts[0]
    if 0 < len(capitals) < len(words):
        return " ".join(capitals)
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].lower() in _PARTICLES:
        begin -= 1
    return " ".join(words[begin:])
