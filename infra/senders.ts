import type { Stage } from './stage.ts';

/** How many of each function that sends mail run side by side at most; SQS takes no fewer than two. */
export interface Senders {
  readonly digests: number;
  readonly notifications: number;
  /** Digests that staff ask for. */
  readonly asked: number;
  /** Mails that say why an answer by mail was not posted; none where the stage receives no mail. */
  readonly refusals: number;
}

/** The senders of a stage: what the digests need is up to the stage, all others mail little. */
export const sendersOf = ({ digestSenders, replyDomain }: Stage): Senders => ({
  digests: digestSenders,
  notifications: 2,
  asked: 2,
  refusals: replyDomain === undefined ? 0 : 2,
});

/** All senders of a stage together: each takes this part of the account's sending rate, so that they never exceed it. */
export const sendersTogether = (stage: Stage): number => {
  const { digests, notifications, asked, refusals } = sendersOf(stage);
  return digests + notifications + asked + refusals;
};
