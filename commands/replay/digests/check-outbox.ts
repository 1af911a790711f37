import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkWindows } from './check/check-windows.ts';
import { type Post, readDump } from './check/read-dump.ts';
import { readMail, type Told } from './check/read-mail.ts';

/*
 * `npm run replay:digests:check -- DUMP OUTBOX`: looks at the mails of a replay with the eyes of somebody who knows the
 * dump and the mails alone. It shares no code with the system, on purpose: it reads the dump with a parser of its own
 * and counts what each mail says in words, in its plain-text part.
 *
 * For each member: every window after the first is one day of their own, from seven to seven in one time zone that all
 * their mails agree on, and no two overlap; every post by somebody else since they joined and before `--through` (the
 * first of April 2012 where it is not given) is told by exactly one mail, in the item of its topic or under "and N
 * more"; both parts of a mail lead to the same topics; no mail tells nothing.
 */

const problems: string[] = [];
const complain = (problem: string): void => {
  problems.push(problem);
};

/** Holds one mail against the posts of its window. */
const checkMail = (mail: Told, posts: readonly Post[]): void => {
  const byTopic = Map.groupBy(posts, ({ topic }) => topic);
  let listed = 0;
  for (const [topic, { opened, replies }] of mail.topics) {
    const there = byTopic.get(topic) ?? [];
    const opens = there.some((post) => post.opens);
    if (opens !== opened || there.length !== replies + (opened ? 1 : 0)) {
      complain(
        `${mail.file}: says ${opened ? 'a new topic and ' : ''}${replies} replies of ${topic}, where the dump has ${there.length} posts`,
      );
    }
    listed += there.length;
  }
  if (listed + mail.more !== posts.length) {
    complain(
      `${mail.file}: lists ${listed} and counts ${mail.more} more, where the dump has ${posts.length} of its window`,
    );
  }
};

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    through: { type: 'string', default: '2012-04-01' },
  },
  allowPositionals: true,
});
const [dump = join('..', 'shared', 'data', 'history-meta'), outbox = join('.local', 'digest-replay')] =
  positionals;
const { joined, titles, posts } = await readDump(dump);
const read: Told[] = [];
for (const file of readdirSync(outbox).sort()) {
  if (!file.endsWith('.eml')) continue;
  const mail = await readMail(file, join(outbox, file), titles, complain);
  if (mail) read.push(mail);
}
const mails = read.filter(
  (mail) =>
    !mail.again ||
    !read.some((other) => !other.again && other.member === mail.member && other.from === mail.from),
);

const through = Date.parse(`${values.through}T00:00:00Z`);
if (Number.isNaN(through)) throw new Error(`--through: "${values.through}" is no day`);
let told = 0;
const byMember = Map.groupBy(mails, ({ member }) => member);
for (const [member, own] of byMember) {
  const ordered = own.toSorted((a, b) => a.from - b.from);
  const joinedAt = joined.get(member) ?? 0;
  checkWindows(member, ordered, joinedAt, complain);
  const others = posts.filter((post) => post.member !== member && post.at >= joinedAt && post.at < through);
  const named = new Map<Post, number>();
  for (const [i, mail] of ordered.entries()) {
    const before = ordered[i - 1];
    if (before && mail.from < before.until) complain(`${mail.file}: its window overlaps ${before.file}`);
    const inWindow = others.filter(({ at }) => at >= mail.from && at < mail.until);
    for (const post of inWindow) named.set(post, (named.get(post) ?? 0) + 1);
    checkMail(mail, inWindow);
  }
  for (const post of others) {
    const times = named.get(post) ?? 0;
    if (times !== 1) {
      complain(
        `member ${member}: a post of ${post.topic} at ${new Date(post.at).toISOString()} is told ${times} times`,
      );
    }
  }
  told += named.size;
}
// Whoever wrote in the time looked at is a member who gets digests: nobody may be missing.
for (const { member } of posts.filter(({ at }) => at < through)) {
  if (!byMember.has(member)) complain(`member ${member} wrote, and got no mail at all`);
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
