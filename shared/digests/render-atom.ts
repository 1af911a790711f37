import { html } from '../mail/html.ts';
import type { Language } from '../mail/language.ts';
import { oneLine } from '../mail/plain.ts';
import { digestSayings } from '../mail/sayings-digest.ts';
import type { DigestContent, DigestItem } from './content.ts';
import { bylineOf, reasonOf, titleOf, type Words } from './entry-words.ts';

/** What a private feed is made from. */
export interface AtomMatter {
  readonly content: DigestContent;
  readonly organization: { readonly organization: string; readonly name: string };
  readonly member: string;
  readonly language: Language;
  /** Where the feed itself is, and the page that shows the same; absolute. */
  readonly selfUrl: string;
  readonly homeUrl: string;
  /** When the feed was given its address: when it was last changed, while there is nothing in it. */
  readonly since: string;
  readonly now: Date;
}

/** Text without what XML 1.0 cannot hold (§2.2 Char). */
const text = (of: string): string => oneLine(of.replace(/[\ufffe\uffff]/g, ''));

/** A permanent name of something of this system (RFC 4151), whatever page shows it. */
const tagOf = (homeUrl: string, path: string): string => `tag:${new URL(homeUrl).hostname},2026:${path}`;

const entryOf = (words: Words, { organization, homeUrl }: AtomMatter, item: DigestItem) => html`
<entry>
<id>${tagOf(homeUrl, `${organization.organization}/${item.id}`)}</id>
<title>${text(titleOf(words, item))}</title>
<link rel="alternate" href="${item.url}"/>
<updated>${new Date(item.at).toISOString()}</updated>
${item.people.map(
  (name) => html`<author><name>${text(name)}</name></author>
`,
)}<category term="${item.why.kind}" label="${text(reasonOf(words, item))}"/>
<summary>${text([reasonOf(words, item), bylineOf(words, item), item.excerpt].filter((part) => part !== '').join(' · '))}</summary>
</entry>`;

/**
 * A member's own feed as an Atom document (RFC 4287), the newest first: each thing with a permanent name, so that a
 * reader tells what changed from what is new, and with the reason for which the member is told of it.
 */
export const renderAtom = (matter: AtomMatter): string => {
  const { content, organization, member, language, selfUrl, homeUrl, since, now } = matter;
  const say = digestSayings(language);
  const words: Words = { language, say, now };
  const items = content.items.toSorted(
    (a, b) => Date.parse(b.at) - Date.parse(a.at) || a.id.localeCompare(b.id),
  );
  const updated = Math.max(Date.parse(since), ...items.map(({ at }) => Date.parse(at)));
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${tagOf(homeUrl, `${organization.organization}/feeds/${member}`)}</id>
<title>${text(`${say('heading', { frequency: 'other' })} · ${organization.name}`)}</title>
<link rel="self" type="application/atom+xml" href="${selfUrl}"/>
<link rel="alternate" type="text/html" href="${homeUrl}"/>
<updated>${new Date(updated).toISOString()}</updated>
<author><name>${text(organization.name)}</name></author>${items.map((item) => entryOf(words, matter, item))}
</feed>
`.text;
};
