import { SQSClient } from '@aws-sdk/client-sqs';
import { createHandler } from '../../functions/resend-digest/handler.ts';
import { askForDigest } from '../../shared/digests/ask-digest.ts';
import type { DigestRequest } from '../../shared/digests/request-model.ts';
import { createDigestRequestsStore } from '../../shared/digests/requests-store.ts';
import { createSources } from '../../shared/digests/sources-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { Mail } from '../../shared/platform/mail.ts';
import type { Table } from '../../shared/platform/table.ts';
import { createDigestWorld } from './digest-world.ts';
import { busMessage } from './events.ts';
import { context, queueBatch } from './invocations.ts';
import type { LocalTables } from './local-tables.ts';
import type { Mortal } from './mortal.ts';
import { keepingObserver } from './observer.ts';

/** What is asked for, as far as a test says it. */
export type Asked = Pick<DigestRequest, 'request' | 'kind'> & Partial<Pick<DigestRequest, 'member' | 'by'>>;

/**
 * A world with a digest of Ana's that was sent at seven, a member of the staff (Petra), and the function that answers
 * what staff ask for, as Lambda calls it.
 */
export const createResendWorld = async (tables: LocalTables, organization: string) => {
  const world = createDigestWorld(tables, organization);
  await world.found('algebra');
  await world.join('ana', ['algebra']);
  await world.join('ben', ['algebra']);
  await world.stores.members.addMember({
    organization,
    member: 'petra',
    name: 'Petra Example',
    email: `petra@${organization}.example.org`,
    role: 'staff',
    joinedAt: '2026-11-01T00:00:00.000Z',
  });
  await world.post({ post: 't1', member: 'ben', postedAt: '2026-11-20T05:00:00.000Z' });
  await world.stores.digests.setCursor({ hour: '2026-11-20T07' });
  await world.run('2026-11-20T07:16:00.000Z');
  world.mails.length = 0;
  world.now = new Date('2026-11-20T09:00:00.000Z');
  const requests = createDigestRequestsStore(tables.community);
  const { observer } = keepingObserver();
  let minted = 0;

  return {
    world,
    requests,
    window: { from: '2026-11-20T00:00:00.000Z', until: '2026-11-20T07:00:00.000Z' },

    /** Keeps a request; returns the event that rides on it. */
    async ask({ request, kind, member = 'ana', by = 'petra' }: Asked): Promise<EventOf<'digest.requested'>> {
      const asked = askForDigest(
        {
          ...{ organization, member, by, request, kind, from: '2026-11-20T00:00:00.000Z' },
          until: '2026-11-20T07:00:00.000Z',
          ...(kind === 'resend' && { reason: 'She deleted it.' }),
        },
        { now: world.now, eventId: `asked-${String(++minted)}` },
      );
      await requests.ask(asked.request, asked.event);
      return asked.event;
    },

    /** Gives the function a request's message; true where it will come again. */
    async answer(event: EventOf<'digest.requested'>, mortal?: Mortal): Promise<boolean> {
      const through = (table: Table): Table => mortal?.table(table) ?? table;
      const community = through(tables.community);
      const send = (mail: Mail) => world.send(mail);
      const handler = createHandler({
        ...createSources(community, through(tables.credentials)),
        digests: createDigestsStore(community),
        requests: createDigestRequestsStore(community),
        standings: createMailStandingsStore(community),
        send: (mail) => (mortal ? mortal.call('SendEmail', () => send(mail)) : send(mail)),
        place: { publicUrl: 'https://colloquy.example.org', mailFrom: 'digests@colloquy.example.org' },
        clock: () => world.now,
        ids: () => `sent-${String(++minted)}`,
        deadLetters: {
          client: new SQSClient({ region: 'eu-west-1' }),
          queueUrl: 'https://queue.example.org/dead',
          maxReceives: 100,
        },
        observer,
      });
      const { batchItemFailures } = await handler(queueBatch([busMessage(event)]), context);
      return batchItemFailures.length > 0 || mortal?.isDead() === true;
    },
  };
};

/** @see createResendWorld */
export type ResendWorld = Awaited<ReturnType<typeof createResendWorld>>;
