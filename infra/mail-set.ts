import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { eventsToTell, type MailEvent } from './mail-events.ts';

/** CDK's word for each event. */
const inTemplate: Readonly<Record<MailEvent, EmailSendingEvent>> = {
  SEND: EmailSendingEvent.SEND,
  DELIVERY: EmailSendingEvent.DELIVERY,
  BOUNCE: EmailSendingEvent.BOUNCE,
  COMPLAINT: EmailSendingEvent.COMPLAINT,
  REJECT: EmailSendingEvent.REJECT,
  RENDERING_FAILURE: EmailSendingEvent.RENDERING_FAILURE,
  DELIVERY_DELAY: EmailSendingEvent.DELIVERY_DELAY,
  OPEN: EmailSendingEvent.OPEN,
};

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
      events: eventsToTell(props).map((event) => inTemplate[event]),
    });
  }
}
