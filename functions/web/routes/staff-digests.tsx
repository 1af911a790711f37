import type { Context } from 'hono';
import * as z from 'zod';
import { askForDigest } from '../../../shared/digests/ask-digest.ts';
import { resendName, testName } from '../../../shared/digests/request-model.ts';
import { mayResend, resendsOf, windowSoFar } from '../../../shared/digests/resend.ts';
import { suppressionOf } from '../../../shared/mail/standing.ts';
import type { Member } from '../../../shared/members/model.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { skipWords } from '../../../web/digest-words.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { type Preview, StaffDigestPage } from '../../../web/pages/staff-digest.tsx';
import { digestCare } from '../../../web/pages/staff-members.tsx';
import { communitiesOf } from '../communities.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { membersIn } from '../list-members.tsx';
import { namesOf } from '../names.ts';
import { type NextDigestNow, previewDigest } from '../preview-digest.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Claims on a member's page. */
const SHOWN = 20;

const Once = z.string().regex(/^[\w-]{1,50}$/);

const ResendForm = z.object({
  request: z.string().regex(/^resend\.\d{1,15}\.\d{1,4}$/, 'Choose one of those on the list.'),
  reason: reasonField('Say why; it is kept with your name.'),
});

const previewOf = (next: NextDigestNow): Preview => {
  if (next.window === undefined) return { kind: 'none', because: next.because };
  if (next.built.kind === 'suppressed') return { kind: 'none', because: skipWords[next.built.skip] };
  const { subject, text } = next.built.mail;
  return { kind: 'mail', subject, text };
};

/**
 * Members' digests as staff look after them. A page reads, beside the visit's four, the member, their schedule, how
 * their address stands, their memberships, claims and requests (6, side by side), their communities, the names of who
 * asked, and what else their next digest is built from; the preview the member, the schedule and the latter; a test the
 * member and the schedule. What is asked for is one write, whose event `resend-digest` answers: a page waits for no mail.
 */
export const staffDigestRoutes = (on: On, dependencies: Dependencies): void => {
  const { stores, clock, ids } = dependencies;

  const find = async (c: Context<Env>): Promise<Member> => {
    const id = c.req.param('member') ?? '';
    const member = await stores.members.getMember(visitOf(c).actor.organization, id);
    if (member === undefined) throw new NotFound('there is no member of this name in your organization');
    return member;
  };

  const ask = (asked: Omit<Parameters<typeof askForDigest>[0], 'by'>, by: string): Promise<boolean> => {
    const { request, event } = askForDigest({ ...asked, by }, { now: clock(), eventId: ids() });
    return stores.digestRequests.ask(request, event);
  };

  const show = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { organization } = actor;
    const id = c.req.param('member') ?? '';
    const [member, schedule, standing, memberships, claims, asked] = await Promise.all([
      find(c),
      stores.digests.getSchedule(organization, id),
      stores.mailStandings.get(organization, id),
      stores.members.listMemberships(organization, id),
      stores.digests.recentClaims(organization, id, { limit: SHOWN, now: clock() }),
      stores.digestRequests.requestsOf(organization, id),
    ]);
    const requests = asked.toSorted((a, b) => b.at.localeCompare(a.at));
    const [communities, next, names] = await Promise.all([
      communitiesOf(stores, memberships),
      previewDigest(dependencies, schedule, {
        member: () => Promise.resolve(member),
        memberships: () => Promise.resolve(memberships),
      }),
      namesOf(stores, organization, [...new Set(requests.map(({ by }) => by))]),
    ]);
    const heldBack = suppressionOf(standing, member.email, clock());
    const shown = { viewer, member, schedule, heldBack, communities, claims, requests, names, form };
    const isAsked = c.req.query('asked') !== undefined && form.errors.length === 0;
    const page = <StaffDigestPage {...shown} preview={previewOf(next)} once={ids()} asked={isAsked} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  const { list, find: search } = membersIn(digestCare, dependencies);
  on(routes.staffDigests, list);
  on(routes.findDigests, search);
  on(routes.staffDigest, (c) => show(c, emptyForm));

  on(routes.previewDigest, async (c) => {
    const member = await find(c);
    const schedule = await stores.digests.getSchedule(member.organization, member.member);
    const next = await previewDigest(dependencies, schedule, { member: () => Promise.resolve(member) });
    if (next.window === undefined || next.built.kind === 'suppressed')
      throw new NotFound('there is no digest to show: nothing would be sent now');
    c.header('cache-control', 'no-store');
    return c.html(next.built.mail.html);
  });

  on(routes.testDigest, async (c) => {
    const { organization, member } = await find(c);
    const { actor } = visitOf(c);
    const once = Once.safeParse((await readForm(c)).get('once'));
    if (!once.success)
      throw new InvalidInput('once: open the page again and ask once more', { field: 'once' });
    const schedule = await stores.digests.getSchedule(organization, member);
    const window = schedule && windowSoFar(schedule, clock());
    if (window !== undefined) {
      await ask(
        { organization, member, request: testName(once.data), kind: 'test', ...window },
        actor.member,
      );
    }
    return c.redirect(`/staff/digests/${member}?asked`, 303);
  });

  on(routes.resendDigest, async (c) => {
    const { organization, member } = await find(c);
    const by = visitOf(c).actor.member;
    const fields = await readForm(c);
    const refuse = (message: string) => show(c, { fields, errors: [{ field: 'request', message }] });
    const form = checkForm(ResendForm, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors });
    const { request, reason } = form.value;
    const until = new Date(Number(request.split('.')[1])).toISOString();
    const [claim, requests] = await Promise.all([
      stores.digests.getClaim(organization, member, until, clock()),
      stores.digestRequests.requestsOf(organization, member),
    ]);
    // Sent twice, by one or by two: what was asked for is on its way already.
    if (requests.some((asked) => asked.request === request))
      return c.redirect(`/staff/digests/${member}?asked`, 303);
    const resends = claim === undefined ? [] : resendsOf(requests, claim);
    if (
      claim === undefined ||
      !mayResend(claim, resends) ||
      request !== resendName(until, resends.length + 1)
    )
      return refuse('This one has changed since the page was opened. Look at it below and choose anew.');
    if (claim.status === 'IN_DOUBT')
      await stores.digests.resolveDoubt(claim, 'not-arrived', { by, at: clock().toISOString() });
    const { from } = claim;
    await ask({ organization, member, request, kind: 'resend', from, until: claim.until, reason }, by);
    return c.redirect(`/staff/digests/${member}?asked`, 303);
  });
};
