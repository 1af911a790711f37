import { Construct } from 'constructs';
import type { EventName } from '../shared/events/catalogue.ts';
import { raiseDoubtAlarm } from './constructs/alarm.ts';
import { Reaction } from './constructs/reaction.ts';
import type { Mail } from './mail.ts';
import { describe, type Parts } from './parts.ts';
import { sendersOf } from './senders.ts';
import type { State } from './state.ts';

const REQUESTED: EventName = 'digest.requested';

/**
 * Digests that staff ask for, again for their member or as a test for themselves: a queue of their own, so that they do
 * not wait behind all those that are due, and the pages neither wait for mail nor may send any.
 */
export class AskedDigests extends Construct {
  readonly resend: Reaction;

  constructor(scope: Construct, id: string, parts: Parts & { state: State; mail: Mail; publicUrl: string }) {
    super(scope, id);
    const { stage, state, mail, publicUrl, alarmTopic } = parts;
    const { community, credentials } = state.tables;

    this.resend = new Reaction(this, 'ResendDigest', {
      ...describe(parts, 'resend-digest', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
        PUBLIC_URL: publicUrl,
        ...mail.sender,
      }),
      bus: state.bus,
      events: { detailType: [REQUESTED] },
      batchSize: 1,
      maxConcurrency: sendersOf(stage).asked,
      alarm: {
        meaning:
          'Staff asked for a digest, again for a member or as a test, and it could not be sent. Digests that are due are not affected.',
        action:
          'read the reason on the messages in the dead-letter queue; mend what it names (an SES limit, an unverified domain) and redrive as "Redrive" in docs/operations.md says. None is sent twice.',
      },
      alarmTopic,
    });
    state.allow(this.resend.consumer, 'community', ['BatchGetItem', 'GetItem', 'Query']);
    // What it writes: the request, and the claim on the window that is sent again.
    state.allow(this.resend.consumer, 'community', ['PutItem', 'UpdateItem'], {
      only: { partitions: ['ORG#*#MEMBER#*'] },
    });
    state.allow(this.resend.consumer, 'credentials', ['Query']);
    mail.allowSending(this.resend.consumer);

    raiseDoubtAlarm(this, {
      meaning:
        'A digest that staff asked for was perhaps sent and perhaps not. It is not sent again by itself, so that nobody gets it twice.',
      action:
        'tell the staff of the organization to look at /staff/digests/review, ask whoever it was for whether it arrived, and say so there. See "Digests" in docs/operations.md.',
      service: 'resend-digest',
      metricName: 'DigestRequestsInDoubt',
      topic: alarmTopic,
    });
  }
}
