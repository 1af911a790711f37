import { Match } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { EventName } from '../shared/events/catalogue.ts';
import { Reaction } from './constructs/reaction.ts';
import { StreamReaction } from './constructs/stream-reaction.ts';
import { describe, type Parts } from './parts.ts';
import type { Signing } from './signing.ts';
import type { State } from './state.ts';

/** An event with one of these names, whoever raised it. */
const named = (...names: EventName[]) => ({ detailType: names });

/** A change that carries an event: publish-events then looks whether it is a new one. */
const carriesEvent = { dynamodb: { NewImage: { event: { M: { id: { S: [{ exists: true }] } } } } } };

/** A credential in a member's profile that stands now: the last badge that a pathway needs may be among them. */
const standingBadge = {
  dynamodb: { NewImage: { sk: { S: [{ prefix: 'CREDENTIAL#' }] }, standing: { S: ['valid'] } } },
};

/** From what members do to credit: everything that reacts to events and to changed records. */
export class Reactions extends Construct {
  readonly publishEvents: StreamReaction;
  readonly recordEngagement: Reaction;
  readonly recordFeed: Reaction;
  readonly award: StreamReaction;
  readonly awardBatch: Reaction;
  readonly issueCredential: Reaction;
  readonly publishStatusLists: Reaction;
  readonly reissueCredentials: Reaction;
  readonly creditMeeting: Reaction;

  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; signing: Signing; publicUrl: string },
  ) {
    super(scope, id);
    const { state, signing, publicUrl, alarmTopic } = parts;
    const { community, engagement, credentials } = state.tables;

    this.publishEvents = new StreamReaction(this, 'PublishEvents', {
      ...describe(parts, 'publish-events', { EVENT_BUS: state.bus.eventBusName }),
      sources: {
        OfCommunity: state.changesOf('community', carriesEvent),
        OfCredentials: state.changesOf('credentials', carriesEvent),
      },
      batchSize: 100,
      retryAttempts: 5,
      alarm: {
        meaning:
          'Events that ride on saved changes could not be published. The changes are safe; what they should have set off (engagement, badges, digests) has not happened.',
        action:
          'the same day, while the stream still holds them: read the log of publish-events for the reason, mend it, then publish the events again as "Publishing again" in docs/operations.md says.',
      },
      alarmTopic,
    });
    this.publishEvents.consumer.may(['events:PutEvents'], state.bus.eventBusArn);
    state.allowKey(this.publishEvents.consumer, { write: false });

    this.recordEngagement = new Reaction(this, 'RecordEngagement', {
      ...describe(parts, 'record-engagement', {
        COMMUNITY_TABLE: community.tableName,
        ENGAGEMENT_TABLE: engagement.tableName,
      }),
      bus: state.bus,
      // Every event: this is the one consumer that refuses aloud what is malformed or has a name nobody knows.
      events: { source: Match.prefix('') },
      batchSize: 100,
      batchWindow: 1,
      alarm: {
        meaning:
          'Events were not counted as engagement: they are malformed, of an unknown type or organization, or failed five times. Members may miss credit until they are counted.',
        action:
          'read the reason on the messages in the dead-letter queue; if the producer is at fault, tell them and delete; if we are, mend it and redrive, as "Redrive" in docs/operations.md says. Counting twice is impossible.',
      },
      alarmTopic,
    });
    state.allow(this.recordEngagement.consumer, 'community', ['GetItem']);
    state.allow(this.recordEngagement.consumer, 'engagement', ['Query', 'UpdateItem']);

    this.recordFeed = new Reaction(this, 'RecordFeed', {
      ...describe(parts, 'record-feed', { COMMUNITY_TABLE: community.tableName }),
      bus: state.bus,
      events: named(
        'post.created',
        'post.removed',
        'member.joined',
        'resource.shared',
        'meeting.held',
        'video.shared',
        'challenge.opened',
      ),
      batchSize: 100,
      batchWindow: 1,
      alarm: {
        meaning:
          'Posts or news (who joined, what was shared, held or opened) did not reach the feed, or posts that were removed are still in it, so digests and home pages are not as they should be. Engagement is counted separately and not affected.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. What is already in the feed stays there once, and what arrives late is told in the next digest.',
      },
      alarmTopic,
    });
    state.allow(this.recordFeed.consumer, 'community', ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']);

    this.award = new StreamReaction(this, 'Award', {
      ...describe(parts, 'award', {
        COMMUNITY_TABLE: community.tableName,
        ENGAGEMENT_TABLE: engagement.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
      }),
      sources: {
        OfEngagement: state.changesOf('engagement'),
        OfBadges: state.changesOf('credentials', standingBadge),
      },
      batchSize: 100,
      batchWindow: 1,
      retryAttempts: 5,
      alarm: {
        meaning:
          'Changed engagement records or badges were not looked at for awards, so members may be without credit or a badge they have earned.',
        action:
          'read the log of award for the reason, mend it, and run npm run awards:backfill, which looks at every record again and grants nothing twice. See "Awards" in docs/operations.md.',
      },
      alarmTopic,
    });
    state.allow(this.award.consumer, 'community', ['GetItem', 'Query']);
    state.allow(this.award.consumer, 'engagement', ['Query']);
    state.allow(this.award.consumer, 'credentials', ['PutItem', 'Query']);

    this.awardBatch = new Reaction(this, 'AwardBatch', {
      ...describe(parts, 'award-batch', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
      }),
      bus: state.bus,
      events: named('award-batch.confirmed'),
      // A message is a hundred grants.
      batchSize: 2,
      alarm: {
        meaning:
          'Part of a batch that staff confirmed was not awarded. The batch is safe; its page shows the part as running.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. Nobody is awarded twice. See "Awards by hand" there.',
      },
      alarmTopic,
    });
    state.allow(this.awardBatch.consumer, 'community', ['GetItem', 'PutItem', 'Query']);
    state.allow(this.awardBatch.consumer, 'credentials', ['BatchGetItem', 'PutItem']);

    this.issueCredential = new Reaction(this, 'IssueCredential', {
      ...describe(parts, 'issue-credential', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
        SIGNING_KEY: signing.key.keyArn,
        PUBLIC_URL: publicUrl,
      }),
      bus: state.bus,
      events: named('badge.granted'),
      batchSize: 10,
      alarm: {
        meaning:
          'Badges were granted but their credentials not issued. The grants are safe; the members do not see the badges on their profiles.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names (often a missing member or organization), and redrive as "Redrive" in docs/operations.md says. None is issued twice.',
      },
      alarmTopic,
    });
    state.allow(this.issueCredential.consumer, 'community', ['GetItem']);
    state.allow(this.issueCredential.consumer, 'credentials', [
      'BatchGetItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ]);

    this.publishStatusLists = new Reaction(this, 'PublishStatusLists', {
      ...describe(parts, 'publish-status-lists', {
        CREDENTIALS_TABLE: credentials.tableName,
        SIGNING_KEY: signing.key.keyArn,
        PUBLIC_URL: publicUrl,
      }),
      bus: state.bus,
      events: named('credential.revoked', 'credential.suspended', 'credential.reinstated'),
      // One publication holds every change of a batch, so a full batch saves the most.
      batchSize: 100,
      batchWindow: 1,
      alarm: {
        meaning:
          'Credentials were revoked, suspended or reinstated, but the public status lists do not say so yet: whoever checks a badge elsewhere is told what was true before. Pages of this system are right.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. One message of a list publishes all its changes. See "Status lists and changed addresses" there.',
      },
      alarmTopic,
    });
    state.allow(this.publishStatusLists.consumer, 'credentials', ['GetItem', 'PutItem', 'Query']);
    signing.allowSigning([this.issueCredential.consumer, this.publishStatusLists.consumer]);

    this.reissueCredentials = new Reaction(this, 'ReissueCredentials', {
      ...describe(parts, 'reissue-credentials', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
      }),
      bus: state.bus,
      events: named('member.address-changed', 'credential.reinstated'),
      batchSize: 10,
      alarm: {
        meaning:
          'The e-mail address of a member changed, but not all of their badges were granted again (or one that was suspended then was reinstated, and not). They keep those they have, which name the address before.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names, and redrive as "Redrive" in docs/operations.md says. None is issued twice. See "Status lists and changed addresses" there.',
      },
      alarmTopic,
    });
    state.allow(this.reissueCredentials.consumer, 'community', ['GetItem']);
    state.allow(this.reissueCredentials.consumer, 'credentials', [
      'BatchGetItem',
      'GetItem',
      'PutItem',
      'Query',
    ]);

    this.creditMeeting = new Reaction(this, 'CreditMeeting', {
      ...describe(parts, 'credit-meeting', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
      }),
      bus: state.bus,
      events: named('meeting.attended'),
      batchSize: 10,
      alarm: {
        meaning:
          'Meetings that members attended were not credited in their ledgers. Their engagement is counted separately and not affected.',
        action:
          'read the reason on the messages in the dead-letter queue, mend what it names (often a member who is not there yet), and redrive as "Redrive" in docs/operations.md says. A meeting is credited once. See "Credits" there.',
      },
      alarmTopic,
    });
    state.allow(this.creditMeeting.consumer, 'community', ['GetItem', 'Query']);
    state.allow(this.creditMeeting.consumer, 'credentials', ['PutItem', 'Query']);
  }
}
