import type { Context } from 'hono';
import * as z from 'zod';
import { askForDigest } from '../../../shared/digests/ask-digest.ts';
import type { DigestClaim } from '../../../shared/digests/model.ts';
import { resendName } from '../../../shared/digests/request-model.ts';
import { resendsOf } from '../../../shared/digests/resend.ts';
import { Identifier } from '../../../shared/events/envelope.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { sentAgain } from '../../../shared/notifications/note-steps.ts';
import { Conflict, Unavailable } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { DigestReviewPage, type Doubt } from '../../../web/pages/digest-review.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { findDoubt, listDoubts } from '../mail-in-doubt.ts';
import { namesOf } from '../names.ts';
import { placeIn } from '../place-in.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const WHY = 'Say why it is sent again; it is kept with your name.';
const which = { member: Identifier, name: z.string().max(100) };
const Finding = z.discriminatedUnion('finding', [
  z.object({ finding: z.literal('arrived'), ...which }),
  z.object({ finding: z.literal('not-arrived'), ...which, reason: reasonField(WHY) }),
]);

/**
 * The mails that were perhaps sent, the oldest first. The list reads, beside the visit's four, those in doubt of each
 * kind (2), where there are more how many of each (2), and the names of whom they are for (1); a finding reads the one
 * mail that it is of, and writes what it says and what it asks for.
 */
export const digestReviewRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const show = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const { doubts, ...rest } = await listDoubts(stores, actor.organization, placeIn(c, 'after'));
    const whose = doubts.map((doubt) => (doubt.kind === 'digest' ? doubt.claim : doubt.note).member);
    const names = await namesOf(stores, actor.organization, [...new Set(whose)]);
    const before = Identifier.safeParse(c.req.query('before')).data;
    const page = <DigestReviewPage {...{ viewer, doubts, names, form, before }} {...rest} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  /** Says of a digest what became of it, and has it sent again where it did not arrive. */
  const resolveDigest = async (claim: DigestClaim, by: string, reason: string | undefined): Promise<void> => {
    const { organization, member, from, until } = claim;
    const now = clock();
    const finding = reason === undefined ? 'arrived' : 'not-arrived';
    await stores.digests.resolveDoubt(claim, finding, { by, at: now.toISOString() });
    const resends = resendsOf(await stores.digestRequests.requestsOf(organization, member), claim);
    for (const one of resends.filter(({ status }) => status === 'IN_DOUBT')) {
      const because = { status: 'NOT_SENT', because: 'it did not arrive' } as const;
      await stores.digestRequests.move(one, reason === undefined ? { status: 'SENT' } : because);
    }
    if (reason === undefined) return;
    const request = resendName(until, resends.length + 1);
    const asked = { organization, member, request, kind: 'resend', from, until, by, reason } as const;
    const { request: kept, event } = askForDigest(asked, { now, eventId: ids() });
    await stores.digestRequests.ask(kept, event);
  };

  /** Says the same of a notification; one that did not arrive is due now, as if it had been held until now. */
  const resolveNote = async (note: Note, arrived: boolean): Promise<void> => {
    const now = clock();
    const to: Note = arrived ? { ...note, status: 'SENT', at: now.toISOString() } : sentAgain(note, now);
    await stores.notes.move([{ from: note, to }]);
  };

  /** False where somebody else was first: nothing was changed. */
  const resolve = async (doubt: Doubt, by: string, reason: string | undefined): Promise<boolean> => {
    try {
      if (doubt.kind === 'digest') await resolveDigest(doubt.claim, by, reason);
      else await resolveNote(doubt.note, reason === undefined);
      return true;
    } catch (error) {
      if (error instanceof Conflict || error instanceof Unavailable) {
        const { organization, member } = doubt.kind === 'digest' ? doubt.claim : doubt.note;
        if ((await findDoubt(stores, { organization, member, name: doubt.name }, clock())) === undefined)
          return false;
      }
      throw error;
    }
  };

  on(routes.digestReview, (c) => show(c, emptyForm));

  on(routes.resolveDoubt, async (c) => {
    const { organization, member: by } = visitOf(c).actor;
    const fields = await readForm(c);
    const form = checkForm(Finding, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors });
    const { member, name } = form.value;
    const reason = form.value.finding === 'arrived' ? undefined : form.value.reason;
    const doubt = await findDoubt(stores, { organization, member, name }, clock());
    const isResolved = doubt !== undefined && (await resolve(doubt, by, reason));
    return c.redirect(`/staff/digests/review${isResolved ? '' : `?before=${member}`}`, 303);
  });
};
