import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  CfnTenant,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Aws, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { raiseAlarm } from './constructs/alarm.ts';

/** What a way out for mail is. */
export interface MailSetProps {
  /** The physical name of the configuration set; functions are told it, and SES gives it back with every event. */
  readonly name: string;
  /** For whose mail, in words of an alarm. */
  readonly of: string;
  /** The identity the tenant may send from; where absent there is no tenant. */
  readonly tenantOf?: string;
  readonly trackOpens: boolean;
  readonly alarmTopic: ITopic;
}

/** What SES tells of every mail. */
const told: readonly EmailSendingEvent[] = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY_DELAY,
];

/**
 * The rules under which mail is sent, and, for one organization alone, the tenant whose reputation and list of
 * suppressed addresses it goes by: what one association's members complain of then blocks nobody else's mail.
 *
 * The set that is shared keeps addresses that do not exist from being written to again, whoever wrote; complaints it
 * does not share, because they are about one organization: `shared/mail/standing.ts` keeps those apart.
 */
export class MailSet extends Construct {
  /** What whoever sends by this must be allowed to use. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: MailSetProps) {
    super(scope, id);
    const { name, tenantOf, trackOpens } = props;
    const set = new ConfigurationSet(this, 'Set', {
      configurationSetName: name,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons:
        tenantOf === undefined ? SuppressionReasons.BOUNCES_ONLY : SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    set.addEventDestination('Feedback', {
      // SES can tell the account's default bus and no other; from there a rule takes what it needs. These events
      // carry addresses, so they are kept off the system's own bus, whose archive never forgets.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      // Asking for OPEN is what puts the picture into the mail.
      events: [...told, ...(trackOpens ? [EmailSendingEvent.OPEN] : [])],
    });
    const setArn = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:configuration-set/${set.configurationSetName}`;
    const arns = [setArn];
    if (tenantOf !== undefined) {
      const tenant = new CfnTenant(this, 'Tenant', {
        tenantName: name,
        resourceAssociations: [{ resourceArn: tenantOf }, { resourceArn: setArn }],
        suppressionAttributes: { suppressionScope: 'TENANT', suppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      });
      arns.push(tenant.attrArn);
    }
    this.arns = arns;
    this.watch(set.configurationSetName, props);
  }

  private watch(name: string, { of, alarmTopic }: MailSetProps): void {
    const reputation = (metricName: string) =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': name },
        statistic: 'Maximum',
        period: Duration.hours(1),
      });
    raiseAlarm(this, 'Bounces', {
      meaning: `At least 4 of 100 mails ${of} come back because the address does not exist. At 5 SES reviews the account, at 10 it may stop its mail.`,
      action:
        'stop sending for now ("Mail" in docs/operations.md), find out at /staff/mail which addresses these are and which import brought them, and correct or remove them before you switch sending on again.',
      metric: reputation('Reputation.BounceRate'),
      atLeast: 0.04,
      topic: alarmTopic,
    });
    raiseAlarm(this, 'Complaints', {
      meaning: `At least 8 of 10,000 mails ${of} are marked as spam by those who get them. At 10 SES reviews the account and mailboxes begin to refuse its mail.`,
      action:
        'see at /staff/mail who complained, find out who was added lately without having asked for mail, set their digests to none, and check that the unsubscribe link works. See "Mail" in docs/operations.md.',
      metric: reputation('Reputation.ComplaintRate'),
      atLeast: 0.0008,
      topic: alarmTopic,
    });
  }
}
