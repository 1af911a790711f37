import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';

/** A question, answer or comment of a dump: in which discussion, by whom, when (ms), and whether it began it. */
export interface Post {
  readonly topic: string;
  readonly member: string;
  readonly at: number;
  readonly opens: boolean;
}

type Attributes = Readonly<Record<string, string>>;

const rowsOf = async (file: string): Promise<Attributes[]> => {
  const rows: Attributes[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push(attributes);
  });
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) parser.write(chunk);
  parser.close();
  return rows;
};

const timeOf = (row: Attributes): number => Date.parse(`${row['CreationDate'] ?? ''}Z`);

/** What a mail shows of a text: on one line. */
export const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** When everybody joined, what the discussions are called, and all that somebody with an account wrote. */
export const readDump = async (folder: string) => {
  const joined = new Map<string, number>();
  for (const row of await rowsOf(join(folder, 'Users.xml'))) {
    if (Number(row['Id']) > 0) joined.set(row['Id'] ?? '', timeOf(row));
  }
  const topicOf = new Map<string, string>();
  const titles = new Map<string, string>();
  const posts: Post[] = [];
  const add = (member: string | undefined, topic: string, at: number, opens: boolean): void => {
    // What nobody with an account wrote has no author to tell of, and was never reported.
    if (member !== undefined && joined.has(member)) posts.push({ topic, member, at, opens });
  };
  for (const row of await rowsOf(join(folder, 'Posts.xml'))) {
    const { Id = '', PostTypeId, ParentId } = row;
    if (PostTypeId !== '1' && PostTypeId !== '2') continue;
    const opens = PostTypeId === '1';
    const topic = opens ? `post-${Id}` : (topicOf.get(ParentId ?? '') ?? `post-${ParentId ?? Id}`);
    topicOf.set(Id, topic);
    if (opens) titles.set(topic, line(row['Title'] ?? ''));
    add(row['OwnerUserId'], topic, timeOf(row), opens);
  }
  for (const row of await rowsOf(join(folder, 'Comments.xml'))) {
    const { PostId = '' } = row;
    add(row['UserId'], topicOf.get(PostId) ?? `post-${PostId}`, timeOf(row), false);
  }
  return { joined, titles, posts };
};
