import { html } from 'hono/html';
import type { Markup } from '../page.ts';
import { plainReason } from '../plain-reason.ts';
import type { DeadLetter } from '../source.ts';
import { consolePage, counted, prettyJson, ROOT, time } from './parts.ts';

/** Most dead letters of one queue that a page shows; the button redrives all. */
const LETTERS_SHOWN = 50;

const redriveForm = (queue: string, label: string, messageId?: string): Markup => html`
<form method="post" action="${ROOT}/redrive">
<input type="hidden" name="queue" value="${queue}">
${messageId === undefined ? '' : html`<input type="hidden" name="messageId" value="${messageId}">`}
<button type="submit">${label}</button></form>`;

const letterCard = (letter: DeadLetter): Markup => html`
<li class="card">
<p class="bad">${plainReason(letter.reason)}</p>
<dl>
${letter.kind === undefined ? '' : html`<dt>Kind</dt><dd>${letter.kind}</dd>`}
${letter.field === undefined ? '' : html`<dt>Field</dt><dd><code>${letter.field}</code></dd>`}
<dt>Set aside</dt><dd>${time(letter.at)}</dd>
<dt>Message</dt><dd><code>${letter.messageId}</code>, received ${counted(letter.receives, 'time')}</dd>
</dl>
<details><summary>What it says</summary><pre tabindex="0">${prettyJson(letter.body)}</pre></details>
${redriveForm(letter.queue, 'Redrive this one', letter.messageId)}
</li>`;

const heading = (rank: 'h2' | 'h3', text: string): Markup =>
  rank === 'h2' ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`;

/** The dead letters, queue by queue, each with its reason and a button that sends it back; `rank` is that of a queue's heading. */
export const deadLettersByQueue = (letters: readonly DeadLetter[], rank: 'h2' | 'h3'): Markup => {
  const queues = Object.entries(Object.groupBy(letters, ({ queue }) => queue));
  if (queues.length === 0) return html`<p>None: nothing was set aside.</p>`;
  return html`${queues.map(
    ([queue, all = []]) => html`
${heading(rank, `${queue}: ${counted(all.length, 'dead letter')}`)}
<p>${redriveForm(queue, `Redrive all of ${queue}`)}</p>
${all.length > LETTERS_SHOWN ? html`<p class="soft">The latest ${LETTERS_SHOWN} are shown.</p>` : ''}
<ul class="plain">${all.slice(0, LETTERS_SHOWN).map(letterCard)}</ul>`,
  )}`;
};

/** The page of dead letters. */
export const deadLettersPage = (letters: readonly DeadLetter[]): Markup =>
  consolePage(`${ROOT}/dead-letters`, 'Dead letters', [
    html`<p>What could not be done, and why. Put right what was wrong, then send it back to be tried again.</p>`,
    deadLettersByQueue(letters, 'h2'),
  ]);
