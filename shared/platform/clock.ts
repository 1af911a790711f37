/** Tells the time; an argument wherever time matters, so that tests and the local system can set it. */
export type Clock = () => Date;

/** The machine's clock. */
export const systemClock: Clock = () => new Date();

/** Whole seconds since 1970, as the table's time to live and JSON Web Tokens have them. */
export const epochSeconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);
