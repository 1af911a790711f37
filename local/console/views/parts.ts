import { html } from 'hono/html';
import { type Markup, page } from '../page.ts';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An instant in words, in UTC. */
export const instantText = (instant: string): string => `${format.format(new Date(instant))} UTC`;

/** An instant for people and machines. */
export const time = (instant: string): Markup =>
  html`<time datetime="${instant}">${instantText(instant)}</time>`;

/** JSON with an indentation, where the text is JSON; the text itself where it is not. */
export const prettyJson = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** `1 message`, `2 messages`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;

/** A table that scrolls by itself on a narrow screen, also with the keyboard. */
export const table = (label: string, head: Markup, rows: readonly Markup[]): Markup => html`
<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;

/** Everything the console answers under. */
export const ROOT = '/_local';

const links = [
  [ROOT, 'Overview'],
  [`${ROOT}/dead-letters`, 'Dead letters'],
  [`${ROOT}/events`, 'Events'],
  [`${ROOT}/mails`, 'Outbox'],
  ['/', 'The system itself'],
] as const;

/** A page of the console, `path` being its own. */
export const consolePage = (path: string, title: string, content: Markup | readonly Markup[]): Markup =>
  page({
    title,
    lead: 'Colloquy on this machine: what waits, what went wrong, what happened, and what time it is.',
    navigation: html`<nav aria-label="Console"><ul>${links.map(
      ([href, label]) =>
        html`<li><a href="${href}" ${href === path ? html`aria-current="page"` : ''}>${label}</a></li>`,
    )}</ul></nav>`,
    content,
  });
