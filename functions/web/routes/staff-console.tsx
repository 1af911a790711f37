import { StaffConsolePage } from '../../../web/pages/staff.tsx';
import { staffPages } from '../../../web/staff-pages.ts';
import type { On } from '../dependencies.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** The front page of the staff console; reads the visit's four and nothing else. */
export const staffConsoleRoutes = (on: On): void => {
  on(routes.staff, (c) => render(c, <StaffConsolePage viewer={visitOf(c).viewer} pages={staffPages} />));
};
