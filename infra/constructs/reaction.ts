import { type EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { QueueReaction, type QueueReactionProps } from './queue-reaction.ts';

/** What a reaction to events is. */
export interface ReactionProps extends QueueReactionProps {
  readonly bus: EventBus | IEventBus;
  /** Which events. */
  readonly events: EventPattern;
}

/**
 * Rule → queue → function → dead-letter queue → alarm, as one thing. What the bus cannot put into the queue goes to
 * the same dead-letter queue, so that one alarm covers the whole way.
 */
export class Reaction extends QueueReaction {
  constructor(scope: Construct, id: string, { bus, events, ...props }: ReactionProps) {
    super(scope, id, props);
    new Rule(this, 'Rule', {
      description: props.purpose,
      eventBus: bus,
      eventPattern: events,
      targets: [
        new SqsQueue(this.queue, {
          deadLetterQueue: this.deadLetters,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }
}
