import type { Context } from 'hono';
import * as z from 'zod';
import { askForDigest } from '../../../shared/digests/ask-digest.ts';
import type { DigestClaim } from '../../../shared/digests/model.ts';
import { resendName } from '../../../shared/digests/request-model.ts';
import { resendsOf } from '../../../shared/digests/resend.ts';
import { Identifier } from '../../../shared/events/envelope.ts';
import type { Note } from '../../../shared/notifications/note-model.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { DigestReviewPage, type Doubt } from '../../../web/pages/digest-review.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Most of each kind on the page; the rest follows as these are resolved. */
const SHOWN = 50;

const WHY = 'Say why it is sent again; it is kept with your name.';
const Finding = z.discriminatedUnion('finding', [
  z.object({ finding: z.literal('arrived') }),
  z.object({ finding: z.literal('not-arrived'), reason: reasonField(WHY) }),
]);
const Which = z.object({ member: Identifier, name: z.string().max(100) });

const nameOfDigest = ({ until }: DigestClaim): string => `digest.${Date.parse(until)}`;

/**
 * The mails that were perhaps sent. The list reads, beside the visit's four, those in doubt of each kind (2) and the
 * names of whom they are for; a finding reads them once more, and writes what it says and what it asks for.
 */
export const digestReviewRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const doubtsIn = async (organization: string): Promise<Doubt[]> => {
    const [claims, notes] = await Promise.all([
      stores.digests.listByStatus(organization, 'IN_DOUBT', { limit: SHOWN }),
      stores.notes.listInDoubt(organization),
    ]);
    return [
      ...claims.map((claim) => ({ kind: 'digest', name: nameOfDigest(claim), claim }) as const),
      ...notes.slice(0, SHOWN).map((note) => ({ kind: 'note', name: `note.${note.id}`, note }) as const),
    ];
  };

  const show = async (c: Context<Env>, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const doubts = await doubtsIn(actor.organization);
    const whose = doubts.map((doubt) => (doubt.kind === 'digest' ? doubt.claim : doubt.note).member);
    const names = await namesOf(stores, actor.organization, [...new Set(whose)]);
    const page = <DigestReviewPage {...{ viewer, doubts, names, form }} />;
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
    const at = clock().toISOString();
    const to: Note = arrived ? { ...note, status: 'SENT', at } : { ...note, status: 'HELD', at, until: at };
    await stores.notes.move([{ from: note, to }]);
  };

  on(routes.digestReview, (c) => show(c, emptyForm));

  on(routes.resolveDoubt, async (c) => {
    const { organization, member: by } = visitOf(c).actor;
    const fields = await readForm(c);
    const which = checkForm(Which, fields);
    const form = checkForm(Finding, fields);
    if (form.outcome === 'refused') return show(c, { fields, errors: form.errors });
    const doubt = (await doubtsIn(organization)).find(
      (one) =>
        which.outcome === 'accepted' &&
        one.name === which.value.name &&
        (one.kind === 'digest' ? one.claim : one.note).member === which.value.member,
    );
    const reason = form.value.finding === 'arrived' ? undefined : form.value.reason;
    if (doubt?.kind === 'digest') await resolveDigest(doubt.claim, by, reason);
    if (doubt?.kind === 'note') await resolveNote(doubt.note, reason === undefined);
    // What is no longer in the list was resolved by somebody else meanwhile; the list says so by itself.
    return c.redirect('/staff/digests/review', 303);
  });
};
