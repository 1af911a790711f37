import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { steps } from '../../../shared/inquiry/model.ts';
import { Language } from '../../../shared/mail/language.ts';
import { choicesCatalogue } from '../../../shared/mail/sayings-choices.ts';
import { digestCatalogue } from '../../../shared/mail/sayings-digest.ts';
import { frameCatalogue } from '../../../shared/mail/sayings-frame.ts';
import { notificationCatalogue } from '../../../shared/mail/sayings-notifications.ts';
import { repliesCatalogue } from '../../../shared/mail/sayings-replies.ts';

const Catalogue = z.record(Language, z.record(z.string(), z.string().min(1)));

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');

/** Every catalogue there is, found by what it is: whatever `sayings-*.ts` exports that is one. */
const catalogues = (
  await Promise.all(
    readdirSync(shared, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(^|\/)sayings-[a-z-]+\.ts$/.test(path))
      .sort()
      .map(async (path) => {
        const exported = (await import(pathToFileURL(join(shared, path)).href)) as Record<string, unknown>;
        const found = Object.values(exported).flatMap((value) => Catalogue.safeParse(value).data ?? []);
        return found.map((catalogue) => ({ path, catalogue }));
      }),
  )
).flat();

/** A parsed message, as far as this test looks into it. */
interface Node {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Node[] }>>;
}
const LITERAL = 0;
const POUND = 7;
const PLURAL = 6;

const astOf = (message: string, language: string): readonly Node[] =>
  new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();

const inside = (node: Node): readonly Node[] =>
  Object.values(node.options ?? {}).flatMap(({ value }) => value);

const placesOf = (nodes: readonly Node[]): Set<string> =>
  new Set(
    nodes.flatMap((node) => [
      ...(node.type === LITERAL || node.type === POUND ? [] : [node.value ?? '']),
      ...placesOf(inside(node)),
    ]),
  );

const pluralsOf = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [...(node.type === PLURAL ? [node] : []), ...pluralsOf(inside(node))]);

/** The plural categories that whole numbers to a thousand fall in; those of millions are nothing that a mail counts. */
const categoriesOf = (language: string): string[] => {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)))];
};

it('finds the catalogues of the frame, of the digest, of notifications, of answers to replies and of choices', () => {
  expect(catalogues.map(({ catalogue }) => catalogue)).toEqual(
    expect.arrayContaining([
      choicesCatalogue,
      digestCatalogue,
      frameCatalogue,
      notificationCatalogue,
      repliesCatalogue,
    ]),
  );
});

describe.each(catalogues)('the catalogue in $path', ({ catalogue }) => {
  const keys = Object.keys(catalogue.en);

  it.each(Language.options)(
    'says everything in %s, in the same places, with every plural needed',
    (language) => {
      const words = catalogue[language];
      expect(Object.keys(words).toSorted()).toEqual(keys.toSorted());
      for (const key of keys) {
        const message = words[key] ?? '';
        // An ASCII apostrophe would be taken for a quotation mark of the message's own syntax.
        expect(message, key).not.toMatch(/'|\s{2}|^\s|\s$/);
        const nodes = astOf(message, language);
        expect(placesOf(nodes), key).toEqual(placesOf(astOf(catalogue.en[key] ?? '', 'en')));
        for (const { options = {} } of pluralsOf(nodes)) {
          expect(Object.keys(options), `${language} ${key}`).toEqual(
            expect.arrayContaining(categoriesOf(language)),
          );
        }
      }
    },
  );

  it('is translated: no sentence of several words is left in English', () => {
    for (const language of Language.options.filter((one) => one !== 'en')) {
      const same = keys.filter(
        (key) =>
          catalogue[language][key] === catalogue.en[key] &&
          /[a-z]{3,} [a-z]{2,}/i.test((catalogue.en[key] ?? '').replace(/\{[^{}]*\}/g, '')),
      );
      expect(same, language).toEqual([]);
    }
  });
});

it('names the seven steps in English as the rest of the system does', () => {
  const named = Object.entries(digestCatalogue.en).filter(([key]) => /^step-\d$/.test(key));
  expect(named.map(([, step]) => step)).toEqual(steps);
});
