import * as z from 'zod';
import type { ConsoleSource, SeenEvent } from '../console/source.ts';
import type { LocalSystem } from '../index.ts';
import type { LocalMail } from '../mail/index.ts';
import type { ReceiveMail } from '../mail/receive.ts';
import type { SeenEvent as ArchivedEvent } from './archive.ts';
import type { Machine } from './machine.ts';

const BusEvent = z.object({ source: z.string(), 'detail-type': z.string(), detail: z.custom<object>() });

const asSeen = ({ receivedAt, event }: ArchivedEvent): SeenEvent => {
  const { source, detail, 'detail-type': detailType } = BusEvent.parse(JSON.parse(event));
  return { receivedAt, source, detailType, detail: JSON.stringify(detail) };
};

/** What the console asks, answered by the system. */
export const consoleSource = (
  system: Pick<LocalSystem, 'status' | 'idle' | 'setClock'>,
  machine: Machine,
  mail: Pick<LocalMail, 'list' | 'get'> & { readonly receive: ReceiveMail },
): ConsoleSource => ({
  status: () => Promise.resolve(system.status()),
  idle: system.idle,
  setClock: system.setClock,
  // Asynchronous, so that what they throw rejects.
  deadLetters: async () => Promise.resolve(machine.deadLetters.list()),
  redrive: async (queue, messageId) => Promise.resolve(machine.deadLetters.redrive(queue, messageId)),
  recentEvents: async (limit) => Promise.resolve(machine.archive.recent(limit).map(asSeen)),
  mails: async (limit) => Promise.resolve(mail.list(limit)),
  mail: async (id) => Promise.resolve(mail.get(id)),
  receiveMail: mail.receive,
});
