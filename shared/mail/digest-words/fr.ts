import type { DigestWords } from './en.ts';

/** What a digest says, in French; it says "vous". */
export const fr: DigestWords = {
  heading:
    '{frequency, select, daily {Votre résumé quotidien} weekly {Votre résumé hebdomadaire} monthly {Votre résumé mensuel} other {Votre résumé}}',
  period: 'Voici ce qui s’est passé dans vos communautés, du {from} au {until}.',
  moment: '{day} {hour, select, other {à}} {time}',
  introduction: 'Le mot de la communauté {community}\u00a0: {by}',
  'subject-more': '{title} · {count, plural, one {# autre nouvelle} other {# autres nouvelles}}',

  'section-to-you': 'Pour vous',
  'section-pinned': 'Choisi par vos animateurs et animatrices',
  'section-next': 'Vos prochaines étapes',
  'section-unanswered': 'Questions en attente de réponse',
  'section-popular': 'Ce dont vos collègues ont parlé',
  'section-news': 'Du nouveau dans vos communautés',
  'section-earned': 'Ce qui a été obtenu',

  topic: 'Nouveau sujet\u00a0: {people}',
  'topic-replies': 'Nouveau sujet et {count, plural, one {# réponse} other {# réponses}}\u00a0: {people}',
  'topic-replies-or-more':
    'Nouveau sujet et au moins {count, plural, one {# réponse} other {# réponses}}\u00a0: {people}',
  replies: '{count, plural, one {# réponse} other {# réponses}}\u00a0: {people}',
  'replies-or-more': 'Au moins {count, plural, one {# réponse} other {# réponses}}\u00a0: {people}',
  by: 'Par {people}',
  shared: 'Partagé par {people}',
  opened: 'Lancé par {people}',
  joined: '{count, plural, one {# nouveau membre} other {# nouveaux membres}}\u00a0: {people}',
  lasted: '{minutes, plural, one {# minute} other {# minutes}}',
  'keep-badge': 'Un badge que vous pouvez garder et partager',
  done: 'Fait à {percent}',
  amount: '{amount} {unit}',
  'unit-hours': '{count, plural, one {# heure} other {# heures}}',
  'unit-ceu':
    '{count, plural, one {# unité de formation continue (CEU)} other {# unités de formation continue (CEU)}}',
  'unit-cpe': '{count, plural, one {# crédit CPE} other {# crédits CPE}}',
  'credited-together':
    '{count, plural, one {# inscription} other {# inscriptions}} dans votre relevé de crédits',
  'in-all': '{credit} au total',
  'credited-meeting':
    '{minutes, plural, one {# minute} other {# minutes}} de réunion dans la communauté {community}, au titre du programme {program}',
  somebody: 'un membre',
  others: '{count, plural, one {# autre personne} other {# autres personnes}}',

  mention: 'Vous mentionne',
  'reply-to-you': '{count, plural, one {Une réponse pour vous} other {Des réponses pour vous}}',
  pinned: 'Choisi pour la communauté',
  'new-topic': 'Un nouveau sujet',
  discussion: 'Une discussion qui se poursuit',
  'next-step': 'Étape {step} sur {steps}',
  'next-step-due': 'Étape {step} sur {steps}, à terminer le {day}',
  'next-step-overdue': 'Étape {step} sur {steps}, qui devait être terminée le {day}',
  goal: 'Votre objectif',
  'goal-due': 'Votre objectif, à atteindre le {day} au plus tard',
  'goal-overdue': 'Votre objectif, qui devait être atteint le {day}',
  unanswered:
    '{days, plural, =0 {Pas encore de réponse} one {Sans réponse depuis # jour} other {Sans réponse depuis # jours}}',
  popular: '{count, plural, one {# personne y a écrit} other {# personnes y ont écrit}}',
  'new-members':
    '{count, plural, one {Une personne a rejoint la communauté} other {Des personnes ont rejoint la communauté}}',
  resource: 'Une nouvelle ressource',
  video: 'Une nouvelle vidéo',
  challenge: 'Un nouveau défi',
  meeting: 'Une réunion a eu lieu',
  badge: 'Vous l’avez obtenu',
  credit: 'Ajouté à votre dossier',
  correction: 'Une correction de votre dossier',

  'step-1': 'Examiner les données et repérer un problème',
  'step-2': 'L’étudier et en discuter',
  'step-3': 'Choisir des stratégies',
  'step-4': 'Planifier, avec une mesure de la réussite',
  'step-5': 'Mettre en œuvre, et noter réussites et difficultés',
  'step-6': 'Analyser les résultats',
  'step-7': 'Faire le point et ajuster',

  more: 'Et {count, plural, one {# autre message} other {# autres messages}} dans {community}',
  'more-or-more':
    'Et au moins {count, plural, one {# autre message} other {# autres messages}} dans {community}',
  'more-unknown': 'Plus dans {community}',
  elsewhere:
    'Et {count, plural, one {# autre message} other {# autres messages}} dans {communities, plural, one {# autre communauté} other {# autres communautés}}',
  'elsewhere-or-more':
    'Et au moins {count, plural, one {# autre message} other {# autres messages}} dans {communities, plural, one {# autre communauté} other {# autres communautés}}',
  action: 'Aller à vos communautés',

  'footer-reason':
    'Vous recevez ce message parce que vous êtes membre de l’organisation {organization} et avez choisi {frequency, select, daily {un résumé quotidien} weekly {un résumé hebdomadaire} monthly {un résumé mensuel} other {un résumé}}.',
  'footer-preferences': 'Choisir ce que vous recevez, et quand',
  'footer-unsubscribe': 'Ne plus recevoir ces résumés',
};
