import { countOf } from '../../../web/format.ts';
import { StaffConsolePage } from '../../../web/pages/staff.tsx';
import { staffPages } from '../../../web/staff-pages.ts';
import type { Dependencies, On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Digests in doubt that are counted; beyond it there are "more than". */
const COUNTED = 50;

/**
 * The front page of the staff console; reads, beside the visit's four, what mail is in doubt: digests and
 * notifications (2, side by side).
 */
export const staffConsoleRoutes = (on: On, { stores }: Dependencies): void => {
  on(routes.staff, async (c) => {
    const { actor, viewer } = visitOf(c);
    const [claims, notes] = await Promise.all([
      stores.digests.listByStatus(actor.organization, 'IN_DOUBT', { limit: COUNTED }),
      stores.notes.listInDoubt(actor.organization),
    ]);
    const inDoubt = claims.length + notes.length;
    const more = claims.length === COUNTED ? 'More than ' : '';
    const waiting = new Map(
      inDoubt > 0 ? [['/staff/digests/review', `${more}${countOf(inDoubt, 'mail')} in doubt`]] : [],
    );
    return render(c, <StaffConsolePage {...{ viewer, pages: staffPages, waiting }} />);
  });
};
