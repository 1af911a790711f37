import type { ChoicesWords } from './en.ts';

/** What the pages of a member's choices of mail say, in French. */
export const fr: ChoicesWords = {
  title: 'Vos messages',
  skip: 'Aller au contenu',
  lead: 'Un résumé de toutes vos communautés, et un message aussitôt pour ce qui ne peut attendre. S’il n’y a rien à dire, rien n’est envoyé.',
  'by-link':
    'Seul le lien de votre message ouvre cette page. La personne à qui vous transférez un tel message peut changer ce qui est choisi ici.',
  foot: 'Messages de {organization}, envoyés avec Colloquy.',
  'foot-site': 'Messages envoyés avec Colloquy.',

  saved: 'Enregistré.',
  next: 'Votre prochain résumé arrive le {when}.',
  'no-digest': 'Vous ne recevez pas de résumé pour le moment.',
  held: 'Aucun message ne vous est envoyé pour le moment.',
  'held-bounced':
    'Selon le service qui gère votre boîte, votre adresse n’existe pas. Demandez à l’équipe de votre organisation de la corriger. Vos choix sont gardés ici et vaudront dès que des messages vous seront de nouveau envoyés.',
  'held-complained':
    'Un de nos messages a été signalé comme indésirable depuis votre boîte. Si vous souhaitez nos messages, demandez à l’équipe de votre organisation de les rétablir. Vos choix sont gardés ici et vaudront dès lors.',
  'held-unreachable':
    'Plusieurs messages nous sont revenus récemment\u00a0: votre boîte est peut-être pleine. Faites-y de la place\u00a0; nous réessaierons dans quelques jours, et l’équipe de votre organisation peut faire réessayer plus tôt.',

  digest: 'Le résumé',
  'how-often': 'À quelle fréquence',
  daily: 'Chaque jour',
  weekly: 'Une fois par semaine',
  monthly: 'Une fois par mois',
  none: 'Jamais',
  weekday: 'Jour, si chaque semaine',
  monthday: 'Jour, si chaque mois',
  'or-last': '{day}, ou le dernier',
  hour: 'Heure',
  'time-zone': 'Fuseau horaire',
  'time-zone-hint': 'Toutes les heures de ce site sont données dans ce fuseau.',
  language: 'Langue de vos messages',
  'as-organization': 'Celle de mon organisation',
  communities: 'Ce qui vous est dit de vos communautés',
  'no-community': 'Vous n’êtes encore dans aucune communauté.',
  everything: 'Tout',
  mentions: 'Seulement les mentions de moi et les réponses à moi',
  muted: 'Rien',
  'at-once': 'Messages envoyés aussitôt',
  'at-once-text': 'Ce qui ne peut attendre le résumé. Décochez ce que vous ne voulez pas.',
  'kind-reply': 'Réponses à moi',
  'kind-mention': 'Mentions de moi',
  'kind-coaching': 'Demandes d’accompagnement',
  'kind-deadline': 'Échéances de mes cycles, la veille',
  'kind-notice': 'Annonces urgentes de l’équipe',
  quiet: 'Heures de silence',
  'quiet-text':
    'Ce qui viendrait à ces heures, dans votre fuseau, attend qu’elles soient passées. Elles peuvent enjamber minuit.',
  'quiet-from': 'Silence de',
  'quiet-until': 'Silence jusqu’à',
  'no-quiet': 'Pas d’heures de silence',
  'choose-one': 'Choisissez',
  save: 'Enregistrer',

  'error-title': 'Rien n’est encore enregistré. Veuillez revoir ceci\u00a0:',
  'error-line': '{field}\u00a0: {message}',
  'error-choose': 'Choisissez un élément de la liste.',
  'error-frequency': 'Choisissez à quelle fréquence vient votre résumé.',
  'error-quiet-until': 'Choisissez quand finissent vos heures de silence, ou qu’il n’y en a pas.',
  'error-quiet-from': 'Choisissez quand commencent vos heures de silence, ou qu’il n’y en a pas.',
  'error-quiet-same':
    'Choisissez une fin différente du début\u00a0: le silence ne peut durer toute la journée.',

  'mails-reply': 'les messages sur les réponses à vous',
  'mails-mention': 'les messages sur les mentions de vous',
  'mails-coaching': 'les messages sur les demandes d’accompagnement',
  'mails-deadline': 'les messages sur les échéances de vos cycles',
  'mails-notice': 'les annonces urgentes de l’équipe',
  'mails-notifications': 'les messages sur ce qui ne peut attendre le résumé',
  'end-title': 'Ne plus recevoir ces messages',
  'end-digests': 'Ne plus recevoir votre résumé\u00a0?',
  'end-kind': 'Ne plus recevoir {mails}\u00a0?',
  'end-digests-lead': 'Plus aucun résumé ne viendra, d’aucune de vos communautés.',
  'end-kind-lead': 'Vous ne recevrez plus {mails}. Les autres messages continuent.',
  'end-digests-button': 'Ne plus recevoir mon résumé',
  'end-kind-button': 'Ne plus recevoir ces messages',
  instead: 'Choisir plutôt ce qui vient, et quand',
  'ended-title': 'Terminé',
  'ended-digests': 'Vous ne recevrez plus votre résumé',
  'ended-kind': 'Vous ne recevrez plus ces messages',
  'ended-before': 'Vous y aviez déjà mis fin, et rien n’a changé.',
  'ended-digests-lead': 'Aucun résumé ne vous sera plus envoyé. Un résumé déjà en route peut encore arriver.',
  'ended-kind-lead': 'Nous ne vous enverrons plus {mails}. Un message déjà en route peut encore arriver.',
  undo: 'Annuler\u00a0: continuer à les recevoir',
  'undo-digests':
    'Annuler\u00a0: {frequency, select, daily {chaque jour} monthly {une fois par mois} other {une fois par semaine}}, comme avant',
  all: 'Tous les réglages de vos messages',
  'again-title': 'Rétabli',
  'again-digests': 'Votre résumé revient',
  'again-kind': 'Ces messages reviennent',
  'again-digests-lead':
    'Rien de l’intervalle n’est perdu\u00a0: le prochain reprend là où le dernier s’est arrêté. S’il était arrêté depuis plus de trente jours, il dira ce qui se passe à partir de maintenant.',
  'again-kind-lead': 'Vous recevrez de nouveau {mails}.',

  'feed-title': 'Le lire dans un lecteur de flux',
  'feed-text':
    'Un flux privé (Atom) contient ce que votre résumé dirait des sept derniers jours et que vous n’avez pas encore lu, chaque chose avec la raison pour laquelle elle y figure.',
  'feed-secret':
    'Quiconque possède cette adresse peut lire votre flux. Si quelqu’un d’autre l’a obtenue, renouvelez-la\u00a0: l’ancienne adresse n’ouvrira alors plus rien.',
  'feed-make': 'Créer mon flux privé',
  'feed-renew': 'Renouveler l’adresse',
  'feed-end': 'Supprimer mon flux privé',

  'unknown-title': 'Ce lien n’ouvre rien',
  unknown:
    'Il n’appartient à aucun de nos messages, ou vient d’un essai ou d’un aperçu. Il a peut-être été coupé dans le message\u00a0: copiez-le en entier, ou ouvrez le lien d’un message plus récent.',
};
