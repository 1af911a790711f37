import * as z from 'zod';
import { openReading } from '../../../shared/digests/reading.ts';
import { renderAtom } from '../../../shared/digests/render-atom.ts';
import { languageFor } from '../../../shared/mail/language.ts';
import { linksAt } from '../../../shared/mail/links.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { sha256Hex } from '../../../shared/platform/ids.ts';
import { feedUrlOf } from '../../../web/components/private-feed.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { forYou } from '../for-you.ts';
import { readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { routes } from '../route-table.ts';

/** Most things in a feed: whoever reads one comes seldom, and skips quickly. */
const ITEMS = 30;

/** Seconds for which a reader need not ask again. */
const MAX_AGE = 300;

const UNKNOWN = 'this address opens no feed (any more); its owner finds the present one in their settings';

const Doing = z.enum(['renew', 'end']);

/** True where a reader has this very version already (RFC 9110 §13.1.2, weak comparison). */
const has = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');

/**
 * A member's private feed. Its address is a capability, which alone opens it, in a program that cannot sign in; it is
 * made, renewed and ended on the settings page. The feed reads whose the token is, the member, their choices and their
 * organization, then what a digest of seven days reads.
 */
export const privateFeedRoutes = (on: On, { stores, clock, publicUrl }: Dependencies): void => {
  on(routes.feed, async (c) => {
    const token = c.req.param('token');
    const link = await stores.feedLinks.find(token);
    if (link === undefined) throw new NotFound(UNKNOWN);
    const { organization, member } = link;
    const now = clock();
    const [person, place, schedule] = await Promise.all([
      stores.members.getMember(organization, member),
      stores.communities.getOrganization(organization),
      stores.digests.getSchedule(organization, member),
    ]);
    if (person === undefined || place === undefined) throw new NotFound(UNKNOWN);
    const reading = openReading(stores);
    const about = { organization, member, schedule, publicUrl, now, limit: ITEMS };
    const body = renderAtom({
      content: await forYou(reading, about),
      organization: place,
      member,
      language: languageFor(schedule ?? {}, place),
      selfUrl: feedUrlOf(publicUrl, token),
      homeUrl: linksAt(publicUrl).home,
      since: link.createdAt,
      now,
    });
    const etag = `"${sha256Hex(body).slice(0, 32)}"`;
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
