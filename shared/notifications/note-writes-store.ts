import type { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mailFates } from '../mail/feedback.ts';
import { assigning } from '../platform/assigning.ts';
import { heldDueItem, noteItem, noteKey, pageKey, tallyOf } from './note-items.ts';
import { Note } from './note-model.ts';

type Write = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>[number];

/** A change of a note from one status to another. */
export interface NoteMove {
  readonly from: Note;
  readonly to: Note;
}

/** A change of a note, or a new one. */
export interface Step {
  readonly from: Note | undefined;
  readonly to: Note;
}

/** What is told of a mail, and of no other: gone from a note that waits for one, or goes out in one, anew. */
const fates = Object.keys(mailFates);

/** All else that a note's item may have beside its key. */
const own = [...Object.keys(Note.shape), 'lookupPk', 'lookupSk', 'expiresAt'].filter(
  (name) => !fates.includes(name),
);

/**
 * A note moved on from how it was read, attribute by attribute: what the mail service tells of the mail is marked on the
 * same item, sometimes before its sender has said that it was sent.
 */
const moveNote = (TableName: string, from: Note, to: Note): Write => {
  const isAnew = to.status === 'HELD' || to.status === 'SENDING';
  const assigned = assigning(noteItem(to), own, isAnew ? fates : []);
  return {
    Update: {
      TableName,
      Key: noteKey(to),
      ...assigned,
      ConditionExpression: '#status = :fromStatus AND #at = :fromAt',
      ExpressionAttributeValues: {
        ...assigned.ExpressionAttributeValues,
        ':fromStatus': from.status,
        ':fromAt': from.at,
      },
    },
  };
};

const claimNote = (TableName: string, note: Note): Write => ({
  Put: {
    TableName,
    Item: noteItem(note),
    // A day that was moved away and back again is told after all.
    ConditionExpression: 'attribute_not_exists(pk) OR #reason = :moved',
    ExpressionAttributeNames: { '#reason': 'reason' },
    ExpressionAttributeValues: { ':moved': 'deadline-moved' },
  },
});

const noteWrite = (TableName: string, { from, to }: Step): Write =>
  from ? moveNote(TableName, from, to) : claimNote(TableName, to);

/** The items of the due index that held notes need, each once, with the notes that wait for its instant. */
const dueWrites = (TableName: string, steps: readonly Step[]): Write[] => {
  const dues = Map.groupBy(
    steps.flatMap(({ to }) =>
      to.status === 'HELD' && to.until !== undefined ? [{ ...to, until: to.until }] : [],
    ),
    ({ organization, member, until }) => `${organization}\n${member}\n${until}`,
  );
  return [...dues.values()].flatMap((notes) => {
    const [first] = notes;
    if (!first) return [];
    const { pk, sk, ...item } = heldDueItem(first.organization, first.member, first.until);
    const assigned = assigning(item, Object.keys(item));
    return {
      Update: {
        TableName,
        Key: { pk, sk },
        UpdateExpression: `${assigned.UpdateExpression} ADD #notes :notes`,
        ExpressionAttributeNames: { ...assigned.ExpressionAttributeNames, '#notes': 'notes' },
        ExpressionAttributeValues: {
          ...assigned.ExpressionAttributeValues,
          ':notes': new Set(notes.map(({ id }) => id)),
        },
      },
    };
  });
};

const pageWrites = (TableName: string, steps: readonly Step[]): Write[] => {
  const pages = new Map<string, { key: ReturnType<typeof pageKey>; sums: Map<string, number> }>();
  for (const { from, to } of steps) {
    if (to.about.of !== 'notice') continue;
    const key = pageKey(to.organization, to.about.notice, to.about.page);
    const page = pages.get(`${key.pk}\n${key.sk}`) ?? { key, sums: new Map<string, number>() };
    pages.set(`${key.pk}\n${key.sk}`, page);
    const add = (tally: string, by: number) => page.sums.set(tally, (page.sums.get(tally) ?? 0) + by);
    if (from) add(tallyOf(from), -1);
    add(tallyOf(to), 1);
  }
  return [...pages.values()].flatMap(({ key, sums }) => {
    const entries = [...sums].filter(([, by]) => by !== 0);
    if (entries.length === 0) return [];
    return {
      Update: {
        TableName,
        Key: key,
        UpdateExpression: `ADD ${entries.map((_, i) => `#n${i} :n${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([tally], i) => [`#n${i}`, tally])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, by], i) => [`:n${i}`, by])),
      },
    };
  });
};

/**
 * What a transaction writes for steps: each note, if it is still as it was read; the items of the due index that held
 * ones need; and the counts of the notices they are of.
 */
export const writesOf = (TableName: string, steps: readonly Step[]): Write[] => [
  ...steps.map((step) => noteWrite(TableName, step)),
  ...dueWrites(TableName, steps),
  ...pageWrites(TableName, steps),
];
