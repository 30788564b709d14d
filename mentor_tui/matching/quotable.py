"""Words that a letter does not quote: of somebody's circumstances, and those that say little alone."""

from __future__ import annotations

from .words import stem

_PERSONAL_EN = """
burnout burned stress stressed stressful exhausted exhaustion overwhelmed overwork overworked
anxiety anxious depression depressed health healthy illness ill sick sickness disease cancer
disability disabled disabilities pregnant pregnancy maternity parental divorce divorced widow
widowed bereavement grief trauma therapy therapist counselling counseling addiction recovery alone
lonely isolated isolation fired dismissed laid redundant unemployed unemployment jobless
harassment harassed bullying bullied toxic discrimination racism racist lawsuit salary wage wages
pay debt poor money family husband wife partner boyfriend girlfriend child son daughter mother
father parents kids religion religious faith church age aged retire retiring retired retirement
leave resign resigned quit quitting visa immigration status accent autism autistic adhd dyslexia
neurodivergent gay lesbian queer transgender trans gender sexuality afraid scared scare scary fear
ashamed shy impostor imposter nervous struggle struggling failing failed failure hate boss
conflict firing dismissal termination
"""
_PERSONAL_FR = """
épuisement épuisé épuisée stress stressé stressée surmenage débordé débordée anxiété anxieux
dépression santé maladie malade cancer handicap handicapé handicapée enceinte grossesse maternité
parental divorce divorcé divorcée veuf veuve deuil traumatisme thérapie dépendance seul seule
isolé isolée isolement congédié congédiée licencié licenciée chômage harcèlement intimidation
toxique discrimination racisme salaire dette pauvre argent famille mari femme conjoint conjointe
enfant fils fille mère père religion foi église âge retraite congé démission visa accent autisme
dyslexie gai lesbienne queer trans peur honte gêné gênée échec échoué patron patronne conflit
congédiement licenciement
"""
_ALONE_SAYS_LITTLE_EN = """
page pages fire van till raise map maps holds
change changing reference friends supervise supervising supervisor teach recruit recruiting preserve conserving measuring measurement assessment
evaluation negotiating hire feedback decision stories coach mentor librarian data literacy newspapers
branch branches goals goal objectives order training writing write teaching teach talk present
presenting process processing meetings meeting records reports report contacts contact network
connections system systems culture data research students student city council values equipment
access activities community communities communication management managing manager director
administration administrative leading lead leadership collections collection rural schools school
teachers events services users customers clients visitors patrons volunteers computers technology
tech building buildings hours summer board games music art arts film books authors articles
article readers stories future trends quality priorities decision time schedule schedules coverage
policies policy rules projects project programs programming public academic special small feedback
confident confidence orientation degree career careers promotion next college university campus
faculty organization organizing organized welcome talking mentoring mentorship coaching interviews
interview conference conferences committees committee associations association networking children
teens seniors adults youth babies toddlers kids balance boundaries
"""
_ALONE_SAYS_LITTLE_FR = """
succursale objectifs ordre formation écriture rédiger enseigner présenter réunions rapports
contacts réseau système systèmes culture données recherche étudiants ville valeurs accès
équipement activités communauté communication gestion gérer direction directeur directrice
administration collections collection rural écoles école enseignants événements services usagers
clientèle visiteurs bénévoles ordinateurs technologie bâtiment horaires été jeux musique art arts
films livres auteurs articles lecteurs avenir tendances qualité priorités politique politiques
projets projet programmes public équipe confiance carrière réseautage congrès conférences comité
comités associations enfants adolescents aînés adultes jeunes équilibre limites accueil
organisation animation
"""


def _stems(english: str, french: str) -> frozenset[str]:
    stems = {stem(word, "en") for word in english.split()}
    return frozenset(stems | {stem(word, "fr") for word in french.split()})


PERSONAL = _stems(_PERSONAL_EN, _PERSONAL_FR)
"""Stems of words about the circumstances of a person."""

LITTLE_ALONE = _stems(_ALONE_SAYS_LITTLE_EN, _ALONE_SAYS_LITTLE_FR)
"""Stems of words of the trade that tell too little to be quoted alone."""
