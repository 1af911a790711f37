import type { Language } from '../../shared/mail/language.ts';
import { suppressionOf } from '../../shared/mail/standing.ts';
import type { Member } from '../../shared/members/model.ts';
import { noteTime } from '../../shared/notifications/note-facts.ts';
import { noteId } from '../../shared/notifications/note-id.ts';
import type { Note } from '../../shared/notifications/note-model.ts';
import {
  afterSending,
  doubtful,
  held,
  isStale,
  sending,
  suppressed,
} from '../../shared/notifications/note-steps.ts';
import { NOTES_AT_ONCE, type NotesStore } from '../../shared/notifications/notes-store.ts';
import { type NoticeReader, noticeBulk } from '../../shared/notifications/notice-bulk.ts';
import { type Notice, type NoticePage, nextPage, pageName } from '../../shared/notifications/notice-model.ts';
import type { NoticesStore } from '../../shared/notifications/notices-store.ts';
import { chunksOf } from '../../shared/platform/chunks-of.ts';
import { InvalidInput, Unavailable } from '../../shared/platform/errors.ts';
import type { BulkMail, SendOutcome } from '../../shared/platform/mail-port.ts';
import type { Delivery } from './deliver-notes.ts';
import { type Readership, readersOf } from './notice-readers.ts';
import { DEFAULTS, readFacts, type Sources } from './reading.ts';
import type { TellingOne } from './tell.ts';

/** What sending a notice needs. */
export interface SendingNotice
  extends Pick<TellingOne, 'clock' | 'place' | 'pace'>,
    Omit<Sources, 'members' | 'notices'>,
    Omit<Readership, 'members'> {
  readonly notes: Pick<NotesStore, 'claim' | 'move' | 'find'>;
  readonly notices: Sources['notices'] & Pick<NoticesStore, 'isForwarded' | 'setForwarded' | 'finish'>;
  readonly members: Readership['members'] & Sources['members'];
  readonly sendBulk: (mail: BulkMail) => Promise<SendOutcome[]>;
  /** Hands the next page on, to this function's own queue. */
  readonly forward: (page: NoticePage) => Promise<void>;
}

/** A reader of a notice, and the note that says whether and when they are told. */
interface Addressed extends NoticeReader {
  readonly language: Language;
}

const address = async (
  notice: Notice,
  page: string,
  member: Member,
  { digests, standings, communities, pace }: SendingNotice,
  now: Date,
): Promise<Addressed> => {
  const { organization } = notice;
  const [schedule, standing, of] = await Promise.all([
    digests.ensureSchedule(organization, member.member, DEFAULTS, now),
    standings.get(organization, member.member),
    communities.getOrganization(organization),
  ]);
  const note: Note = {
    ...{ organization, member: member.member, kind: 'notice', status: 'SENDING' },
    ...{ since: notice.at, at: now.toISOString() },
    about: { of: 'notice', notice: notice.notice, page },
    id: noteId(['notice', notice.notice], member.member, 'notice'),
  };
  const time = noteTime(schedule, note, notice, now);
  const reason = time.kind === 'not' ? time.reason : suppressionOf(standing, member.email, now);
  const noteNow = async (): Promise<Note> => {
    if (reason !== undefined) return suppressed(note, reason, now);
    if (time.kind === 'held') return held(note, time.until, now);
    // More mail than the service takes of us: the next plan tells them, each by themselves.
    return (await pace()) ? sending(note, note.id, now) : held(note, now, now);
  };
  return {
    note: await noteNow(),
    name: member.name,
    email: member.email,
    unsubscribeToken: schedule.unsubscribeToken,
    language: schedule.language ?? of?.language ?? 'en',
  };
};

/** Mails those of one language, in one call, and says on each note how that ended. */
const mailOut = async (
  notice: Notice,
  language: Language,
  readers: readonly Addressed[],
  dependencies: SendingNotice,
): Promise<void> => {
  const { communities, place, sendBulk, notes, clock } = dependencies;
  const [first, ...others] = readers;
  const organization = await communities.getOrganization(notice.organization);
  if (!first || !organization) return;
  const facts = await readFacts(dependencies, first.note);
  const outcomes = await sendBulk(noticeBulk({ organization, language, facts }, [first, ...others], place));
  await notes.move(
    readers.flatMap(({ note: from }, i) => {
      const outcome = outcomes[i];
      return outcome ? [{ from, to: afterSending(from, outcome, clock()) }] : [];
    }),
  );
};

/** Takes those of a page in hand who were not yet, and mails those who are told now. */
const sendPage = async (
  notice: Notice,
  page: string,
  people: readonly Member[],
  dependencies: SendingNotice,
): Promise<Delivery[]> => {
  const { notes, clock } = dependencies;
  const now = clock();
  const all = await Promise.all(people.map((member) => address(notice, page, member, dependencies, now)));
  const known = await notes.find(all.map(({ note }) => note));
  const stale = known.filter((note) => isStale(note, now));
  await notes.move(stale.map((from) => ({ from, to: doubtful(from, now) })));
  const knownIds = new Set(known.map(({ id }) => id));
  const fresh = all.filter(({ note }) => !knownIds.has(note.id));
  for (const chunk of chunksOf(fresh, NOTES_AT_ONCE)) {
    if ((await notes.claim(chunk.map(({ note }) => note))) === 'taken')
      throw new Unavailable('A part of a notice was taken in hand by somebody else at the same time.');
    const mailed = Map.groupBy(
      chunk.filter(({ note }) => note.status === 'SENDING'),
      ({ language }) => language,
    );
    for (const [language, readers] of mailed) await mailOut(notice, language, readers, dependencies);
  }
  return stale.map(() => 'in-doubt' as const);
};

/**
 * Sends a notice to a page of its readers and hands the next page on. A page that comes again finds whom it told: those
 * stay told, whoever was on their way when it stopped is in doubt, and the others are told now.
 */
export const sendNotice = async (page: NoticePage, dependencies: SendingNotice): Promise<Delivery[]> => {
  const { organization, notice: id } = page;
  const { notices, forward, clock } = dependencies;
  const notice = await notices.get(organization, id);
  if (!notice)
    throw new InvalidInput('message: page.notice: there is no such notice', { field: 'page.notice' });
  const name = pageName(page);
  const { people, next } = await readersOf(dependencies, page);
  const deliveries = await sendPage(notice, name, people, dependencies);
  const following = nextPage(notice, page, next);
  if (!following) await notices.finish(organization, id, clock());
  else if (!(await notices.isForwarded(organization, id, name))) {
    await forward(following);
    await notices.setForwarded(organization, id, name);
  }
  return deliveries;
};
