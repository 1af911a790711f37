import { AboutPage } from '../../../web/pages/about.tsx';
import type { On } from '../dependencies.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** What the site is and keeps, open to everybody: the terms and the privacy policy that programs are told of. Reads nothing. */
export const aboutRoutes = (on: On): void => {
  on(routes.about, (c) => render(c, <AboutPage />));
};
