import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Duration, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** How often a message is received before it is set aside. */
export const MAX_RECEIVES = 5;

/** A queue that is encrypted and refuses to be spoken to without TLS. */
const queue = (scope: Construct, id: string, props: QueueProps) =>
  new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });

/** Where what could not be done is kept, as long as SQS can (14 days), until a person has looked at it. */
export const deadLetterQueue = (scope: Construct, id: string): Queue => {
  const end = queue(scope, id, { retentionPeriod: Duration.days(14) });
  Validations.of(end).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is itself the end of the line: an alarm tells a person of everything that arrives here.',
  });
  return end;
};

/**
 * A queue that is worked off by a function.
 *
 * A message stays invisible for six times the function's timeout, as Lambda asks, so that a slow or throttled
 * invocation does not see it twice; after {@link MAX_RECEIVES} receives it goes to the dead-letter queue.
 */
export const workQueue = (scope: Construct, id: string, timeout: Duration, deadLetters: Queue): Queue =>
  queue(scope, id, {
    visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVES },
  });
