import {
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ownMailName } from '../shared/mail/mail-route.ts';
import type { NodeFunction } from './constructs/node-function.ts';
import { MailSet } from './mail-set.ts';
import { sendersTogether } from './senders.ts';
import { addressOf, bounceDomain, mailDomain, type Stage, stackName } from './stage.ts';

/**
 * Sending mail: the domain that signs it (DKIM), the part of it that mail comes back to (SPF), and the sets of rules
 * under which it is sent, one for each organization that the stage names and one for all others.
 */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  /** What a function that sends is told, for `mailRoutes`. The names are literal: nothing has to be resolved. */
  readonly environment: { readonly MAIL_CONFIGURATION_SET: string; readonly MAIL_ORGANIZATIONS: string };
  /** What it is told beside: with how many others it shares the account's sending rate. */
  readonly share: { readonly MAIL_SENDERS: string };
  private readonly from: string;
  private readonly sets: readonly MailSet[];

  constructor(scope: Construct, id: string, props: { stage: Stage; alarmTopic: ITopic }) {
    super(scope, id);
    const { stage, alarmTopic } = props;
    const { trackOpens, organizations } = stage;
    const shared = stackName(stage.name);
    this.from = addressOf(stage.mailFrom);
    this.environment = {
      MAIL_CONFIGURATION_SET: shared,
      MAIL_ORGANIZATIONS: organizations.join(','),
    };
    this.share = { MAIL_SENDERS: String(sendersTogether(stage)) };
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(mailDomain(stage)),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      // An envelope sender of the domain itself aligns SPF with what the reader sees (RFC 7489 §3.1.2).
      mailFromDomain: bounceDomain(stage),
      // While its records are missing mail still goes out, as it did before there was such a sender.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      feedbackForwarding: false,
    });
    this.sets = [
      new MailSet(this, 'Shared', {
        name: shared,
        of: 'of the organizations that share the stage’s reputation',
        trackOpens,
        alarmTopic,
      }),
      ...organizations.map(
        (organization) =>
          new MailSet(this, `Of-${organization}`, {
            name: ownMailName(shared, organization),
            of: `of the organization ${organization}`,
            tenantOf: this.identity.emailIdentityArn,
            trackOpens,
            alarmTopic,
          }),
      ),
    ];
  }

  /** Lets a function send mail, from the stage's own address and by its own sets and tenants alone, at the account's rate. */
  allowSending(consumer: NodeFunction): void {
    consumer.may(
      ['ses:SendEmail'],
      [this.identity.emailIdentityArn, ...this.sets.flatMap(({ arns }) => arns)],
      { StringEquals: { 'ses:FromAddress': this.from } },
    );
    // How much mail the account may send; it is asked of no resource.
    consumer.may(['ses:GetAccount'], '*');
  }

  /** Lets a function take addresses off SES's lists of those that mail came back from; SES limits that to no resource. */
  allowForgetting(consumer: NodeFunction): void {
    consumer.may(['ses:DeleteSuppressedDestination'], '*');
  }

  /** Lets a function send one body to many, in the way and from the address of {@link allowSending}, too. */
  allowSendingBulk(consumer: NodeFunction): void {
    this.allowSending(consumer);
    consumer.may(
      ['ses:SendBulkEmail'],
      [this.identity.emailIdentityArn, ...this.sets.flatMap(({ arns }) => arns)],
      { StringEquals: { 'ses:FromAddress': this.from } },
    );
  }
}
