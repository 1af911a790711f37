import type { ConsoleSource, DeadLetter, SeenEvent } from '../../local/console/source.ts';
import type { LocalMail } from '../../local/mail/index.ts';
import { NotFound } from '../../shared/platform/errors.ts';

/** Markup that somebody hopes will run. */
export const HOSTILE = '<script>alert("x")</script>';

const letter = (messageId: string, changes: Partial<DeadLetter> = {}): DeadLetter => ({
  queue: 'RecordEngagementDeadLetters',
  messageId,
  at: '2026-11-22T06:00:00.000Z',
  reason: 'event: data.kind: must be topic, reply or comment',
  kind: 'InvalidInput',
  field: 'data.kind',
  receives: 1,
  body: '{"detail":{"data":{"kind":"shout"}}}',
  ...changes,
});

/** The events that the bus took. */
export const seen: SeenEvent[] = [
  {
    receivedAt: '2026-11-22T06:30:00.000Z',
    source: 'colloquy',
    detailType: 'post.created',
    detail: JSON.stringify({
      time: '2026-11-21T10:00:00Z',
      data: { member: 'm-amara', title: HOSTILE },
    }),
  },
  { receivedAt: '2026-11-22T06:29:00.000Z', source: 'elsewhere', detailType: 'unknown', detail: 'not JSON' },
];

/** The local system as the console knows it, in memory, with two dead letters and two events. */
export const createConsoleSource = (mail: LocalMail, received: string[] = []) => {
  let offset = 0;
  const real = Date.parse('2026-11-22T06:40:00.000Z');
  const letters = [letter('one'), letter('two', { reason: HOSTILE, body: HOSTILE, kind: undefined })];
  const source: ConsoleSource = {
    status: () =>
      Promise.resolve({
        outputs: { PublicUrl: 'http://127.0.0.1:8787' },
        endpoints: { AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:40000' },
        now: new Date(real + offset).toISOString(),
        clockOffset: offset,
        queues: [
          { name: 'RecordEngagement', visible: 3, inFlight: 1 },
          {
            name: 'RecordEngagementDeadLetters',
            visible: letters.length,
            inFlight: 0,
            deadLetters: letters.length,
          },
        ],
        streams: [{ table: 'Community', consumer: 'PublishEvents', behind: 7 }],
        idle: offset !== 0,
      }),
    idle: () => {
      offset = 1;
      return Promise.resolve();
    },
    setClock: (now) => {
      offset = now ? now.getTime() - real : 0;
      return Promise.resolve();
    },
    deadLetters: () => Promise.resolve(letters),
    redrive: (queue, messageId) => {
      const found = letters.filter(
        (one) => one.queue === queue && [undefined, one.messageId].includes(messageId),
      );
      if (found.length === 0) return Promise.reject(new NotFound('There is no such dead letter.'));
      for (const one of found) letters.splice(letters.indexOf(one), 1);
      return Promise.resolve(found.length);
    },
    recentEvents: (limit) => Promise.resolve(seen.slice(0, limit)),
    mails: (limit) => Promise.resolve(mail.list(limit)),
    mail: (id) => mail.get(id),
    receiveMail: ({ raw }) => {
      received.push(Buffer.from(raw).toString());
      return Promise.resolve({ messageId: 'received' });
    },
  };
  return source;
};
