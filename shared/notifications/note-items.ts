import { NOTE_PREFIX } from '../mail/mail-id.ts';
import { memberPk } from '../members/member-items.ts';
import { epochSeconds } from '../platform/clock.ts';
import { dueIndexKeys } from '../platform/due-index.ts';
import type { Note } from './note-model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                               | pk              | sk                      | lookupPk / lookupSk            |
 * |------------------------------------|-----------------|-------------------------|--------------------------------|
 * | a note, the claim on telling it    | ORG#o#MEMBER#m  | NOTE#id                 | in doubt alone: as below       |
 * | a member's notes                   | ORG#o#MEMBER#m  | begins NOTE#            |                                |
 * | what is in doubt, by time          |                 |                         | ORG#o#NOTES#IN_DOUBT / at#m#id |
 * | that a member's held notes are due | ORG#o#MEMBER#m  | NOTES-DUE#dueAt         | the due index, by the member   |
 * | a cycle's reminder                 | ORG#o#COMMUNITY#c | CYCLE-REMINDER#cycle#dueAt | the due index, by c#cycle   |
 * | a notice                           | ORG#o#NOTICES   | NOTICE#notice           |                                |
 * | how a part of its readers stands   | ORG#o#NOTICE#notice | PAGE#page           |                                |
 *
 * Notes held until the same instant share one item of the due index, which names them (`notes`), so that the planner
 * tells of a member once, and what waits is read without all else that the member was ever told. A note
 * is forgotten after 90 days (`expiresAt`): an event so old is told nobody, so its claim is not needed any more.
 */

/** Days for which a note is kept. */
const KEPT_DAYS = 90;
const DAY_SECONDS = 86_400;

/** A time after which the table may forget an item, in epoch seconds. */
const keptUntil = (since: string): number => epochSeconds(new Date(since)) + KEPT_DAYS * DAY_SECONDS;

/** A note. */
export const noteKey = ({ organization, member, id }: Pick<Note, 'organization' | 'member' | 'id'>) => ({
  pk: memberPk(organization, member),
  sk: `${NOTE_PREFIX}${id}`,
});

/** The partition of the index in which an organization's doubtful notes stand. */
export const doubtPk = (organization: string): string => `ORG#${organization}#NOTES#IN_DOUBT`;

/** Where a note stands among those in doubt, by time. */
export const doubtPlace = ({ at, member, id }: Pick<Note, 'at' | 'member' | 'id'>): string =>
  `${at}#${member}#${id}`;

/** A note as it lies in the table. */
export const noteItem = (note: Note): Record<string, unknown> => ({
  ...note,
  ...noteKey(note),
  expiresAt: keptUntil(note.since),
  ...(note.status === 'IN_DOUBT' && {
    lookupPk: doubtPk(note.organization),
    lookupSk: doubtPlace(note),
  }),
});

/** That notes of a member are held until an instant. */
export const heldDueKey = (organization: string, member: string, dueAt: string) => ({
  pk: memberPk(organization, member),
  sk: `NOTES-DUE#${dueAt}`,
});

/** @see heldDueKey */
export const heldDueItem = (organization: string, member: string, dueAt: string) => ({
  ...heldDueKey(organization, member, dueAt),
  ...{ kind: 'held', organization, name: member, dueAt, expiresAt: keptUntil(dueAt) },
  ...dueIndexKeys(organization, member, dueAt),
});

/** The name of a cycle in the due index. */
const cycleName = (community: string, cycle: string): string => `${community}#${cycle}`;

/** A reminder of a cycle; of one cycle there is one for each day that ever was its next. */
export const reminderKey = (organization: string, community: string, cycle: string, dueAt: string) => ({
  pk: `ORG#${organization}#COMMUNITY#${community}`,
  sk: `CYCLE-REMINDER#${cycle}#${dueAt}`,
});

/** @see reminderKey */
export const reminderItem = (organization: string, community: string, cycle: string, dueAt: string) => ({
  ...reminderKey(organization, community, cycle, dueAt),
  ...{
    kind: 'reminder',
    organization,
    name: cycleName(community, cycle),
    dueAt,
    expiresAt: keptUntil(dueAt),
  },
  ...dueIndexKeys(organization, cycleName(community, cycle), dueAt),
});

/** How a part of a notice's readers stands. */
export const pageKey = (organization: string, notice: string, page: string) => ({
  pk: `ORG#${organization}#NOTICE#${notice}`,
  sk: `PAGE#${page}`,
});

/** What a note counts as on its page: why it was not told, where it was not; else its status. */
export const tallyOf = ({ status, reason }: Pick<Note, 'status' | 'reason'>): string =>
  status === 'SUPPRESSED' && reason !== undefined ? reason : status;
