import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** Longest text of a notice, in characters. */
export const MAX_NOTICE = 4000;

/** Something urgent that staff say to everybody, or to some communities. */
export const Notice = z.strictObject({
  organization: Identifier,
  notice: Identifier,
  title: z.string().min(1).max(150),
  /** Paragraphs, each a line. */
  text: z.string().min(1).max(MAX_NOTICE),
  /** The staff member who wrote it. */
  by: Identifier,
  at: Instant,
  /** To whom; to everybody where absent. */
  communities: z.array(Identifier).min(1).max(100).optional(),
  /** True where it does not wait for anybody's quiet hours to end. */
  inQuietHours: z.literal(true).optional(),
  /** When everybody it is for had been looked at; absent while it goes out. */
  finishedAt: Instant.optional(),
});
/** @see Notice */
export type Notice = z.output<typeof Notice>;

/** Where the readers of a notice go on: after a member, of everybody or of one community. */
export const NoticePage = z.strictObject({
  organization: Identifier,
  notice: Identifier,
  /** The community whose roster is read; everybody where absent. */
  community: Identifier.optional(),
  after: Identifier.optional(),
});
/** @see NoticePage */
export type NoticePage = z.output<typeof NoticePage>;

/** What a part of a notice's readers is counted as. */
export const pageName = ({ community = '*', after = '' }: Pick<NoticePage, 'community' | 'after'>): string =>
  `${community}#${after}`;

/** The community whose roster a part of a notice's readers was read from; undefined where it is everybody. */
export const communityOfPage = (name: string): string | undefined => {
  const [community = '*'] = name.split('#');
  return community === '*' ? undefined : community;
};

/** The part of a notice's readers that is looked at first. */
export const firstPage = ({ organization, notice, communities }: Notice): NoticePage => ({
  organization,
  notice,
  ...(communities?.[0] !== undefined && { community: communities[0] }),
});

/** The part after this one: on in the same list after `last`, or where that was its end, in the next community's. */
export const nextPage = (
  { communities = [] }: Notice,
  page: NoticePage,
  last: string | undefined,
): NoticePage | undefined => {
  const { organization, notice, community } = page;
  if (last !== undefined) return { ...page, after: last };
  const following = community === undefined ? undefined : communities[communities.indexOf(community) + 1];
  return following === undefined ? undefined : { organization, notice, community: following };
};

/** How many of a notice's readers stand how; a count for each status and each reason. */
export type NoticeTally = Readonly<Record<string, number>>;

/** What staff are told of a notice on its way, in numbers of people. */
export interface NoticeProgress {
  /** Looked at so far; everybody, once the notice is finished. */
  readonly people: number;
  readonly sent: number;
  /** On their way this moment. */
  readonly sending: number;
  /** Waiting for somebody's quiet hours to end, or for the mail service. */
  readonly held: number;
  readonly inDoubt: number;
  readonly switchedOff: number;
  /** They muted every community that it would have reached them through. */
  readonly muted: number;
  /** Not sent for any other reason. */
  readonly notSent: number;
}

/** Adds up the parts of a notice's readers. */
export const progressOf = (pages: readonly NoticeTally[]): NoticeProgress => {
  const sum = (...names: string[]): number =>
    pages.reduce((total, page) => total + names.reduce((part, name) => part + (page[name] ?? 0), 0), 0);
  const everything = [...new Set(pages.flatMap((page) => Object.keys(page)))];
  const told = { sent: sum('SENT'), sending: sum('SENDING'), held: sum('HELD'), inDoubt: sum('IN_DOUBT') };
  const unwanted = { switchedOff: sum('switched-off'), muted: sum('muted') };
  const people = sum(...everything);
  const counted = told.sent + told.sending + told.held + told.inDoubt;
  const notSent = people - counted - unwanted.switchedOff - unwanted.muted;
  return { ...told, people, ...unwanted, notSent };
};
