import type { Code } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Address } from './address.ts';
import { AskedDigests } from './asked-digests.ts';
import { Digests } from './digests.ts';
import { Front } from './front.ts';
import type { FunctionName } from './functions.ts';
import { Identity } from './identity.ts';
import { Mail } from './mail.ts';
import { MailFeedback } from './mail-feedback.ts';
import { Notifications } from './notifications.ts';
import type { Parts } from './parts.ts';
import { Reactions } from './reactions.ts';
import { Replies } from './replies.ts';
import { Signing } from './signing.ts';
import { type Stage, stackName } from './stage.ts';
import { State } from './state.ts';
import { Upkeep } from './upkeep.ts';
import { alarmTopic, Overview } from './watch.ts';

/** The whole system of a stage. */
export class ColloquyStack extends Stack {
  constructor(scope: Construct, stage: Stage, code: Readonly<Record<FunctionName, Code>>) {
    super(scope, stackName(stage.name), {
      description: 'Colloquy: the work of a professional learning community, turned into recognised credit',
      ...(stage.account !== undefined &&
        stage.region !== undefined && { env: { account: stage.account, region: stage.region } }),
    });
    const parts: Parts = { stage, code, alarmTopic: alarmTopic(this, stage) };
    const state = new State(this, 'State', stage);
    const signing = new Signing(this, 'Signing', stage);
    const address = new Address(this, 'Address', stage);
    const { publicUrl } = address;
    const identity = new Identity(this, 'Identity', { stage, publicUrl });
    const mail = new Mail(this, 'Mail', parts);
    const feedback = new MailFeedback(this, 'MailFeedback', { ...parts, state });
    const reactions = new Reactions(this, 'Reactions', { ...parts, state, signing, publicUrl });
    const notifications = new Notifications(this, 'Notifications', { ...parts, state, mail, publicUrl });
    const notifyQueue = notifications.notify.queue;
    const digests = new Digests(this, 'Digests', { ...parts, state, mail, publicUrl, notifyQueue });
    const asked = new AskedDigests(this, 'AskedDigests', { ...parts, state, mail, publicUrl });
    const replies =
      stage.replyDomain === undefined
        ? undefined
        : new Replies(this, 'Replies', { ...parts, state, mail, publicUrl, replyDomain: stage.replyDomain });
    new Upkeep(this, 'Upkeep', { ...parts, state, signing, publicUrl });
    new Front(this, 'Front', { ...parts, state, signing, identity, address, mail });
    new Overview(this, 'Overview', { reactions, digests, notifications, asked, feedback, replies, address });
    state.tell(this);
    new CfnOutput(this, 'PublicUrl', { value: publicUrl });
  }
}
