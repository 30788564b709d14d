"""The words of the demonstration: people, libraries and texts that do not exist."""

FIRST_NAMES = (
    "Ada", "Aiko", "Alma", "Amir", "Ana", "Anouk", "Arlo", "Beth", "Bjorn", "Carla", "Chidi", "Chloé", "Dario", "Dina",
    "Elif", "Emeka", "Esme", "Farah", "Femi", "Gita", "Hana", "Hugo", "Ines", "Ivo", "Jonas", "June", "Kofi", "Lena",
    "Leo", "Lucía", "Maeve", "Mina", "Nadia", "Noor", "Olga", "Omar", "Pia", "Quinn", "Rosa", "Ruth", "Sanjay", "Sofia",
    "Tariq", "Tess", "Uma", "Viktor", "Wren", "Yara", "Yusuf", "Zoë",
)  # fmt: skip
LAST_NAMES = (
    "Abbott", "Achebe", "Baird", "Berg", "Castillo", "Cho", "Desjarlais", "Dubois", "Eklund", "Farkas", "Friesen", "Greyeyes",
    "Hart", "Horvath", "Ibarra", "Jansen", "Kaur", "Kettle", "Laboucan", "Lindqvist", "Lund", "Makokis", "Moreau", "Ng",
    "Nygaard", "Okafor", "Ortiz", "Park", "Petit", "Rahman", "Roy", "Sato", "Silva", "Singh", "Sokol", "Tran", "Tremblay",
    "Vance", "Whitford", "Yao",
)  # fmt: skip
LIBRARIES = (
    "Alder Creek Public Library", "Birch Bay Library", "Cedar County Library", "Driftwood College Library", "Elm Street Branch",
    "Fern Valley School Library", "Granite Falls Library", "Harbour Regional Library", "Iris Lake Library", "Juniper Law Library",
    "Kestrel University Library", "Larch Municipal Library", "Maple Ridge Library", "North Shore Archive", "Oak Bluff Library",
    "Pine Narrows Library", "Quarry Town Library", "Rosewood Health Library", "Spruce Hill Library", "Tamarack Library",
    "Umber Prairie Library", "Vesper Branch Library", "Willow Creek Library", "Yarrow Public Library",
)  # fmt: skip
TOWNS = (
    "Alder Creek",
    "Birch Bay",
    "Cedar Falls",
    "Driftwood",
    "Granite Falls",
    "Juniper",
    "Maple Ridge",
    "Oak Bluff",
    "Willow Creek",
)
POSITIONS = (
    "Library manager", "Branch assistant", "Librarian", "Library technician", "Programme coordinator", "Cataloguer", "Director",
    "Children's librarian", "Systems librarian",
)  # fmt: skip
GOALS = (
    "I have to write our first plan of service, and board meetings still scare me.",
    "I would like to learn how other small libraries decide which outreach to keep and which to drop.",
    "I supervise people for the first time and would like to give feedback that helps.",
    "Our collection has not been weeded in years. I want to learn how to begin without upsetting everybody.",
    "I mainly do programming and want to understand budgets before I apply for a manager's position.",
    "To build a professional network beyond my own library, and to find my way onto a committee.",
    "I work alone and miss somebody to talk through policies and difficult patrons with.",
    "I am moving from school to public libraries and want to know what I do not know.",
    "How to present at a conference, and how to write about a project so that others can use it.",
    "I would like fresh ideas for teens and for seniors, and a way of measuring whether programs work.",
    "Grant writing: I have never won one, and the makerspace depends on it.",
    "To become more confident with cataloguing and with teaching it to others.",
)
OFFERS = (
    "I have led three plan of service cycles and I brief new board members every year.",
    "Fifteen years of supervising; I merged two branches and everybody stayed.",
    "I built our outreach from nothing and can say what I would drop again.",
    "I have weeded four collections, and I keep the letters of thanks and the other ones.",
    "I have written grants for makerspaces, roofs and reading clubs, most of them successful.",
    "I teach cataloguing to new staff and enjoy the questions.",
    "I moved between school, academic and public libraries and can help people think about their careers.",
    "I have presented at many conferences and sat on more committees than I can count.",
    "I run a small library alone and know how to say no kindly.",
    "I care about policies that fit on one page, and about budgets that the council understands.",
    "I plan programs for teens and seniors and measure what they bring.",
)
REQUESTS = (
    "Remote only, please.", "Not more than an hour from Granite Falls.", "Evenings would suit me best.",
    "I would prefer a mentor who has worked alone in a small library.", "I am away in March.",
)  # fmt: skip
