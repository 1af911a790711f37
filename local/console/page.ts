import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

/** Markup that was escaped where it had to be. */
export type Markup = ReturnType<typeof html>;

/** The text of a markup, to be sent. */
export const render = async (markup: Markup): Promise<string> => (await markup).toString();

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d0d7de;
  --field: #f6f8fa; --link: #0550ae; --bad: #a40e26; --good: #116329; --act: #0550ae; --act-ink: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9ea7b3; --paper: #0d1117; --line: #3d444d;
  --field: #161b22; --link: #79b8ff; --bad: #ff9492; --good: #7ee787; --act: #79b8ff; --act-ink: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--link); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 1px solid var(--line); }
header p, .soft { color: var(--soft); margin: .25rem 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .5rem 0 0; padding: 0; }
h1, h2, h3, button { overflow-wrap: anywhere; max-width: 100%; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; }
section { scroll-margin-top: 1rem; }
.scroll { overflow-x: auto; } .scroll:focus-visible, a:focus-visible, button:focus-visible, input:focus-visible,
summary:focus-visible, pre:focus-visible, textarea:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: var(--field); border: 1px solid var(--line); border-radius: .375rem; padding: .75rem;
  overflow-x: auto; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
code { overflow-wrap: anywhere; }
form { display: inline; } .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .75rem 0; }
label { display: block; color: var(--soft); }
form.card { display: block; } textarea { display: block; width: 100%; padding: .5rem; }
button, input, textarea { font: inherit; min-height: 2.75rem; padding: .4rem .9rem; border-radius: .375rem;
  border: 1px solid var(--soft); background: var(--field); color: var(--ink); }
button { cursor: pointer; } button.main { background: var(--act); border-color: var(--act); color: var(--act-ink); }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0; }
.bad { color: var(--bad); font-weight: 600; } .good { color: var(--good); font-weight: 600; }
ul.plain { list-style: none; padding: 0; }
.people { list-style: none; padding: 0; display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
.people form { display: block; height: 100%; }
.people button { width: 100%; height: 100%; text-align: left; } .people strong { display: block; }
.people span { display: block; color: var(--soft); }
iframe { width: 100%; height: 36rem; border: 1px solid var(--line); border-radius: .375rem; background: #ffffff; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } }
`;

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a browser may do with a page of this machine: no script but the one given, no other site's anything. */
const pagePolicy = ({ script }: { script?: string } = {}): string =>
  [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    `script-src ${script === undefined ? "'none'" : hashSource(script)}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers of every page of this machine. */
export const pageHeaders = (options: { script?: string } = {}): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy(options),
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});

/** What the frame of a page is filled with. `script` is run as it stands; it must be a constant of this program. */
export interface PageParts {
  readonly title: string;
  readonly lead?: Markup | string;
  readonly navigation?: Markup;
  readonly content: Markup | readonly Markup[];
  readonly script?: string;
}

/** One whole page of this machine: plain, the same in light and dark, readable on a phone. */
export const page = ({ title, lead, navigation, content, script }: PageParts): Markup =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Colloquy on this machine</title>
<style>${raw(style)}</style>
${script === undefined ? '' : html`<script>${raw(script)}</script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<h1>${title}</h1>
${lead === undefined ? '' : html`<p>${lead}</p>`}
${navigation ?? ''}
</header>
<main id="main" tabindex="-1">
${content}
</main>
</body>
</html>`;
