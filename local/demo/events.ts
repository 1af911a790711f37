import type { EventOf } from '../../shared/events/catalogue.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import type { DemoActivity, DemoContent, DemoMeeting } from './model.ts';
import { instantOf } from './moments.ts';

/** The `source` of the demo's events that no item of this system carries. */
const DEMO_SOURCE = 'colloquy.demo';

/** A meeting as what happened in it: it was held, and each of them attended. */
const activitiesOf = ({ heldBy, attendedBy, at, title, ...meeting }: DemoMeeting): DemoActivity[] => [
  { name: 'meeting.held', at, data: { ...meeting, member: heldBy, title } },
  ...[heldBy, ...attendedBy].map(
    (member): DemoActivity => ({ name: 'meeting.attended', at, data: { ...meeting, member } }),
  ),
];

/**
 * What members did elsewhere (meetings, videos, coaching), as events with their own past times, the oldest first. An
 * event's id is made of what it tells, so that the same is the same event however often it is put.
 */
export const eventsElsewhere = (
  { organization: { organization }, meetings, activities }: DemoContent,
  day: Date,
): EventOf[] =>
  [...meetings.flatMap(activitiesOf), ...activities]
    .map(({ name, at, data }) => {
      const time = instantOf(at, day).toISOString();
      return makeEvent(name, {
        id: `${name}/${data.member}/${time}`,
        source: DEMO_SOURCE,
        time,
        organization,
        subject: data.member,
        data,
      });
    })
    .sort((a, b) => a.time.localeCompare(b.time));
