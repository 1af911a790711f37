import { type EventName, type EventOf, typeOf } from '../../shared/events/catalogue.ts';
import { parseEvent } from '../../shared/events/parse-event.ts';

/** An event of a test, from what matters in it. */
export const eventOf = <Name extends EventName>(
  name: Name,
  data: Partial<EventOf<Name>['data']>,
  more: Partial<Pick<EventOf, 'id' | 'source' | 'time' | 'organization'>> = {},
): EventOf =>
  parseEvent({
    specversion: '1.0',
    id: `${name}-1`,
    source: 'https://forum.example.org',
    type: typeOf(name),
    time: '2026-03-02T15:04:05Z',
    organization: 'midland',
    ...more,
    data: { member: 'ada', community: 'algebra', ...data },
  });

/** A post by its id, kind and author. */
export const postOf = (
  id: string,
  kind: 'topic' | 'reply' | 'comment' = 'reply',
  more: { member?: string; community?: string; time?: string; organization?: string } = {},
): EventOf => {
  const { member = 'ada', community = 'algebra', ...envelope } = more;
  return eventOf(
    'post.created',
    { member, community, post: id, kind, topic: 't1', title: 'A title', excerpt: '' },
    { id, ...envelope },
  );
};

/** The message a queue holds for an event that came over the bus. */
export const busMessage = (event: object, changes: Readonly<Record<string, unknown>> = {}): string => {
  const { source, type } = event as { source: string; type: string };
  return JSON.stringify({
    version: '0',
    source,
    'detail-type': type.replace(/^colloquy\./, '').replace(/\.v\d+$/, ''),
    detail: event,
    ...changes,
  });
};
