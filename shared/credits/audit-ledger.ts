import * as z from 'zod';
import { eventOfEntry } from './entry-event.ts';
import { hashEntry, NO_ENTRY } from './hash-entry.ts';
import { LedgerEntry } from './model.ts';

/** That an entry was appended, as the grant or marker of the same transaction keeps it. */
export interface Appended {
  /** The last one's number. */
  readonly entry: number;
  readonly hash: string;
  /** How many were appended together, that one and those before it. */
  readonly count: number;
}

/** What is wrong with one entry of a ledger. */
export interface Finding {
  readonly entry: number;
  readonly problem: string;
}

/** What an audit of one member's ledger found. */
export interface LedgerAudit {
  readonly entries: number;
  /** The last entry's hash; 64 zeros where there is none. */
  readonly head: string;
  readonly findings: readonly Finding[];
}

const explain = (error: z.ZodError): string => {
  const issue = error.issues[0];
  const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
  return issue?.code === 'unrecognized_keys'
    ? `has a field that no entry has: ${field}`
    : `cannot be read as an entry: ${field}: ${issue?.message}`;
};

/** An entry as it is stored, in the place that its key says: 1 for the first, 0 where the key is no entry's. */
export interface Stored {
  readonly place: number;
  readonly item: unknown;
  /** What rides on it, where something does: entries of before credit was told of carry none. */
  readonly event?: unknown;
}

const isAnObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether something stored holds at least all that another object does. */
const holds = (stored: unknown, expected: unknown): boolean =>
  isAnObject(expected)
    ? isAnObject(stored) &&
      Object.entries(expected).every(([name, value]) =>
        holds(Object.entries(stored).find(([own]) => own === name)?.[1], value),
      )
    : stored === expected;

/** Whether what rides on an entry tells of that entry: whose, which, and how much. */
const tellsOf = (event: unknown, entry: LedgerEntry): boolean => {
  const { type, organization, subject, data } = eventOfEntry(entry);
  return holds(event, { type, organization, subject, data });
};

const ofEntry = (
  { place, item, event }: Stored,
  whose: { organization: string; member: string },
  head: string,
) => {
  const { data: entry, error } = LedgerEntry.safeParse(item);
  if (error) return [explain(error)];
  return [
    entry.entry !== place && `has the number ${entry.entry}`,
    (entry.organization !== whose.organization || entry.member !== whose.member) &&
      "is of another member's ledger",
    hashEntry(entry) !== entry.hash && 'was changed: it is not what its hash was made over',
    event !== undefined &&
      hashEntry(entry) === entry.hash &&
      !tellsOf(event, entry) &&
      'carries an event that tells of something else: others were told what is not in the ledger',
    entry.previous !== head &&
      'does not name the hash of the entry before it: that one, or this one, was replaced',
  ].filter((problem) => problem !== false);
};

const ofChain = (stored: readonly Stored[], whose: { organization: string; member: string }) => {
  const findings: Finding[] = [];
  const hashes = new Map<number, string>();
  let head = NO_ENTRY;
  let before = 0;
  for (const one of stored) {
    const { place: entry, item } = one;
    if (entry === 0) {
      findings.push({ entry, problem: 'stands under a key that no entry has' });
      continue;
    }
    if (entry !== before + 1) {
      findings.push({ entry: before + 1, problem: `is gone, and what came before entry ${entry} with it` });
    }
    findings.push(...ofEntry(one, whose, head).map((problem) => ({ entry, problem })));
    head = z.looseObject({ hash: z.string() }).safeParse(item).data?.hash ?? head;
    hashes.set(entry, head);
    before = entry;
  }
  return { findings, hashes, head };
};

/** Whatever was appended, and is not there, or not as it was: a chain that was cut off is whole by itself. */
const ofAppended = (
  hashes: ReadonlyMap<number, string>,
  appended: readonly Pick<Appended, 'entry' | 'hash'>[],
  by: string,
) =>
  appended.flatMap(({ entry, hash }): Finding[] => {
    const there = hashes.get(entry);
    if (there === hash) return [];
    return [
      {
        entry,
        problem:
          there === undefined
            ? `is gone: ${by} tells that it was appended`
            : `is not the one that ${by} tells of`,
      },
    ];
  });

/**
 * Entries that no grant and no marker tells of. Those made before these kept what was appended name no source, and
 * none of them comes after one that is told of.
 */
const ofUntold = (stored: readonly Stored[], appended: readonly Appended[]): Finding[] => {
  const told = new Set(
    appended.flatMap(({ entry, count }) => Array.from({ length: count }, (_, i) => entry - i)),
  );
  const first = Math.min(...told);
  return stored
    .filter(({ place, item }) => {
      const hasSource = z.looseObject({ source: z.string() }).safeParse(item).success;
      return place > 0 && !told.has(place) && (hasSource || place > first);
    })
    .map(({ place }) => ({ entry: place, problem: 'was put in: no grant and no marker tells of it' }));
};

/**
 * Looks at a member's whole ledger as it is stored, entry by entry, and names every one that is wrong; unlike
 * `verifyChain`, which stops at the first, it takes each entry's own hash and the hash before as they are stored.
 *
 * @param stored - in the order of their places, without the table's own attributes.
 * @param appended - what grants and markers beside the ledger tell was appended.
 * @param kept - the member's head as an earlier audit kept it elsewhere, where one did.
 */
export const auditLedger = (
  stored: readonly Stored[],
  whose: { readonly organization: string; readonly member: string },
  appended: readonly Appended[],
  kept?: Pick<Appended, 'entry' | 'hash'>,
): LedgerAudit => {
  const { findings, hashes, head } = ofChain(stored, whose);
  return {
    entries: stored.length,
    head,
    findings: [
      ...findings,
      ...ofAppended(hashes, appended, 'its grant or marker'),
      ...ofUntold(stored, appended),
      ...ofAppended(hashes, kept === undefined ? [] : [kept], 'the earlier audit'),
    ].sort((a, b) => a.entry - b.entry),
  };
};
