import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type AtomMatter, renderAtom } from '../../../shared/digests/render-atom.ts';
import { communityOf, contentFor, on, reply, topic } from './content-sample.ts';

/** The texts of a well-formed document's elements, and their attributes, by path; throws where it is not one. */
const parse = (xml: string) => {
  const texts: [string, string][] = [];
  const path: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    path.push(name);
    for (const [attribute, value] of Object.entries(attributes))
      texts.push([`${path.join('/')}@${attribute}`, value]);
  });
  parser.on('text', (text) => {
    if (text.trim() !== '') texts.push([path.join('/'), text]);
  });
  parser.on('closetag', () => path.pop());
  parser.write(xml).close();
  return (wanted: string): string[] => texts.flatMap(([at, text]) => (at === wanted ? [text] : []));
};

const matter = (own: Partial<AtomMatter> = {}): AtomMatter => ({
  content: contentFor([]),
  organization: { organization: 'maths', name: 'Maths & more' },
  member: 'ana',
  language: 'en',
  selfUrl: 'https://colloquy.example.org/feeds/secret',
  homeUrl: 'https://colloquy.example.org/',
  since: on(1),
  now: new Date(on(16, 13)),
  ...own,
});

const content = contentFor([
  communityOf(
    [
      topic({ post: 'q', title: '<Why> & "how"?\u0000\uffff', postedAt: on(13) }),
      reply({ post: 'r', topic: 'mine', postedAt: on(14) }),
    ],
    { heads: [topic({ post: 'mine', member: 'ana', postedAt: on(1) })] },
  ),
]);

describe('renderAtom', () => {
  it('has all that RFC 4287 asks of a feed and an entry, the newest first, everything escaped', () => {
    const of = parse(renderAtom(matter({ content })));
    expect(of('feed@xmlns')).toEqual(['http://www.w3.org/2005/Atom']);
    expect(of('feed/id')).toEqual(['tag:colloquy.example.org,2026:maths/feeds/ana']);
    expect(of('feed/title')).toEqual(['Your digest · Maths & more']);
    expect(of('feed/updated')).toEqual([on(14)]);
    expect(of('feed/author/name')).toEqual(['Maths & more']);
    expect(of('feed/link@href')).toEqual([
      'https://colloquy.example.org/feeds/secret',
      'https://colloquy.example.org/',
    ]);
    expect(of('feed/entry/id')).toEqual([
      'tag:colloquy.example.org,2026:maths/topic/algebra/mine',
      'tag:colloquy.example.org,2026:maths/topic/algebra/q',
    ]);
    expect(of('feed/entry/title')).toEqual(['About mine', '<Why> & "how"?']);
    expect(of('feed/entry/updated')).toEqual([on(14), on(13)]);
    expect(of('feed/entry/link@href')).toEqual([
      'https://colloquy.example.org/communities/algebra/topics/mine',
      'https://colloquy.example.org/communities/algebra/topics/q',
    ]);
    expect(of('feed/entry/author/name')).toEqual(['Chen Wei', 'Ben Okafor']);
    expect(of('feed/entry/category@label')).toEqual([
      'A reply to you · Circle of algebra',
      'Unanswered for 3 days · Circle of algebra',
    ]);
    expect(of('feed/entry/summary')[1]).toContain('Unanswered for 3 days');
  });

  it('is a feed without entries where there is nothing, as old as its address', () => {
    const of = parse(renderAtom(matter({ language: 'ar' })));
    expect(of('feed/updated')).toEqual([on(1)]);
    expect(of('feed@xml:lang')).toEqual(['ar']);
    expect(of('feed/entry/id')).toEqual([]);
  });
});
