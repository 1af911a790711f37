import { ar } from './digest-words/ar.ts';
import { type DigestKey, en } from './digest-words/en.ts';
import { es } from './digest-words/es.ts';
import { fr } from './digest-words/fr.ts';
import { type Catalogue, createSayings } from './messages.ts';

export type { DigestKey } from './digest-words/en.ts';

/** What a digest says, in every language. */
export const digestCatalogue: Catalogue<DigestKey> = { en, es, fr, ar };

/** Says what a digest says, in a language. */
export const digestSayings = createSayings(digestCatalogue);
