import type { Context } from 'hono';
import * as z from 'zod';
import { addressChanged } from '../../../shared/members/change-address.ts';
import type { Member } from '../../../shared/members/model.ts';
import { Conflict, NotFound } from '../../../shared/platform/errors.ts';
import { emptyForm, type FormState } from '../../../web/forms.ts';
import { StaffMemberPage } from '../../../web/pages/staff-member.tsx';
import { memberCare } from '../../../web/pages/staff-members.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readForm, reasonField } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { membersIn } from '../list-members.tsx';
import { namesOf } from '../names.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const AddressForm = z.object({
  email: z
    .string({ error: 'Write the new address.' })
    .trim()
    .max(254, 'An e-mail address has 254 characters at most.')
    .pipe(z.email('Write an e-mail address, as name@example.org.')),
  reason: reasonField('Say why; it is kept with the member.'),
});

/**
 * Members as staff look after them. The list reads, beside the visit's four, one query for each five hundred members
 * it looks at; a member's page the member, their credentials and the changes of their address (3, side by side), then
 * the names of who made these: 8. A change of address is one transaction of four writes.
 */
export const staffMemberRoutes = (on: On, { stores, clock, ids }: Dependencies): void => {
  const find = async (c: Context<Env>, id: string): Promise<Member> => {
    const member = await stores.members.getMember(visitOf(c).actor.organization, id);
    if (member === undefined) throw new NotFound('there is no member of this name in your organization');
    return member;
  };

  const show = async (c: Context<Env>, id: string, form: FormState): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const [member, held, changes] = await Promise.all([
      find(c, id),
      stores.credentials.listOf(actor.organization, id),
      stores.directory.addressChangesOf(actor.organization, id),
    ]);
    const names = await namesOf(
      stores,
      actor.organization,
      changes.map(({ by }) => by),
    );
    const shown = { viewer, member, credentials: held.toReversed(), changes, names, now: clock(), form };
    return render(c, <StaffMemberPage {...shown} />, form.errors.length > 0 ? 422 : 200);
  };

  const { list, find: search } = membersIn(memberCare, { stores });
  on(routes.staffMembers, list);
  on(routes.findMembers, search);

  on(routes.staffMember, (c) => show(c, c.req.param('member'), emptyForm));

  on(routes.changeAddress, async (c) => {
    const id = c.req.param('member');
    const fields = await readForm(c);
    const refuse = (message: string) => show(c, id, { fields, errors: [{ field: 'email', message }] });
    const form = checkForm(AddressForm, fields);
    if (form.outcome === 'refused') return show(c, id, { fields, errors: form.errors });
    const { email, reason } = form.value;
    const member = await find(c, id);
    if (member.email === email) return refuse('This is their address already.');
    const { organization, member: by } = visitOf(c).actor;
    const now = clock();
    const event = addressChanged(member, email, { now, eventId: ids(), by });
    try {
      const change = { organization, member: id, by, at: now.toISOString(), reason };
      await stores.directory.changeEmail(member, email, change, event);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return refuse('Somebody signs in with this address already. Choose another one.');
    }
    return c.redirect(`/staff/members/${id}`, 303);
  });
};
