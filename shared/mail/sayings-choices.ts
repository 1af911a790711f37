import { ar } from './choices-words/ar.ts';
import { en, type ChoicesKey as PageKey } from './choices-words/en.ts';
import { es } from './choices-words/es.ts';
import { fr } from './choices-words/fr.ts';
import { type Catalogue, createSayings, type Say } from './messages.ts';

/** The name of a message of the pages on which a member chooses or ends mail. */
export type ChoicesKey = PageKey | 'mails-notifications';

/** What the pages say on which a member chooses or ends mail, in every language; mail of every kind by one name. */
export const choicesCatalogue: Catalogue<ChoicesKey> = {
  en: { ...en, 'mails-notifications': 'mails about what cannot wait for the digest' },
  es: { ...es, 'mails-notifications': 'los correos sobre lo que no puede esperar al resumen' },
  fr: { ...fr, 'mails-notifications': 'les messages sur ce qui ne peut attendre le résumé' },
  ar: { ...ar, 'mails-notifications': 'الرسائل عما لا يحتمل انتظار الملخص' },
};

/** Says what these pages say, in a language. */
export const choicesSayings = createSayings(choicesCatalogue);

/** @see choicesSayings */
export type SayChoices = Say<ChoicesKey>;
