"""Drafts as messages, and whom written files name: put together and looked through by hand, because there are thousands."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mentor_tui.outputs.mail import Draft, Recipient, mail_bytes
from mentor_tui.outputs.mentions import mentions

MOMENT = datetime(2027, 2, 1, 10)
NAMES = [
    "Ana Ortiz",
    "Zoë Roy-Lefebvre",
    "O'Neill, Pat",
    'Jo "The Reader" Lund',
    "李 明",
    "A very long name " * 6,
    "=?utf-8?q?Bcc=3A?=",
    "Bcc: x@example.org",
]
TEXTS = [
    "Dear Ana,\n\nwelcome.\n\nFrom here on you meet monthly.\n",
    "Ligne à accents, très longue " * 20 + "\n\n= 100 % =20\n. a dot\n",
    "trailing spaces  \n\ttab\n--=_ab\n",
]


def letter(name, text, subject="Your mentor"):
    reader = Recipient(name, "ana.ortiz@example.org")
    return Draft(recipients=(reader,), subject=subject, text=text, file="x")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_message_says_what_the_draft_says_and_nothing_else(name, text):
    subject = f"For {name.strip()}, résumé"
    mail = message_from_bytes(
        mail_bytes(letter(name, text, subject), MOMENT), policy=policy.default
    )
    assert mail.get_body(("plain",)).get_content() == text
    assert set(mail.keys()) == {
        "To",
        "Subject",
        "Date",
        "X-Unsent",
        "MIME-Version",
        "Content-Type",
    }
    assert [one.addr_spec for one in mail["To"].addresses] == ["ana.ortiz@example.org"]
    assert not mail.defects
    assert "<p>" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("subject", ["Your mentor", "a" * 200, "Zoë", "=?utf-8?q?x?= y"])
def test_a_heading_is_what_the_library_makes_of_it(subject):
    usual = EmailMessage()
    usual["Subject"] = subject
    mail = message_from_bytes(
        mail_bytes(letter("Ana", "x", subject), MOMENT), policy=policy.default
    )
    assert mail["Subject"] == message_from_bytes(bytes(usual), policy=policy.default)["Subject"]


def mail_in(charset, transfer):
    mail = EmailMessage()
    mail["Subject"] = "Grüße an Zoë Müller"
    mail.set_content("Liebe Zoë Müller,\n" + "x" * 100, charset=charset, cte=transfer)
    return bytes(mail)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_whoever_a_letter_names_is_seen_whatever_the_code(tmp_path, charset, transfer):
    if charset == "utf-16" and transfer != "base64":
        pytest.skip("no mail is written so")
    data = mail_in(charset, transfer)
    (tmp_path / "a.eml").write_bytes(data)
    (tmp_path / "a.mbox").write_bytes(b"From x\n" + data + b"\nFrom y\n" + data)
    for name in ("a.eml", "a.mbox"):
        assert mentions(tmp_path / name, ["zoë müller"])
        assert mentions(tmp_path / name, ["ZOË MÜLLER"])
        assert not mentions(tmp_path / name, ["zoë mülle"])
        assert not mentions(tmp_path / name, ["oë müller"])


@pytest.mark.parametrize("transfer", ["utf-8", "latin"])
def test_a_drafted_letter_names_its_reader(tmp_path, transfer):
    name = "Zoë Roy" if transfer == "utf-8" else "Ana Ortiz"
    (tmp_path / "b.eml").write_bytes(mail_bytes(letter(name, f"Dear {name},\nhello.\n"), MOMENT))
    assert mentions(tmp_path / "b.eml", [name])
    assert mentions(tmp_path / "b.eml", ["ana.ortiz@example.org"])
    assert not mentions(tmp_path / "b.eml", ["Somebody Else"])


def test_the_turkish_i_is_one_to_a_search_that_ignores_case(tmp_path):
    (tmp_path / "c.txt").write_text("Dear İpek Irmak,", encoding="utf-8")
    assert mentions(tmp_path / "c.txt", ["ipek irmak"])
    assert mentions(tmp_path / "c.txt", ["ıpek ırmak"])
