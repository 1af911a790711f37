import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What {@link writeDump} wrote, counted while it was written. */
export interface WrittenDump {
  readonly members: number;
  readonly topics: number;
  readonly events: number;
  readonly skipped: number;
  /** Posts by member. */
  readonly posts: ReadonlyMap<string, number>;
}

/**
 * Writes a Stack Exchange dump of invented discussions: 40 members, and of every ten posts one by nobody.
 *
 * @param folder - an existing folder.
 * @param rows - how many posts and comments there are together.
 */
export const writeDump = (folder: string, rows: number): WrittenDump => {
  const posts = new Map<string, number>();
  const kept = { topics: 0, events: 0, skipped: 0 };
  const written: { post: string[]; comment: string[] } = { post: [], comment: [] };
  const count = (owner: number): void => {
    if (owner <= 0) kept.skipped += 1;
    else {
      kept.events += 1;
      posts.set(String(owner), (posts.get(String(owner)) ?? 0) + 1);
    }
  };
  for (let i = 1; i <= rows; i += 1) {
    const owner = i % 10 === 0 ? -1 : (i % 40) + 1;
    const date = new Date(Date.UTC(2012, 0, 1) + i * 7_200_000).toISOString().replace('Z', '');
    const topic = i - (i % 5) + 1;
    const [kind, of] =
      i % 5 === 1 ? ['1', `Title="What helped in week ${i}?"`] : ['2', `ParentId="${topic}"`];
    count(owner);
    if (i % 5 === 0 || i % 5 === 4) {
      written.comment.push(
        `<row Id="${i}" PostId="${i % 5 === 0 ? i - 4 : topic}" Text="Thank you &amp; more" CreationDate="${date}" UserId="${owner}" />`,
      );
      continue;
    }
    if (kind === '1') kept.topics += 1;
    written.post.push(
      `<row Id="${i}" PostTypeId="${kind}" ${of} CreationDate="${date}" Body="&lt;p&gt;We tried it.&lt;/p&gt;" OwnerUserId="${owner}" />`,
    );
  }
  const users = Array.from(
    { length: 40 },
    (_, i) => `<row Id="${i + 1}" DisplayName="Member ${i + 1}" CreationDate="2011-12-01T00:00:00.000" />`,
  );
  const file = (name: string, rowsOf: readonly string[]): void => {
    writeFileSync(
      join(folder, `${name}.xml`),
      `<?xml version="1.0" encoding="utf-8"?>\n<${name.toLowerCase()}>\n${rowsOf.join('\n')}\n</${name.toLowerCase()}>\n`,
    );
  };
  file('Posts', written.post);
  file('Comments', written.comment);
  file('Users', ['<row Id="-1" DisplayName="Community" CreationDate="2011-12-01T00:00:00.000" />', ...users]);
  return { members: 40, ...kept, posts };
};
