import type { Context } from 'hono';
import { Identifier } from '../../shared/events/envelope.ts';
import { type MembersPlace, StaffMembersPage } from '../../web/pages/staff-members.tsx';
import type { Dependencies, Env } from './dependencies.ts';
import { readForm } from './forms.ts';
import { visitOf } from './guard.ts';
import { render } from './render.tsx';

/** Members on one page. */
const PAGE = 50;

/** The list of members in a part of the console, and its search: by part of a name, by a whole address or identifier. */
export const membersIn = (place: MembersPlace, { stores }: Pick<Dependencies, 'stores'>) => {
  const list = async (c: Context<Env>, name: string, asked: string | undefined): Promise<Response> => {
    const { actor, viewer } = visitOf(c);
    const after = Identifier.safeParse(asked).data;
    const { members, next } = await stores.directory.list(actor.organization, {
      name,
      size: PAGE,
      ...(after !== undefined && { after }),
    });
    const isContinued = after !== undefined;
    return render(c, <StaffMembersPage {...{ viewer, members, name, next, isContinued, place }} />);
  };

  /** Whom an address or an identifier names, in the organization of whoever asks. */
  const exactly = async (organization: string, sought: string): Promise<string | undefined> => {
    if (sought.includes('@')) return (await stores.members.findSignIns(organization, [sought])).get(sought);
    const id = Identifier.safeParse(sought).data;
    return id === undefined ? undefined : (await stores.members.getMember(organization, id))?.member;
  };

  return {
    list: (c: Context<Env>): Promise<Response> => list(c, '', c.req.query('after')),
    find: async (c: Context<Env>): Promise<Response> => {
      const fields = await readForm(c);
      const sought = (fields.get('name') ?? '').trim().slice(0, 254);
      const member = await exactly(visitOf(c).actor.organization, sought);
      if (member !== undefined) return c.redirect(`${place.base}/${member}`, 303);
      return list(c, sought.slice(0, 120), fields.get('after'));
    },
  };
};
