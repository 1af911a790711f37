import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { eventsToTell } from './mail-events.ts';

/**
 * The rules under which mail is sent of all organizations that have none of their own. Those that have one are no part
 * of the template: `npm run mail:organizations` makes a set and a tenant when an organization joins.
 *
 * The set keeps addresses that do not exist from being written to again, whoever wrote; complaints it does not share,
 * because they are about one organization: `shared/mail/standing.ts` keeps those apart.
 */
export class MailSet extends Construct {
  constructor(scope: Construct, id: string, props: { readonly name: string; readonly trackOpens: boolean }) {
    super(scope, id);
    const set = new ConfigurationSet(this, 'Set', {
      configurationSetName: props.name,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_ONLY,
    });
    set.addEventDestination('Feedback', {
      // SES can tell the account's default bus and no other; from there a rule takes what it needs. These events
      // carry addresses, so they are kept off the system's own bus, whose archive never forgets.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: eventsToTell(props).map((event) => EmailSendingEvent[event]),
    });
  }
}
