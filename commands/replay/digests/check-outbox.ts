import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import PostalMime from 'postal-mime';
import { SaxesParser } from 'saxes';

/*
 * `npm run replay:digests:check -- DUMP OUTBOX`: looks at the mails of a replay with the eyes of somebody who knows the
 * dump and the mails alone. It shares no code with the system, on purpose: it reads the dump with a parser of its own
 * and counts what each mail says in words, in its plain-text part.
 *
 * For each member: no two windows overlap; every post by somebody else since they joined, up to the end of their last
 * window, is told by exactly one mail, in the item of its topic or under "and N more"; no mail tells nothing.
 */

interface Post {
  readonly topic: string;
  readonly member: string;
  readonly at: number;
  readonly opens: boolean;
}

interface Told {
  readonly file: string;
  readonly member: string;
  readonly from: number;
  readonly until: number;
  /** Asked for by staff; the first of its window may have arrived, too. */
  readonly again: boolean;
  /** Posts told by topic. */
  readonly topics: ReadonlyMap<string, { readonly opened: boolean; readonly replies: number }>;
  readonly more: number;
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
const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

const readDump = async (folder: string) => {
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

/** What an item of the plain-text part says: its lines up to the address, joined again. */
const itemsIn = (text: string) => {
  const items: { readonly words: string; readonly topic: string }[] = [];
  let words: string[] = [];
  for (const each of text.split(/\r?\n/)) {
    if (each.startsWith('* ')) words = [each.slice(2)];
    else if (each.startsWith('  ') && words.length > 0) {
      const topic = /^ {2}https?:\/\/\S+\/topics\/(post-\d+)\S*$/.exec(each)?.[1];
      if (topic !== undefined) items.push({ words: line(words.join(' ')), topic });
      words.push(each.trim());
    } else words = [];
  }
  return items;
};

const number = (text: string | undefined): number => Number((text ?? '0').replaceAll(',', ''));

const problems: string[] = [];

const readMail = async (
  file: string,
  path: string,
  titles: ReadonlyMap<string, string>,
): Promise<Told | undefined> => {
  const { headers, text = '', to } = await PostalMime.parse(readFileSync(path));
  const copy = headers.find(({ key }) => key === 'x-colloquy-copy')?.value;
  if (copy === 'test') return undefined;
  const window = headers.find(({ key }) => key === 'x-colloquy-window')?.value ?? '';
  const [from = Number.NaN, until = Number.NaN] = window.split('/').map((instant) => Date.parse(instant));
  const member = /^member-(\d+)@/.exec(to?.[0]?.address ?? '')?.[1] ?? '';
  if (!(from < until) || member === '')
    problems.push(`${file}: says neither whose it is nor of which window`);
  const topics = new Map<string, { opened: boolean; replies: number }>();
  for (const { words, topic } of itemsIn(text)) {
    const title = titles.get(topic) ?? '';
    // A long title is cut, with an ellipsis; what follows it says who wrote how much.
    const cut = words.startsWith(title) ? title.length : words.indexOf('…') + 1;
    const said =
      /^ ?(New topic)?(?: and )?(?:(\d[\d,]*) repl(?:y|ies))? by /.exec(words.slice(cut)) ??
      /(New topic)?(?: and )?(?:(\d[\d,]*) repl(?:y|ies))? by /.exec(words);
    if (!said) problems.push(`${file}: does not say how many posts of ${topic} it tells`);
    if (topics.has(topic)) problems.push(`${file}: tells ${topic} twice`);
    topics.set(topic, { opened: said?.[1] !== undefined, replies: number(said?.[2]) });
  }
  const more = [...text.replace(/\s+/g, ' ').matchAll(/And (\d[\d,]*) more posts? in /g)].reduce(
    (sum, [, count]) => sum + number(count),
    0,
  );
  if (topics.size === 0 && more === 0) problems.push(`${file}: tells nothing`);
  return { file, member, from, until, again: copy === 'again', topics, more };
};

/** Holds one mail against the posts of its window. */
const checkMail = (mail: Told, posts: readonly Post[]): void => {
  const byTopic = Map.groupBy(posts, ({ topic }) => topic);
  let listed = 0;
  for (const [topic, { opened, replies }] of mail.topics) {
    const there = byTopic.get(topic) ?? [];
    const opens = there.some((post) => post.opens);
    if (opens !== opened || there.length !== replies + (opened ? 1 : 0)) {
      problems.push(
        `${mail.file}: says ${opened ? 'a new topic and ' : ''}${replies} replies of ${topic}, where the dump has ${there.length} posts`,
      );
    }
    listed += there.length;
  }
  if (listed + mail.more !== posts.length) {
    problems.push(
      `${mail.file}: lists ${listed} and counts ${mail.more} more, where the dump has ${posts.length} of its window`,
    );
  }
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [dump = join('..', 'shared', 'data', 'history-meta'), outbox = join('.local', 'digest-replay')] =
  positionals;
const { joined, titles, posts } = await readDump(dump);
const read: Told[] = [];
for (const file of readdirSync(outbox).sort()) {
  if (!file.endsWith('.eml')) continue;
  const mail = await readMail(file, join(outbox, file), titles);
  if (mail) read.push(mail);
}
const mails = read.filter(
  (mail) =>
    !mail.again ||
    !read.some((other) => !other.again && other.member === mail.member && other.from === mail.from),
);

const end = Math.max(...mails.map(({ until }) => until));
let told = 0;
const byMember = Map.groupBy(mails, ({ member }) => member);
for (const [member, own] of byMember) {
  const ordered = own.toSorted((a, b) => a.from - b.from);
  const others = posts.filter((post) => post.member !== member && post.at >= (joined.get(member) ?? 0));
  const last = ordered.at(-1)?.until ?? 0;
  const named = new Map<Post, number>();
  for (const [i, mail] of ordered.entries()) {
    const before = ordered[i - 1];
    if (before && mail.from < before.until) problems.push(`${mail.file}: its window overlaps ${before.file}`);
    const inWindow = others.filter(({ at }) => at >= mail.from && at < mail.until);
    for (const post of inWindow) named.set(post, (named.get(post) ?? 0) + 1);
    checkMail(mail, inWindow);
  }
  // Nobody's last window ends more than two days before the last of all: what was written until then must be told.
  const through = Math.max(last, end - 2 * 86_400_000);
  for (const post of others.filter(({ at }) => at < through)) {
    const times = named.get(post) ?? 0;
    if (times !== 1)
      problems.push(
        `member ${member}: a post of ${post.topic} at ${new Date(post.at).toISOString()} is told ${times} times`,
      );
  }
  told += named.size;
}
// Whoever wrote in the time looked at is a member who gets digests: nobody may be missing.
for (const { member } of posts.filter(({ at }) => at < end - 2 * 86_400_000)) {
  if (!byMember.has(member)) problems.push(`member ${member} wrote, and got no mail at all`);
}

const report = {
  mails: mails.length,
  members: byMember.size,
  told,
  listed: mails.reduce(
    (sum, { topics }) =>
      sum + [...topics.values()].reduce((of, { opened, replies }) => of + replies + (opened ? 1 : 0), 0),
    0,
  ),
  more: mails.reduce((sum, { more }) => sum + more, 0),
  problems: [...new Set(problems)],
};
if (values.json) console.log(JSON.stringify(report, null, 2));
else {
  console.log(
    `${report.mails} mails to ${report.members} members tell ${report.told} posts: ${report.listed} listed, ${report.more} under "and N more"`,
  );
  for (const problem of report.problems.slice(0, 50)) console.log(problem);
  console.log(`${report.problems.length} problems`);
}
process.exit(mails.length === 0 || report.problems.length > 0 ? 1 : 0);
