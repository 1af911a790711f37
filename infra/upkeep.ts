import { Construct } from 'constructs';
import { Schedule } from './constructs/schedule.ts';
import { describe, type Parts } from './parts.ts';
import type { Signing } from './signing.ts';
import type { State } from './state.ts';

/** What is done again from time to time though nothing happened: status lists run out, and are published again. */
export class Upkeep extends Construct {
  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; signing: Signing; publicUrl: string },
  ) {
    super(scope, id);
    const { state, signing, publicUrl, alarmTopic } = parts;
    const refresh = new Schedule(this, 'RefreshStatusLists', {
      ...describe(parts, 'refresh-status-lists', {
        CREDENTIALS_TABLE: state.tables.credentials.tableName,
        SIGNING_KEY: signing.key.keyArn,
        PUBLIC_URL: publicUrl,
      }),
      expression: 'rate(1 day)',
      giveUpAfter: 60,
      alarm: {
        meaning:
          'Status lists that run out within a week could not be published again. Every badge still verifies; once a list has run out, badges in it are refused elsewhere until it is published.',
        action:
          'within the week: read the log of refresh-status-lists for the reason (most often the signing key could not be used) and mend it; the next daily run publishes what is due. See "Status lists and changed addresses" in docs/operations.md.',
      },
      alarmTopic,
    });
    state.allow(refresh.consumer, 'credentials', ['GetItem', 'PutItem', 'Query']);
    signing.allowSigning([refresh.consumer]);
  }
}
