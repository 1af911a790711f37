import * as z from 'zod';
import type { FeedLink } from '../../../shared/digests/feed-link-store.ts';
import { openReading } from '../../../shared/digests/reading.ts';
import { renderAtom } from '../../../shared/digests/render-atom.ts';
import { languageFor } from '../../../shared/mail/language.ts';
import { linksAt } from '../../../shared/mail/links.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { sha256Hex } from '../../../shared/platform/ids.ts';
import { createKept } from '../../../shared/platform/kept.ts';
import { feedUrlOf } from '../../../web/components/private-feed.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { forYou } from '../for-you.ts';
import { readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { routes } from '../route-table.ts';

/** Most things in a feed: whoever reads one comes seldom, and skips quickly. */
const ITEMS = 30;

/** Seconds for which a feed is not made anew, and its reader need not ask again. */
const MAX_AGE = 900;

/** What one function keeps of feeds as they were sent, and of the communities' last days: estimated bytes. */
const FEED_BYTES = 4 * 1024 * 1024;
const READING = { maxBytes: 4 * 1024 * 1024, keepFor: 60_000 } as const;

const UNKNOWN = 'this address opens no feed (any more); its owner finds the present one in their settings';

const Doing = z.enum(['renew', 'end']);

/** True where a reader has this very version already (RFC 9110 §13.1.2, weak comparison). */
const has = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');

/**
 * A member's private feed. Its address is a capability, which alone opens it, in a program that cannot sign in; it is
 * made, renewed and ended on the settings page.
 *
 * Readers poll, so a feed is made at most every 15 minutes and kept by the function: a poll within them, answered 200 or
 * 304, reads whose the token is (1), and so ends with the address itself. What it shows was the member's to see when it
 * was made. To make it, the member, their choices, their organization (3), and what a digest of seven days reads of
 * theirs (memberships, what they have read, goals, badges, credit: 5), what was last withheld in their
 * communities (1) and names (1): 10, and 8 or 9 for each of their communities that nobody's feed was made of in the last
 * minute, or since something was withheld from it.
 */
export const privateFeedRoutes = (on: On, { stores, clock, publicUrl }: Dependencies): void => {
  const reading = openReading(stores, createKept({ ...READING, clock }));
  const feeds = createKept({ maxBytes: FEED_BYTES, keepFor: MAX_AGE * 1000, clock });

  const make = async ({ organization, member, createdAt }: FeedLink, token: string) => {
    const now = clock();
    const [person, place, schedule] = await Promise.all([
      stores.members.getMember(organization, member),
      reading.organization(organization),
      stores.digests.getSchedule(organization, member),
    ]);
    if (person === undefined || place === undefined) throw new NotFound(UNKNOWN);
    const about = { organization, member, schedule, publicUrl, now, limit: ITEMS };
    const body = renderAtom({
      content: await forYou(reading, about),
      organization: place,
      member,
      language: languageFor(schedule ?? {}, place),
      selfUrl: feedUrlOf(publicUrl, token),
      homeUrl: linksAt(publicUrl).home,
      since: createdAt,
      now,
    });
    return { body, etag: `"${sha256Hex(body).slice(0, 32)}"` };
  };

  on(routes.feed, async (c) => {
    const token = c.req.param('token');
    const link = await stores.feedLinks.find(token);
    if (link === undefined) throw new NotFound(UNKNOWN);
    const { body, etag } = await feeds.get(
      sha256Hex(token),
      () => make(link, token),
      (feed) => 500 + 2 * feed.body.length,
    );
    const headers = { etag, 'cache-control': `private, max-age=${MAX_AGE}` };
    if (has(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' });
  });

  on(routes.changeFeed, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const doing = Doing.safeParse((await readForm(c)).get('do'));
    if (!doing.success) throw new InvalidInput('do: must be renew or end', { field: 'do' });
    if (doing.data === 'renew') await stores.feedLinks.renew(organization, member, clock());
    else await stores.feedLinks.end(organization, member);
    return c.redirect('/settings/digest#feed', 303);
  });
};
