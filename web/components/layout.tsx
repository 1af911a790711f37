import type { Child } from 'hono/jsx';
import { icon, stylesheet } from '../stylesheet.ts';
import type { Viewer } from '../viewer.ts';

interface NavigationLink {
  readonly href: string;
  readonly text: string;
}

const linksOf = (viewer: Viewer): NavigationLink[] => [
  { href: '/', text: 'Home' },
  { href: '/goals', text: 'Goals' },
  { href: `/members/${viewer.member}`, text: 'Profile' },
  { href: '/settings/digest', text: 'Digest' },
  ...(viewer.isStaff ? [{ href: '/staff', text: 'Staff' }] : []),
];

/** A page below the staff console's front page is part of it. */
const currentOf = ({ path }: Viewer, href: string): 'page' | 'true' | undefined => {
  if (path === href) return 'page';
  return href === '/staff' && path.startsWith('/staff/') ? 'true' : undefined;
};

const Navigation = ({ viewer }: { viewer: Viewer }) => (
  <>
    <nav aria-label="Main">
      <ul class="nav">
        {linksOf(viewer).map(({ href, text }) => (
          <li>
            <a href={href} aria-current={currentOf(viewer, href)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <form class="sign-out" method="post" action="/sign-out">
      <button type="submit">Sign out</button>
    </form>
  </>
);

/** What every page is set in: its title, the way around, and its own content. */
export interface LayoutProps {
  readonly title: string;
  readonly viewer: Viewer | undefined;
  readonly children: Child;
}

/** The whole document around a page's content; a person can jump to the content, and nothing in it runs a script. */
export const Layout = ({ title, viewer, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{`${title} · Colloquy`}</title>
      <link rel="icon" href={icon.path} type="image/svg+xml" />
      <link rel="stylesheet" href={stylesheet.path} />
    </head>
    <body>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="top">
        <div class="wrap">
          <a class="brand" href="/">
            <img src={icon.path} alt="" width="30" height="30" />
            Colloquy
          </a>
          {viewer && <Navigation viewer={viewer} />}
        </div>
      </header>
      <main id="content" tabindex={-1} class="wrap">
        {children}
      </main>
      <footer class="foot">
        <div class="wrap">
          {viewer && (
            <span>
              Signed in as {viewer.name}. Times are in {viewer.timeZone.replaceAll('_', ' ')}.
            </span>
          )}
          <span>
            Colloquy: the work of learning communities, recognised. <a href="/about">About this site</a>
          </span>
        </div>
      </footer>
    </body>
  </html>
);

/** One step on the way from home to a page. */
export interface TrailStep {
  readonly href: string;
  readonly text: string;
}

/** The head of a page: the way back up, its title, and a sentence on what it is for. */
export const PageHead = ({
  title,
  trail = [],
  children,
}: {
  readonly title: string;
  readonly trail?: readonly TrailStep[];
  readonly children?: Child;
}) => (
  <div class="page-head">
    {trail.length > 0 && (
      <nav class="trail" aria-label="Where you are">
        <ol class="trail-steps">
          {trail.map(({ href, text }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ol>
      </nav>
    )}
    <h1>{title}</h1>
    {children}
  </div>
);
