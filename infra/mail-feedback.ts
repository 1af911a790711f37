import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { ownMailPrefix } from '../shared/mail/mail-route.ts';
import { Reaction } from './constructs/reaction.ts';
import { mailEvents } from './mail-events.ts';
import { describe, type Parts } from './parts.ts';
import { stackName } from './stage.ts';
import type { State } from './state.ts';

/** What became of mail, from SES to the records: who has to be left alone, and each day's figures. */
export class MailFeedback extends Construct {
  readonly record: Reaction;

  constructor(scope: Construct, id: string, parts: Parts & { state: State }) {
    super(scope, id);
    const { stage, state, alarmTopic } = parts;
    const shared = stackName(stage.name);
    this.record = new Reaction(this, 'RecordMailFeedback', {
      ...describe(parts, 'record-mail-feedback', { COMMUNITY_TABLE: state.tables.community.tableName }),
      bus: EventBus.fromEventBusName(this, 'DefaultBus', 'default'),
      events: {
        source: ['aws.ses'],
        detailType: Object.values(mailEvents),
        // Everything in the account tells the default bus; this stage's sets have these names and no other has.
        detail: {
          mail: { tags: { 'ses:configuration-set': [shared, { prefix: ownMailPrefix(shared) }] } },
        },
      },
      // One transaction counts a whole batch of an organization, so that a fuller batch costs less.
      batchSize: 50,
      batchWindow: 20,
      alarm: {
        meaning:
          'What became of some mails could not be recorded. Mail goes on; addresses that bounced or complained meanwhile may be written to again, and the figures at /staff/mail are too low.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. Nothing is counted twice. The messages hold addresses: copy them nowhere.',
      },
      alarmTopic,
    });
    state.allow(this.record.consumer, 'community', ['GetItem']);
    // What it writes: how a member's address stands, what became of a mail on its claim, and the day's figures.
    state.allow(this.record.consumer, 'community', ['PutItem'], { only: { partitions: ['ORG#*#MEMBER#*'] } });
    state.allow(this.record.consumer, 'community', ['UpdateItem'], {
      only: { partitions: ['ORG#*#MEMBER#*', 'ORG#*#MAIL-COUNTS'] },
    });
  }
}
