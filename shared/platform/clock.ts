/** Tells the time; an argument wherever time matters, so that tests and the local system can set it. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();
