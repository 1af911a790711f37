import type { Context } from 'hono';
import * as z from 'zod';
import { claimPlace } from '../../../shared/digests/keys.ts';
import { type DigestClaim, SkipReason } from '../../../shared/digests/model.ts';
import { daysUntil } from '../../../shared/mail/mail-counts.ts';
import { suppressionAt } from '../../../shared/mail/standing.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import { needsSomebody } from '../../../web/components/mail-not-sent.tsx';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { MailPage } from '../../../web/pages/mail.tsx';
import { MailSuppressionPage } from '../../../web/pages/mail-suppression.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { placeIn } from '../place-in.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Days that the figures cover. */
const DAYS = 30;
/** Rows of each list on one page. */
const ROWS = 25;

const NEED_SOMEBODY = SkipReason.options.filter((skip) => skip in needsSomebody);

const LiftForm = z.object({ reason: reasonField('Say why; it is kept with the member.') });

/**
 * An organization's mail for its staff. The page reads, beside the visit's four: the days' figures, the members who
 * get no mail and the digests not sent for each of the reasons shown, a query each and side by side, then one batch for
 * all their names: 11 with the four reasons that need somebody, 8 with one that was asked for. A member
 * whose address gets none: the member, their standing and its liftings (3), then the names of who lifted it. Lifting
 * asks SES to forget the address, and writes two items in one transaction.
 */
export const staffMailRoutes = (
  on: On,
  { stores, clock, trackOpens, forgetSuppressed }: Dependencies,
): void => {
  /** Digests not sent for a reason, or those that need somebody, the newest first, one more than a page shows. */
  const listSkipped = async (
    organization: string,
    reason: SkipReason | undefined,
    after: string | undefined,
  ): Promise<DigestClaim[]> => {
    const reasons = reason === undefined ? NEED_SOMEBODY : [reason];
    const page = { now: clock(), limit: ROWS + 1, after };
    const lists = await Promise.all(
      reasons.map((one) => stores.digests.listSkipped(organization, one, page)),
    );
    return lists
      .flat()
      .toSorted((a, b) => (claimPlace(a) > claimPlace(b) ? -1 : 1))
      .slice(0, ROWS + 1);
  };

  on(routes.staffMail, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const now = clock();
    const reason = SkipReason.safeParse(c.req.query('reason')).data;
    const [days, listed, claims] = await Promise.all([
      stores.mailDays.of(organization, daysUntil(now, DAYS)),
      stores.mailStandings.listSuppressed(organization, { limit: ROWS, before: placeIn(c, 'suppressed') }),
      listSkipped(organization, reason, placeIn(c, 'skipped')),
    ]);
    const skipped = claims.slice(0, ROWS);
    const last = skipped.at(-1);
    const members = await stores.members.getMembers(
      organization,
      new Set([...listed.standings, ...skipped].map(({ member }) => member)),
    );
    const suppressed = listed.standings.flatMap((standing) => {
      const suppression = suppressionAt(standing, members.get(standing.member)?.email ?? '', now);
      return suppression === undefined ? [] : [{ member: standing.member, suppression }];
    });
    const names = new Map([...members].map(([id, { name }]) => [id, name]));
    const shown = {
      ...{ viewer, days, trackOpens, suppressed, reason, skipped, names },
      moreSuppressed: listed.next,
      moreSkipped: claims.length > ROWS && last !== undefined ? claimPlace(last) : undefined,
    };
    return render(c, <MailPage {...shown} />);
  });

  const show = async (c: Context<Env>, id: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const [member, standing, liftings] = await Promise.all([
      stores.members.getMember(organization, id),
      stores.mailStandings.get(organization, id),
      stores.mailStandings.listLiftings(organization, id),
    ]);
    if (!member) throw new NotFound('there is no member of this name in your organization');
    const names = await namesOf(
      stores,
      organization,
      liftings.map(({ by }) => by),
    );
    const suppression = suppressionAt(standing, member.email, clock());
    const shown = { viewer, member: id, name: member.name, suppression, liftings, names, form };
    return render(c, <MailSuppressionPage {...shown} />, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.mailSuppression, (c) => show(c, c.req.param('member'), emptyForm));

  on(routes.liftSuppression, async (c) => {
    const id = c.req.param('member');
    const fields = await readForm(c);
    const form = checkForm(LiftForm, fields);
    if (form.outcome === 'refused') return show(c, id, { fields, errors: form.errors });
    const { organization, member: by } = visitOf(c).actor;
    const member = await stores.members.getMember(organization, id);
    if (!member) throw new NotFound('there is no member of this name in your organization');
    // First: where the mail service does not, mail would only come back again.
    await forgetSuppressed(organization, member.email);
    const at = clock().toISOString();
    await stores.mailStandings.lift({ organization, member: id, by, at, reason: form.value.reason });
    return c.redirect(`/staff/mail/suppressed/${id}`, 303);
  });
};
