import type { Mail, MailSummary } from '../mail/model.ts';
import type { ReceiveMail } from '../mail/receive.ts';

/** One queue, as counted at the moment of asking. */
export interface QueueStatus {
  /** The queue's physical name. */
  readonly name: string;
  /** Messages that can be received now or later (delayed ones included). */
  readonly visible: number;
  /** Messages received and neither deleted nor visible again. */
  readonly inFlight: number;
  /** Only on a queue that holds dead letters: how many it holds. Absent on every other queue. */
  readonly deadLetters?: number;
}

/** How far a consumer is behind a table's stream, in changes. */
export interface StreamStatus {
  readonly table: string;
  readonly consumer: string;
  readonly behind: number;
}

/** The whole system at a glance; the body of `GET /_local/status`. */
export interface Status {
  /** The template's outputs, resolved, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The `AWS_ENDPOINT_URL_*` variables that a client on this machine needs. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** The local clock; RFC 3339 in UTC. */
  readonly now: string;
  /** Milliseconds the local clock is ahead of the machine's (negative: behind); 0 on real time. */
  readonly clockOffset: number;
  readonly queues: readonly QueueStatus[];
  readonly streams: readonly StreamStatus[];
  /** True where no queue, stream, bus or invocation has work left, dead letters aside. */
  readonly idle: boolean;
}

/** A message that was set aside, and why. */
export interface DeadLetter {
  readonly queue: string;
  readonly messageId: string;
  /** When it arrived in the dead-letter queue; RFC 3339 in UTC. */
  readonly at: string;
  /** The sentence for people: the message attribute `reason`, or what the system itself knows. */
  readonly reason: string;
  /** One of the error kinds, where the consumer said so. */
  readonly kind: string | undefined;
  /** The path of the offending field, where there is one. */
  readonly field: string | undefined;
  readonly receives: number;
  readonly body: string;
}

/** An event that the bus took, in its bus form. */
export interface SeenEvent {
  /** When the bus took it, by the local clock; RFC 3339 in UTC. */
  readonly receivedAt: string;
  readonly source: string;
  readonly detailType: string;
  /** The event in wire form, as JSON text. */
  readonly detail: string;
}

/**
 * What the console shows and may do; the local system implements it.
 *
 * The methods may throw an `AppError`: the console answers with its status and its message.
 */
export interface ConsoleSource {
  status(): Promise<Status>;
  /** Resolves when {@link Status.idle} has become true. */
  idle(): Promise<void>;
  /** Sets the local clock, which then goes on; `undefined` puts it back to real time. Due schedules run by it. */
  setClock(now: Date | undefined): Promise<void>;
  /** The dead letters of every queue that holds some, newest first. */
  deadLetters(): Promise<readonly DeadLetter[]>;
  /**
   * Sends dead letters back to the queue they came from: one, or with no `messageId` all of that queue.
   *
   * @returns how many went back.
   * @throws {NotFound} where there is no such queue or message.
   */
  redrive(queue: string, messageId?: string): Promise<number>;
  /** Events that the bus took lately, newest first, at most `limit`. */
  recentEvents(limit: number): Promise<readonly SeenEvent[]>;
  /** The outbox, newest first, at most `limit`. */
  mails(limit: number): Promise<readonly MailSummary[]>;
  mail(id: string): Promise<Mail | undefined>;
  /**
   * Takes in a mail as SES would, by the rules that receive mail.
   *
   * @throws {NotFound} where no rule is for whom the mail is to.
   */
  readonly receiveMail: ReceiveMail;
}
