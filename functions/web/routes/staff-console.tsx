import { countOf } from '../../../web/format.ts';
import { StaffConsolePage } from '../../../web/pages/staff.tsx';
import { staffPages } from '../../../web/staff-pages.ts';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { countInDoubt } from '../mail-in-doubt.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/**
 * The front page of the staff console; reads, beside the visit's four, how much mail is in doubt: digests
 * and notifications (2, side by side).
 */
export const staffConsoleRoutes = (on: On, { stores }: Dependencies): void => {
  on(routes.staff, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { count: inDoubt, atLeast } = await countInDoubt(stores, actor.organization);
    const more = atLeast ? 'More than ' : '';
    const waiting = new Map(
      inDoubt > 0 ? [['/staff/digests/review', `${more}${countOf(inDoubt, 'mail')} in doubt`]] : [],
    );
    return render(c, <StaffConsolePage {...{ viewer, pages: staffPages, waiting }} />);
  });
};
