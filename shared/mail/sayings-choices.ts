import { ar } from './choices-words/ar.ts';
import { type ChoicesKey, en } from './choices-words/en.ts';
import { es } from './choices-words/es.ts';
import { fr } from './choices-words/fr.ts';
import { type Catalogue, createSayings, type Say } from './messages.ts';

export type { ChoicesKey } from './choices-words/en.ts';

/** What the pages say on which a member chooses or ends mail, in every language. */
export const choicesCatalogue: Catalogue<ChoicesKey> = { en, es, fr, ar };

/** Says what these pages say, in a language. */
export const choicesSayings = createSayings(choicesCatalogue);

/** @see choicesSayings */
export type SayChoices = Say<ChoicesKey>;
