import {
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Aws, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { addressOf } from '../shared/mail/address.ts';
import { ownMailPrefix } from '../shared/mail/mail-route.ts';
import type { NodeFunction } from './constructs/node-function.ts';
import { MailReputation } from './mail-reputation.ts';
import { MailSet } from './mail-set.ts';
import { sendersTogether } from './senders.ts';
import { bounceDomain, mailDomain, type Stage, stackName } from './stage.ts';

/** The ARN of something of SES in this account and region. */
const sesArn = (resource: string): string =>
  `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/**
 * Sending mail: the domain that signs it (DKIM), the part of it that mail comes back to (SPF), and the set of rules
 * under which it is sent of every organization that has no set of its own.
 */
export class Mail extends Construct {
  readonly identity: EmailIdentity;
  /** What a function that knows the sets is told, for `mailRoutes`. The name is literal: nothing has to be resolved. */
  readonly environment: { readonly MAIL_CONFIGURATION_SET: string };
  /**
   * What one that sends by itself is told: whom its mail is from, where answers go (nowhere, where it is empty), and with
   * how many others it shares the account's sending rate.
   */
  readonly sender: {
    readonly MAIL_FROM: string;
    readonly REPLY_DOMAIN: string;
    readonly MAIL_CONFIGURATION_SET: string;
    readonly MAIL_SENDERS: string;
  };
  private readonly fromHere: Record<string, Record<string, string>>;
  /** The stage's set, and by the beginning of their names all that organizations have of their own, now or later. */
  private readonly sets: readonly string[];

  constructor(scope: Construct, id: string, props: { stage: Stage; alarmTopic: ITopic }) {
    super(scope, id);
    const { stage, alarmTopic } = props;
    const shared = stackName(stage.name);
    this.fromHere = { StringEquals: { 'ses:FromAddress': addressOf(stage.mailFrom) } };
    this.environment = { MAIL_CONFIGURATION_SET: shared };
    this.sender = {
      MAIL_FROM: stage.mailFrom,
      REPLY_DOMAIN: stage.replyDomain ?? '',
      MAIL_SENDERS: String(sendersTogether(stage)),
      ...this.environment,
    };
    this.sets = [shared, `${ownMailPrefix(shared)}*`].map((name) => sesArn(`configuration-set/${name}`));
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(mailDomain(stage)),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      // An envelope sender of the domain itself aligns SPF with what the reader sees (RFC 7489 §3.1.2).
      mailFromDomain: bounceDomain(stage),
      // While its records are missing mail still goes out, as it did before there was such a sender.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      feedbackForwarding: false,
    });
    new MailSet(this, 'Shared', { name: shared, trackOpens: stage.trackOpens });
    new MailReputation(this, 'Reputation', { shared, alarmTopic });
  }

  /**
   * Lets a function send mail, from the stage's own address and by its sets alone, at the account's rate. A tenant is no
   * resource of sending: SES takes an organization's mail by a set that belongs to its tenant, so the sets limit both.
   */
  allowSending(consumer: NodeFunction): void {
    consumer.may(['ses:SendEmail'], [this.identity.emailIdentityArn, ...this.sets], this.fromHere);
    // How much mail the account may send; it is asked of no resource.
    consumer.may(['ses:GetAccount'], '*');
    this.acknowledge(
      consumer,
      `configuration-set/${ownMailPrefix(this.environment.MAIL_CONFIGURATION_SET)}*`,
      'Organizations get sets of their own without a deployment; their names begin with the stack’s.',
    );
  }

  /** Lets a function take addresses off SES's lists of those that mail came back from; SES limits that to no resource. */
  allowForgetting(consumer: NodeFunction): void {
    consumer.may(['ses:DeleteSuppressedDestination'], '*');
  }

  /**
   * Lets a function send one body to many, in the way of {@link allowSending}, too. SES asks for two actions: that of
   * its API of today, which knows no address that it could be limited to (a condition on one would match never), and
   * that of its first, which does; both are of templates, although ours are in the call and have no name.
   */
  allowSendingBulk(consumer: NodeFunction): void {
    this.allowSending(consumer);
    const used = [this.identity.emailIdentityArn, ...this.sets, sesArn('template/*')];
    consumer.may(['ses:SendBulkTemplatedEmail'], used, this.fromHere);
    consumer.may(['ses:SendBulkEmail'], used);
    this.acknowledge(consumer, 'template/*', 'A template that comes with the call has no name.');
  }

  private acknowledge(consumer: NodeFunction, resource: string, reason: string): void {
    const arn = `arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${resource}`;
    Validations.of(consumer.role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}]`, reason });
  }
}
