import { linksAt } from '../mail/links.ts';
import type { Mail } from '../platform/mail-port.ts';
import { composeDigest, NAMED_WRITERS } from './compose.ts';
import { type MailPlace, mailOf } from './mail-of.ts';
import type { DigestSchedule } from './model.ts';
import type { Reading } from './reading.ts';
import { selectNews, writersOf } from './select-news.ts';
import type { Window } from './window.ts';

/** A mail to send that tells of `items` things, or why there is none. */
export type BuiltDigest =
  | { readonly kind: 'mail'; readonly mail: Mail; readonly items: number }
  | { readonly kind: 'suppressed'; readonly reason: string };

/** Reads what a member's digest of a window tells and makes the mail, or says why there is nothing to send. */
export const buildDigest = async (
  reading: Reading,
  schedule: DigestSchedule,
  window: Window,
  place: MailPlace,
  _now: Date,
): Promise<BuiltDigest> => {
  const { organization: o, member: m, unsubscribeToken } = schedule;
  const [organization, member, memberships, badges, credits] = await Promise.all([
    reading.organization(o),
    reading.member(o, m),
    reading.memberships(o, m),
    reading.badges(o, m, window),
    reading.credits(o, m, window),
  ]);
  if (!organization || !member) return { kind: 'suppressed', reason: 'the member is no longer there' };
  const told = await Promise.all(memberships.map(({ community }) => reading.news(o, community, window)));
  const communities = told.filter((news) => news !== undefined);
  const selection = selectNews(m, communities);
  const writers = selection.threads.flatMap((thread) => writersOf(thread, NAMED_WRITERS));
  const composition = composeDigest({
    member,
    organization,
    preferences: schedule,
    window,
    selection,
    communities: new Map(communities.map(({ community, name }) => [community, name])),
    names: await reading.names(o, writers),
    badges,
    credits,
    links: linksAt(place.publicUrl),
    unsubscribeToken,
  });
  if (composition.kind === 'suppressed') return composition;
  const { digest } = composition;
  return {
    kind: 'mail',
    mail: mailOf(digest, member, { unsubscribeToken, until: window.until }, place),
    items: digest.items,
  };
};
