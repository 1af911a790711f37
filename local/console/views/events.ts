import { html } from 'hono/html';
import * as z from 'zod';
import type { Markup } from '../page.ts';
import type { SeenEvent } from '../source.ts';
import { consolePage, prettyJson, ROOT, table, time } from './parts.ts';

/** What the table reads from an event, where it is there: anything may have been put on the bus. */
const Glance = z.object({
  time: z.iso.datetime().optional().catch(undefined),
  data: z
    .object({ member: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const glance = (detail: string): z.output<typeof Glance> => {
  try {
    return Glance.safeParse(JSON.parse(detail)).data ?? {};
  } catch {
    // Not JSON: the row shows the text, and has no member and no time of its own.
    return {};
  }
};

const row = (event: SeenEvent): Markup => {
  const { time: at, data } = glance(event.detail);
  return html`<tr>
<th scope="row">${event.detailType}</th>
<td>${time(at ?? event.receivedAt)}</td>
<td>${event.source}</td>
<td>${data?.member ?? ''}</td>
<td><details><summary>Whole event</summary>
<p class="soft">The bus took it ${time(event.receivedAt)}.</p><pre tabindex="0">${prettyJson(event.detail)}</pre></details></td></tr>`;
};

/** Events in a table, as given. */
export const eventTable = (events: readonly SeenEvent[]): Markup =>
  events.length === 0
    ? html`<p>None yet. Write a post, and it shows here.</p>`
    : table(
        'Events',
        html`<th scope="col">Event</th><th scope="col">Happened</th><th scope="col">From</th><th scope="col">Member</th><th scope="col">Content</th>`,
        events.map(row),
      );

/** The page of events. */
export const eventsPage = (events: readonly SeenEvent[]): Markup =>
  consolePage(`${ROOT}/events`, 'Events', [
    html`<p>What the bus took lately, the latest first.</p>`,
    eventTable(events),
  ]);
