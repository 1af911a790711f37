/*
 * What people write, for a world that costs what life costs: titles of two words and of thirty, quotations, line
 * breaks, addresses, signs that HTML escapes, accents, Arabic. Chosen by number, so that every run has the same.
 */

const titles = [
  'How do you open a unit on fractions?',
  '“Show your working”: what do you accept, and from whom?',
  'Homework',
  'R&D in the maths department: who has tried lesson study?',
  'Why do my Year 9s say x < 5 and x > 5 are "the same thing"?',
  'Évaluer sans noter : qu’est-ce qui a marché chez vous ?',
  '¿Cómo explicáis las fracciones en la era de la calculadora?',
  'كيف تبدؤون درس الكسور مع الصف السادس؟',
  'Thoughts on the new "problem of the week" <long, but worth it>, and on how we could share the marking between four schools that do not even break for lunch at the same hour',
  'Re: Re: Fwd: number lines & circles',
  'Seating plans – again',
  "What I'd tell a new teacher about groups of three",
] as const;

const excerpts = [
  'We tried number lines before circles this year, and far fewer children stumbled at five quarters.',
  'Yes.',
  '> Has anybody tried it the other way round?\n\nWe did, in May & June. "Never again," said the children; I\'m less sure.\n\n- start with 3/4 < 1\n- then 5/4 > 1\n\nThe sheets are at https://example.org/sheets?unit=4&part=2',
  'Thanks, that helps! I\'ll try it with 7B tomorrow & report.\r\n\r\nOne question: do you let them use "their own" notation first, or do you show them yours?',
  'Chez nous, l’idée était de commencer par la mesure : « combien de fois dans une bande ? » Les élèves l’ont adopté tout de suite, même ceux qui d’habitude n’osent pas.\nLes parents, moins…',
  'A mí me funcionó empezar con recetas: ¿qué pasa si sólo hay ¾ de taza?\nLos niños discuten, miden, se equivocan y vuelven a medir; al final nadie olvida qué es un denominador.',
  'جرّبنا خط الأعداد قبل الدوائر هذا العام، وقلّ عدد من تعثّروا عند خمسة أرباع.\nسأرسل الأوراق غدًا إن شاء الله.',
  'I have been keeping a record since September, for what it is worth: of 28 children, 19 now draw a picture before they calculate; in the other class, where I never asked for one, it is 4. Not a trial, I know, but it has changed what I do on a Monday, and the talk at the tables is so much better than it was that I would not go back even if the numbers were level.',
  'Same here 🙂 — the "bar model" <b>did</b> it for us.',
  '',
  "Couldn't agree more with Zoë. See p. 41, “Fractions & friends”.",
] as const;

const people = [
  'Ada Lovelace',
  'Zoë O’Brien-Núñez',
  'Søren Ångström',
  'ليلى الخطيب',
  'José María de la Cruz y Fernández',
  "Bríd Ní D'Arcy",
  'Ngozi Adichie',
  'Li Wei',
] as const;

const communities = [
  'Fractions & Decimals',
  'Algebra',
  'Géométrie au collège',
  'مجتمع القياس',
  'Teachers of “Year 9” (North & West)',
  'Matemáticas en primaria',
] as const;

const pick = (from: readonly string[], i: number): string => from[i % from.length] ?? '';

/** The i-th title, excerpt, name and so on; each list begins anew after its last. */
export const titleAt = (i: number): string => pick(titles, i);
/** @see titleAt */
export const excerptAt = (i: number): string => pick(excerpts, i);
/** @see titleAt */
export const nameAt = (i: number): string => `${pick(people, i)} ${i}`;
/** @see titleAt */
export const communityNameAt = (i: number): string => `${pick(communities, i)} ${i}`;
