import { createReadStream, existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { excerptOfMarkup } from '../../shared/discussions/excerpt.ts';
import type { EventOf, PostKind } from '../../shared/events/catalogue.ts';
import { Instant } from '../../shared/events/envelope.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { type Row, readRows } from './read-rows.ts';

/** Somebody with an account in the dump. */
export interface DumpMember {
  readonly member: string;
  readonly name: string;
  /** RFC 3339, UTC. */
  readonly joinedAt: string;
}

/** What a dump holds, read in one pass over each of its files. */
export interface Dump {
  /** Everybody in `Users.xml` with an Id above 0; where there is no such file, everybody who wrote something. */
  readonly members: ReadonlyMap<string, DumpMember>;
  /** Everything written by a member, in the files' order. Read this to its end before the counts below. */
  events(where: { organization: string; community: string }): AsyncGenerator<EventOf<'post.created'>>;
  /** Questions read so far, whoever asked them. */
  readonly topics: number;
  /** Questions, answers and comments read so far that no member wrote. */
  readonly skipped: number;
  /** What the folder is called, as far as an identifier can be: the name of the organization it is played to. */
  readonly name: string;
  /** Rows of posts and comments in all, and how many of them were read: for a progress bar. */
  readonly rows: number;
  readonly rowsRead: number;
}

/** How many rows a file has, by the lines that begin one; 0 where there is no such file. */
const countRows = async (file: string): Promise<number> => {
  if (!existsSync(file)) return 0;
  let rows = 0;
  let tail = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    rows += (tail + chunk).split('<row ').length - 1;
    tail = chunk.slice(-4);
  }
  return rows;
};

/** A row's `CreationDate` (`2011-10-11T19:42:20.713`), which the dump means as UTC. @throws {InvalidInput} */
const instant = ({ attributes, at }: Row): string => {
  const text = `${attributes['CreationDate'] ?? ''}Z`;
  if (Instant.safeParse(text).success) return text;
  throw new InvalidInput(`${at}: CreationDate: "${text.slice(0, 40)}" is no date and time`, {
    field: 'CreationDate',
  });
};

/** A number that names something, as one spelling; undefined where the row names nobody. @throws {InvalidInput} */
const idOf = ({ attributes, at }: Row, attribute: string): string | undefined => {
  const text = attributes[attribute];
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return String(Number(text));
  throw new InvalidInput(`${at}: ${attribute}: "${text.slice(0, 40)}" is no number`, { field: attribute });
};

/** The id of somebody with an account: those at 0 and below are the system itself. */
const accountOf = (row: Row, attribute: string): string | undefined => {
  const id = idOf(row, attribute);
  return id !== undefined && Number(id) > 0 ? id : undefined;
};

/** A row's own id. @throws {InvalidInput} where it has none. */
const ownId = (row: Row): string => {
  const id = idOf(row, 'Id');
  if (id !== undefined) return id;
  throw new InvalidInput(`${row.at}: Id: is missing`, { field: 'Id' });
};

/** A post's kind by its `PostTypeId`; other types (wikis, elections) are no posts of anybody. */
const kinds: Readonly<Record<string, PostKind>> = { '1': 'topic', '2': 'reply' };
const kindOf = ({ attributes }: Row): PostKind | undefined => kinds[attributes['PostTypeId'] ?? ''];

/** What a reply or comment needs to know of the post it stands under. */
interface Discussion {
  readonly topic: string;
  readonly title: string;
}

/**
 * Opens a dump in a folder: `Posts.xml`, and where present `Users.xml` and `Comments.xml`.
 *
 * @throws {NotFound} where the folder has no `Posts.xml`.
 */
export const openDump = async (folder: string): Promise<Dump> => {
  const path = (name: string) => resolve(folder, name);
  if (!existsSync(path('Posts.xml'))) {
    throw new NotFound(`There is no Posts.xml in ${folder}. Name a folder that holds a Stack Exchange dump.`);
  }
  const name =
    basename(resolve(folder))
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 64) || 'dump';
  const source = `stack-exchange:${name}`;
  const accounts = existsSync(path('Users.xml'));
  const comments = existsSync(path('Comments.xml'));
  const members = new Map<string, DumpMember>();
  const rows = (name: string) => readRows(path(name), name);
  const join = (id: string | undefined, name: string, row: Row): void => {
    if (id === undefined || members.has(id)) return;
    members.set(id, {
      member: id,
      name: name.trim().slice(0, 120) || `Member ${id}`,
      joinedAt: instant(row),
    });
  };
  if (accounts) {
    for await (const row of rows('Users.xml')) {
      join(accountOf(row, 'Id'), row.attributes['DisplayName'] ?? '', row);
    }
  } else {
    // Whoever wrote anything is a member, from their first post on; they must be known before the first event is.
    for await (const row of rows('Posts.xml')) {
      if (kindOf(row)) join(accountOf(row, 'OwnerUserId'), '', row);
    }
    if (comments) for await (const row of rows('Comments.xml')) join(accountOf(row, 'UserId'), '', row);
  }

  const discussions = new Map<string, Discussion>();
  const counts = { topics: 0, skipped: 0, rowsRead: 0 };

  /** The member who wrote a row, or undefined (counted as skipped) where it was nobody. */
  const authorOf = (row: Row, attribute: string): string | undefined => {
    const id = accountOf(row, attribute);
    if (id !== undefined && members.has(id)) return id;
    counts.skipped += 1;
    return undefined;
  };

  /** Where a reply or comment belongs; what it stands under may be missing in a dump that was cut. */
  const discussionOf = (parent: string | undefined, own: string): Discussion =>
    discussions.get(parent ?? '') ?? { topic: `post-${parent ?? own}`, title: 'Untitled' };

  async function* events(where: {
    organization: string;
    community: string;
  }): AsyncGenerator<EventOf<'post.created'>> {
    const created = (post: string, kind: PostKind, member: string, row: Row, of: Discussion, body: string) =>
      makeEvent('post.created', {
        id: post,
        source,
        time: instant(row),
        subject: post,
        organization: where.organization,
        data: {
          member,
          community: where.community,
          post,
          kind,
          topic: of.topic,
          title: of.title,
          excerpt: excerptOfMarkup(body),
        },
      });

    for await (const row of rows('Posts.xml')) {
      counts.rowsRead += 1;
      const kind = kindOf(row);
      if (!kind) continue;
      if (kind === 'topic') counts.topics += 1;
      const id = ownId(row);
      const post = `post-${id}`;
      const of =
        kind === 'topic'
          ? { topic: post, title: (row.attributes['Title'] || 'Untitled').slice(0, 300) }
          : discussionOf(idOf(row, 'ParentId'), id);
      discussions.set(id, of);
      const member = authorOf(row, 'OwnerUserId');
      if (member !== undefined) yield created(post, kind, member, row, of, row.attributes['Body'] ?? '');
    }
    if (!comments) return;
    for await (const row of rows('Comments.xml')) {
      counts.rowsRead += 1;
      const id = ownId(row);
      const member = authorOf(row, 'UserId');
      if (member === undefined) continue;
      const of = discussionOf(idOf(row, 'PostId'), id);
      yield created(`comment-${id}`, 'comment', member, row, of, row.attributes['Text'] ?? '');
    }
  }

  return {
    name,
    members,
    events,
    rows: (await countRows(path('Posts.xml'))) + (await countRows(path('Comments.xml'))),
    get topics() {
      return counts.topics;
    },
    get skipped() {
      return counts.skipped;
    },
    get rowsRead() {
      return counts.rowsRead;
    },
  };
};
