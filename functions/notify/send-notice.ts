import type { Member } from '../../shared/members/model.ts';
import type { NoteFacts } from '../../shared/notifications/note-facts.ts';
import { afterSending, doubtful, isStale, sending } from '../../shared/notifications/note-steps.ts';
import { NOTES_AT_ONCE, type NotesStore } from '../../shared/notifications/notes-store.ts';
import { noticeBulk } from '../../shared/notifications/notice-bulk.ts';
import { type NoticePage, nextPage, pageName } from '../../shared/notifications/notice-model.ts';
import type { NoticesStore } from '../../shared/notifications/notices-store.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { InvalidInput, Unavailable } from '../../shared/platform/errors.ts';
import type { BulkMail, SendOutcome } from '../../shared/platform/mail-port.ts';
import { type Addressed, addressReader, namesNote, type Page } from './address-readers.ts';
import type { Delivery } from './deliver-notes.ts';
import { type Readership, readersOf } from './notice-readers.ts';
import type { Sources } from './reading.ts';
import type { TellingOne } from './tell.ts';

/** What sending a notice needs. */
export interface SendingNotice
  extends Pick<TellingOne, 'clock' | 'place'>,
    Pick<Sources, 'digests' | 'standings' | 'communities'>,
    Omit<Readership, 'members'> {
  readonly members: Readership['members'] & Sources['members'];
  readonly notes: Pick<NotesStore, 'claim' | 'move' | 'find'>;
  readonly notices: Pick<NoticesStore, 'get' | 'isForwarded' | 'setForwarded' | 'finish'>;
  readonly sendBulk: (mail: BulkMail) => Promise<SendOutcome[]>;
  /** Waits for the turns of so many to be mailed; of how many it is the turn now. */
  readonly turnsOf: (wanted: number) => Promise<number>;
  /** Hands the next page on, to this function's own queue. */
  readonly forward: (page: NoticePage) => Promise<void>;
}

/** Takes readers in hand whom nobody has yet. @throws {Unavailable} where somebody has one of them meanwhile. */
const takeInHand = async (readers: readonly Addressed[], { notes }: SendingNotice): Promise<void> => {
  for (const chunk of chunksOf(readers, NOTES_AT_ONCE)) {
    if ((await notes.claim(chunk.map(({ note }) => note))) === 'taken')
      throw new Unavailable('A part of a notice was taken in hand by somebody else at the same time.');
  }
};

/** Takes those of one language in hand, mails them in one call, and says on each note how that ended. */
const mailOut = async (
  { organization }: Page,
  facts: NoteFacts,
  readers: readonly Addressed[],
  dependencies: SendingNotice,
): Promise<void> => {
  const { clock, notes, place, sendBulk } = dependencies;
  const now = clock();
  const inHand = readers.map((one) => ({ ...one, note: sending(one.note, one.note.id, now) }));
  const [first, ...others] = inHand;
  if (!first) return;
  const bulk = noticeBulk({ organization, language: first.language, facts }, [first, ...others], place);
  await takeInHand(inHand, dependencies);
  const outcomes = await sendBulk(bulk);
  await notes.move(
    inHand.flatMap(({ note: from }, i) => {
      const outcome = outcomes[i];
      return outcome ? [{ from, to: afterSending(from, outcome, clock()) }] : [];
    }),
  );
};

/**
 * Sees to those of a page whom nobody has in hand yet; those on whose way something stopped are in doubt. Whose turn to
 * be mailed does not come in time is left, in nobody's hand.
 */
const sendPage = async (
  page: Page,
  people: readonly Member[],
  dependencies: SendingNotice,
): Promise<{ readonly deliveries: Delivery[]; readonly left: number }> => {
  const { notes, clock, members, turnsOf } = dependencies;
  const { notice } = page;
  const now = clock();
  const by = await members.getMember(notice.organization, notice.by);
  const facts = { belongs: true, notice, by: by?.name };
  const known = await notes.find(people.map(({ member }) => namesNote(notice, member)));
  const seenTo = new Set(known.map(({ member }) => member));
  const fresh = await Promise.all(
    people
      .filter(({ member }) => !seenTo.has(member))
      .map((member) => addressReader(page, member, dependencies, now)),
  );
  const stale = known.filter((note) => isStale(note, now));
  await notes.move(stale.map((from) => ({ from, to: doubtful(from, now) })));
  const told = fresh.filter(({ note }) => note.status === 'SENDING');
  await takeInHand(
    fresh.filter(({ note }) => note.status !== 'SENDING'),
    dependencies,
  );
  // Before they are taken in hand: whoever is in hand for a minute counts as perhaps mailed.
  const turns = told.length > 0 ? await turnsOf(told.length) : 0;
  for (const readers of Map.groupBy(told.slice(0, turns), ({ language }) => language).values()) {
    for (const chunk of chunksOf(readers, NOTES_AT_ONCE)) await mailOut(page, facts, chunk, dependencies);
  }
  return { deliveries: stale.map(() => 'in-doubt' as const), left: told.length - turns };
};

/**
 * Sends a notice to a page of its readers and hands the next page on. A page that comes again finds whom it told: those
 * stay told, whoever was on their way when it stopped is in doubt, and the others are told now. So does a page of which
 * not everybody's turn came: it is handed on to itself.
 */
export const sendNotice = async (page: NoticePage, dependencies: SendingNotice): Promise<Delivery[]> => {
  const { organization: o, notice: id } = page;
  const { notices, communities, forward, clock } = dependencies;
  const [notice, organization] = await Promise.all([notices.get(o, id), communities.getOrganization(o)]);
  if (!notice || !organization)
    throw new InvalidInput('message: page.notice: there is no such notice', { field: 'page.notice' });
  const name = pageName(page);
  const { people, next } = await readersOf(dependencies, page);
  const { deliveries, left } = await sendPage({ notice, organization, name }, people, dependencies);
  if (left > 0) {
    await forward(page);
    return deliveries;
  }
  const following = nextPage(notice, page, next);
  if (!following) await notices.finish(o, id, clock());
  else if (!(await notices.isForwarded(o, id, name))) {
    await forward(following);
    await notices.setForwarded(o, id, name);
  }
  return deliveries;
};
