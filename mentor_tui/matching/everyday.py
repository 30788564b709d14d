"""Everyday words: they stand in any text, so they tell little of what somebody wants or offers."""

from __future__ import annotations

from functools import lru_cache

from .words import STOP_WORDS, stem

LITTLE = 0.1
"""What an everyday word counts, beside a telling word's 1."""

_ENGLISH = """
library libraries librarian librarians learn learning learned learnt work works working worked like likes
liked want wants wanted wish would help helps helping helped more new good best better get gets getting got make
makes making made take takes taking took use uses using used people person somebody someone everybody everyone
anybody nobody staff year years time times things thing something anything everything nothing other others another
some all also how about not no can cannot will could should need needs needed do does did doing done am im id ive
ill dont mentor mentors mentee mentees mentorship share shares sharing shared experience experiences experienced
interested interest interests looking look looks hope hopes hoping become becoming idea ideas really know
knows knowing known well way ways any many much lot lots support supporting improve improving skills skill develop
developing gain gaining understand understanding been being theirs practice practices
its into than then up out my them so just very too most few see over after before again still even when where why
while because if or but though although since until through during without within between each every both either
neither same own such now today soon long always never often sometimes usually ever first last next
find finding found go goes going went come comes coming give gives giving given keep keeps keeping
let lets start starts starting started begin beginning try tries trying tried tell think thinking feel feels feeling
love loves loving enjoy enjoys enjoyed happy glad able bring brings bringing brought offer offers offering offered
various several different kind kinds sort part area areas field topic topics please thank thanks
colleague colleagues job jobs position positions role roles talk talking maybe perhaps quite rather
one two three four five six seven eight nine ten day days week weeks month months
"""
_FRENCH = """
bibliothèque bibliothèques bibliothécaire bibliothécaires apprendre apprends appris travail travailler travaille
travaux aimer aime aimerais aimerait vouloir veux veut voudrais voudrait souhaite souhaiterais désire espère
besoin aide aider aidé nouveau nouvelle nouveaux nouvelles bon bonne bons bonnes meilleur meilleure mieux prendre
prends pris utiliser utilise gens personne personnes quelqu'un année années an ans annuel temps fois chose
choses savoir sais su connaître connais connaissance connaissances pouvoir peux pouvons dois devoir mentor mentorat
partager partage expérience expériences intéressé intéressée intérêt intérêts chercher cherche recherche devenir
idée idées vraiment façon façons manière manières beaucoup soutien améliorer compétence compétences développer
comprendre petit petite petits petites grand grande grands premier première deux trois quatre cinq six sept huit
neuf dix jour jours semaine semaines mois maintenant aujourd'hui bientôt longtemps vieux vieille vieilles anciens
toujours jamais parfois trouver trouve trouvent aller vais va vont venir viens vient viennent donner donne garder
commencer commence essayer demander dire dit montrer penser pense sentir offrir offre inclus compris différents
sorte type types partie lieu lieux domaine domaines sujet sujets question questions exemple important possible
merci bonjour peu assez plutôt surtout actuel actuellement récent avenir passé collègue collègues emploi poste
postes rôle rôles ville maison vie monde cas fait point nombre fin côté écrire écris écrit lire lis changer
changement rencontrer rencontre plan plans depuis plusieurs toute toutes afin ainsi aussi alors ici là très
mettre mis tenir organiser préparer servir choisir décrire travailler parler rien aucun aucune autour
chez vers entre sans contre lorsque quelques dernière dernier prochain prochaine être avoir faire
"""


@lru_cache(maxsize=2)
def everyday_stems(language: str) -> frozenset[str]:
    """Return the stems of the everyday words and the stop words of a language."""
    words = (_FRENCH if language == "fr" else _ENGLISH).split()
    stems = {stem(word, language) for word in words}
    return frozenset((stems | STOP_WORDS.get(language, frozenset())) - {""})
