import { Construct } from 'constructs';
import type { EventName } from '../shared/events/catalogue.ts';
import { raiseDoubtAlarm } from './constructs/alarm.ts';
import { Reaction } from './constructs/reaction.ts';
import type { Mail } from './mail.ts';
import { describe, type Parts } from './parts.ts';
import { sendersOf } from './senders.ts';
import type { State } from './state.ts';

/** What members are told of at once, or reminded of. */
const told = [
  'post.created',
  'coaching.requested',
  'cycle.started',
  'cycle.step-completed',
  'cycle.rescheduled',
  'notice.published',
] as const satisfies EventName[];

/** Mail that does not wait for a digest: bus → queue → notify; the planner sends to the same queue what falls due. */
export class Notifications extends Construct {
  readonly notify: Reaction;

  constructor(scope: Construct, id: string, parts: Parts & { state: State; mail: Mail; publicUrl: string }) {
    super(scope, id);
    const { stage, state, mail, publicUrl, alarmTopic } = parts;
    this.notify = new Reaction(this, 'Notify', {
      ...describe(parts, 'notify', {
        COMMUNITY_TABLE: state.tables.community.tableName,
        PUBLIC_URL: publicUrl,
        ...mail.sender,
      }),
      bus: state.bus,
      events: { detailType: [...told] },
      batchSize: 5,
      maxConcurrency: sendersOf(stage).notifications,
      feedsItself: true,
      alarm: {
        meaning:
          'Members were not told at once of a reply, a mention, a coaching request, a deadline or an urgent notice. Nobody is told twice; what is in digests is told there.',
        action:
          'read the reason on the messages in the dead-letter queue; mend what it names and redrive the same day, as "Redrive" in docs/operations.md says: what is older than a day is told nobody.',
      },
      alarmTopic,
    });
    state.allow(this.notify.consumer, 'community', ['BatchGetItem', 'GetItem', 'Query'], { index: true });
    // What it writes: a member's notes and first schedule with its link, a cycle's reminders under its community,
    // addresses to answer at; how a notice stands, and the day's figures.
    const [member, community] = ['ORG#*#MEMBER#*', 'ORG#*#COMMUNITY#*'];
    state.allow(this.notify.consumer, 'community', ['PutItem'], {
      only: { partitions: [member, community, 'REPLY#*', 'UNSUBSCRIBE#*'] },
    });
    state.allow(this.notify.consumer, 'community', ['UpdateItem'], {
      only: { partitions: [member, 'ORG#*#MAIL-COUNTS', 'ORG#*#NOTICE#*', 'ORG#*#NOTICES'] },
    });
    state.allow(this.notify.consumer, 'community', ['DeleteItem'], {
      only: { partitions: [member, community] },
    });
    mail.allowSendingBulk(this.notify.consumer);

    raiseDoubtAlarm(this, {
      meaning:
        'A notification was perhaps mailed and perhaps not: the connection to SES broke off, or the function ended, while it was on its way. It is not sent again by itself, so that nobody gets it twice.',
      action:
        'open the review list of the organization, ask the member whether it arrived and say so there: what did not arrive is then told again. See "Digests" in docs/operations.md.',
      service: 'notify',
      metricName: 'NotificationsInDoubt',
      topic: alarmTopic,
    });
  }
}
