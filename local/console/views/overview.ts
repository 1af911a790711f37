import { html } from 'hono/html';
import type { MailSummary } from '../../mail/model.ts';
import type { Markup } from '../page.ts';
import type { DeadLetter, SeenEvent, Status } from '../source.ts';
import { deadLettersByQueue } from './dead-letters.ts';
import { eventTable } from './events.ts';
import { mailTable } from './mails.ts';
import { consolePage, counted, ROOT, table, time } from './parts.ts';

/** All that the overview shows. */
export interface Overview {
  readonly status: Status;
  readonly deadLetters: readonly DeadLetter[];
  readonly events: readonly SeenEvent[];
  readonly mails: readonly MailSummary[];
  /** What was just done, to be told. */
  readonly notice: string | undefined;
}

const clockButtons = [
  ['15-minutes', '+15 minutes'],
  ['1-hour', '+1 hour'],
  ['next-morning', 'To the next morning, 07:00 UTC'],
  ['1-day', '+1 day'],
  ['1-week', '+1 week'],
] as const;

const clock = ({ now, clockOffset }: Status): Markup => html`
<section id="clock" aria-labelledby="clock-title">
<h2 id="clock-title">Clock</h2>
<p>It is ${time(now)}. ${clockOffset === 0 ? 'This is real time.' : html`<strong>This is not real time</strong>: the clock was set, and goes on from there.`}</p>
<form class="row" method="post" action="${ROOT}/clock">
${clockButtons.map(([choice, label]) => html`<button type="submit" name="choice" value="${choice}">${label}</button>`)}
${clockOffset === 0 ? '' : html`<button type="submit" name="choice" value="real-time">Back to real time</button>`}
</form>
<form class="row" method="post" action="${ROOT}/clock">
<div><label for="now">Exact time, in UTC</label>
<input id="now" name="now" type="datetime-local" step="1" required value="${now.slice(0, 19)}"></div>
<button type="submit">Set the clock</button></form>
</section>`;

const queues = ({ queues: all }: Status): Markup => html`
<section id="queues" aria-labelledby="queues-title">
<h2 id="queues-title">Queues</h2>
${
  all.length === 0
    ? html`<p>There are no queues.</p>`
    : table(
        'Queues',
        html`<th scope="col">Queue</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">In hand</th><th scope="col">What it holds</th>`,
        all.map(
          ({ name, visible, inFlight, deadLetters }) => html`<tr>
<th scope="row">${name}</th><td class="number">${visible}</td><td class="number">${inFlight}</td>
<td>${deadLetters === undefined ? 'Work' : deadLetters === 0 ? 'Dead letters: none' : html`<a class="bad" href="${ROOT}/dead-letters">${counted(deadLetters, 'dead letter')}</a>`}</td></tr>`,
        ),
      )
}
</section>`;

const streams = ({ streams: all }: Status): Markup => html`
<section id="streams" aria-labelledby="streams-title">
<h2 id="streams-title">Streams</h2>
${
  all.length === 0
    ? html`<p>There are no streams.</p>`
    : table(
        'Streams',
        html`<th scope="col">Table</th><th scope="col">Read by</th><th scope="col" class="number">Changes behind</th>`,
        all.map(
          ({ table: name, consumer, behind }) => html`<tr>
<th scope="row">${name}</th><td>${consumer}</td><td class="number">${behind}</td></tr>`,
        ),
      )
}
</section>`;

const wiring = ({ outputs, endpoints }: Status): Markup => html`
<section id="wiring" aria-labelledby="wiring-title">
<h2 id="wiring-title">Where things are</h2>
<p class="soft">For a program on this machine that uses the AWS SDK. Any region and any credentials will do.</p>
<dl>${[...Object.entries(endpoints), ...Object.entries(outputs)].map(
  ([name, value]) => html`<dt>${name}</dt><dd><code>${value}</code></dd>`,
)}</dl>
</section>`;

/** The console's first page: everything at a glance. */
export const overviewPage = ({ status, deadLetters, events, mails, notice }: Overview): Markup =>
  consolePage(ROOT, 'This machine', [
    notice === undefined ? html`` : html`<p role="status" class="card">${notice}</p>`,
    html`<p>${status.idle ? html`<span class="good">Idle</span>: all work is done.` : html`<strong>At work.</strong>`}
<a href="${ROOT}">Look again</a></p>`,
    clock(status),
    queues(status),
    streams(status),
    html`<section id="dead-letters" aria-labelledby="dead-letters-title">
<h2 id="dead-letters-title">Dead letters</h2>
${deadLettersByQueue(deadLetters, 'h3')}</section>
<section id="events" aria-labelledby="events-title">
<h2 id="events-title">Latest events</h2>
${eventTable(events)}<p><a href="${ROOT}/events">More events</a></p></section>
<section id="outbox" aria-labelledby="outbox-title">
<h2 id="outbox-title">Outbox</h2>
${mailTable(mails)}<p><a href="${ROOT}/mails">The whole outbox</a></p></section>`,
    wiring(status),
  ]);
