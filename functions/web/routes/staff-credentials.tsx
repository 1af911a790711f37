import type { Context } from 'hono';
import * as z from 'zod';
import { followUp, followUpKey } from '../../../shared/awards/follow-up.ts';
import { changeOf, isRenewable, standingOf } from '../../../shared/badges/life.ts';
import type { IssuedCredential } from '../../../shared/badges/model.ts';
import { Conflict, InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { StaffCredentialPage } from '../../../web/pages/staff-credential.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField, wholeNumber } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const SAY_WHY = 'Say why; it is kept with the badge.';

const ChangeForm = z.object({
  changes: wholeNumber(0, 99_999, 'Open the page of the badge again; this form is not from there.'),
  kind: z.enum(['suspended', 'reinstated', 'revoked'], { error: 'Choose what is to be done.' }),
  reason: reasonField(SAY_WHY),
});

const Following = z.object({ following: z.enum(['renews', 'replaces']) });

/** Why it is to be followed by another; both forms may be on one page, so that each has a field of its own. */
const FollowForms = {
  renews: z.object({ 'renews-reason': reasonField(SAY_WHY) }).transform((fields) => fields['renews-reason']),
  replaces: z
    .object({ 'replaces-reason': reasonField(SAY_WHY) })
    .transform((fields) => fields['replaces-reason']),
};

/**
 * Credentials as staff look after them. The page reads, beside the visit's four, the credential and its changes, then
 * its grant with those that follow it, and the names of everybody who is named (4): 8. A change is one transaction of
 * three or four writes; a renewal or a re-issue one write, the grant that issue-credential works on.
 */
export const staffCredentialRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const find = async (c: Context<Env>, member: string, id: string): Promise<IssuedCredential> => {
    const { organization } = visitOf(c).actor;
    const issued = z.uuid().safeParse(id).success ? await stores.credentials.get(id) : undefined;
    if (issued?.organization !== organization || issued.member !== member) {
      throw new NotFound('this member has no badge of this number; one that was just awarded takes a minute');
    }
    return issued;
  };

  const grantsOf = async (issued: IssuedCredential) => {
    const replaces = followUpKey(issued, 'replaces');
    const renews = followUpKey(issued, 'renews');
    const grants = await stores.awards.grantsAt(issued.organization, [issued, replaces, renews]);
    const at = (key: { period: string }) => grants.find(({ period }) => period === key.period);
    return { grant: at(issued), replaces: at(replaces), renews: at(renews) };
  };

  const show = async (c: Context<Env>, issued: IssuedCredential, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [changes, { grant, replaces, renews }] = await Promise.all([
      stores.credentials.changesOf(issued.credential),
      grantsOf(issued),
    ]);
    const named = [issued.member, grant?.by, ...changes.map(({ by }) => by)].filter((id) => id !== undefined);
    const names = await namesOf(stores, actor.organization, named);
    const following = { ...(replaces && { replaces }), ...(renews && { renews }) };
    const shown = { viewer, issued, grant, following, changes, names, now: clock(), form };
    return render(c, <StaffCredentialPage {...shown} />, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.staffCredential, async (c) =>
    show(c, await find(c, c.req.param('member'), c.req.param('credential')), emptyForm),
  );

  on(routes.changeCredential, async (c) => {
    const { member, credential } = c.req.param();
    const issued = await find(c, member, credential);
    const fields = await readForm(c);
    const form = checkForm(ChangeForm, fields);
    if (form.outcome === 'refused') return show(c, issued, { fields, errors: form.errors });
    const { changes, kind, reason } = form.value;
    if (changes !== issued.changes) {
      const message =
        'Somebody changed the badge since you opened this page. Look at it again below, then decide.';
      return show(c, issued, { fields, errors: [{ field: 'kind', message }] });
    }
    const decision = changeOf(issued, { kind, reason, by: visitOf(c).actor.member, at: clock() });
    if (decision.outcome === 'refused') throw new Conflict(decision.because);
    await stores.credentials.change(issued, decision.change, decision.event);
    return c.redirect(`/staff/credentials/${member}/${credential}#trail`, 303);
  });

  on(routes.followCredential, async (c) => {
    const { member, credential } = c.req.param();
    const issued = await find(c, member, credential);
    const fields = await readForm(c);
    const way = checkForm(Following, fields);
    if (way.outcome === 'refused')
      throw new InvalidInput('following: choose to renew it or to issue it again');
    const { following } = way.value;
    const form = checkForm(FollowForms[following], fields);
    if (form.outcome === 'refused') return show(c, issued, { fields, errors: form.errors });
    const now = clock();
    const isOpen = following === 'renews' ? isRenewable(issued, now) : standingOf(issued, now) === 'valid';
    if (!isOpen) {
      throw new Conflict(
        following === 'renews'
          ? 'a badge is renewed from ninety days before it expires on, where it was neither suspended nor revoked'
          : 'only a valid badge is issued again',
      );
    }
    const { grant } = await grantsOf(issued);
    if (grant === undefined)
      throw new NotFound('the grant of this badge is not there; award it by hand instead');
    const by = visitOf(c).actor.member;
    await stores.awards.commit(followUp(grant, issued, following, { now, ids, by, cause: form.value }));
    return c.redirect(`/staff/credentials/${member}/${credential}#${following}`, 303);
  });
};
