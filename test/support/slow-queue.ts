/** What a queue of this system is set to. */
export interface QueueSettings {
  /** Milliseconds in which a message that was received is not received again. */
  readonly visibility: number;
  /** How often a message is received before it is set aside. */
  readonly maxReceives: number;
  readonly clock: () => Date;
}

interface Message {
  readonly body: string;
  visibleAt: number;
  receives: number;
}

/** A queue as SQS has them, by a clock that is set: what was received and not deleted comes again after its time. */
export const createSlowQueue = ({ visibility, maxReceives, clock }: QueueSettings) => {
  let messages: Message[] = [];
  const setAside: string[] = [];
  return {
    send: (bodies: readonly unknown[]): Promise<void> => {
      messages.push(
        ...bodies.map((body) => ({ body: JSON.stringify(body), visibleAt: clock().getTime(), receives: 0 })),
      );
      return Promise.resolve();
    },
    /**
     * Gives what can be received to a consumer, which says which of it, by position, has to come again; everything comes
     * again where it ended without a word.
     */
    async poll(
      consume: (bodies: readonly string[]) => Promise<readonly number[] | undefined>,
    ): Promise<void> {
      const now = clock().getTime();
      const visible = messages.filter(({ visibleAt }) => visibleAt <= now);
      // The queue's own redrive: nobody is asked.
      const over = visible.filter(({ receives }) => receives >= maxReceives);
      setAside.push(...over.map(({ body }) => body));
      const received = visible.filter((message) => !over.includes(message)).slice(0, 10);
      messages = messages.filter((message) => !over.includes(message));
      if (received.length === 0) return;
      for (const message of received) {
        message.visibleAt = now + visibility;
        message.receives += 1;
      }
      const again = await consume(received.map(({ body }) => body));
      if (!again) return;
      const done = received.filter((_, i) => !again.includes(i));
      messages = messages.filter((message) => !done.includes(message));
    },
    /** What was set aside because it was received too often. */
    setAside,
    waiting: () => messages.length,
  };
};
