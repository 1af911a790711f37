/** The six kinds of failure; what a caller can do about each is in {@link dispositions}. */
export type ErrorKind = 'InvalidInput' | 'NotFound' | 'Forbidden' | 'Conflict' | 'Unavailable' | 'Defect';

/** What each kind means at an edge: the HTTP status to answer with, and whether trying again can help. */
export const dispositions = {
  InvalidInput: { status: 400, retry: false },
  Forbidden: { status: 403, retry: false },
  NotFound: { status: 404, retry: false },
  Conflict: { status: 409, retry: false },
  Defect: { status: 500, retry: true },
  Unavailable: { status: 503, retry: true },
} as const satisfies Record<ErrorKind, { status: number; retry: boolean }>;

/**
 * A failure that says what happened, to what, and what to do.
 *
 * `message` is written for people and holds nothing personal. `field` is the path of the offending input,
 * dot-separated, where there is one.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly field: string | undefined;

  constructor(kind: ErrorKind, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = kind;
    this.kind = kind;
    this.field = options.field;
  }
}

/** What was sent cannot be accepted as it is; trying again unchanged cannot help. `field` names where. */
export class InvalidInput extends AppError {
  constructor(message: string, options: { field?: string; cause?: unknown } = {}) {
    super('InvalidInput', message, options);
  }
}

/** The thing asked for is not there, or not for this organization. */
export class NotFound extends AppError {
  constructor(message: string, options: { field?: string; cause?: unknown } = {}) {
    super('NotFound', message, options);
  }
}

/** The actor may not do this. */
export class Forbidden extends AppError {
  constructor(message: string) {
    super('Forbidden', message);
  }
}

/** Somebody else changed the thing first; reload and decide again. */
export class Conflict extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('Conflict', message, options);
  }
}

/** A part this needs did not answer; trying again later can help. */
export class Unavailable extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('Unavailable', message, options);
  }
}

/** The program is wrong: a state that was held to be impossible. */
export class Defect extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('Defect', message, options);
  }
}

/**
 * A message as a sentence by itself: begins with a capital, unless with an address, and ends with one full stop.
 */
export const asSentence = (message: string): string => {
  const begins = /^[a-z]+:\/\//i.test(message) ? message : message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(begins) ? begins : `${begins}.`;
};

/** Sees any thrown value as an {@link AppError}: what is not one already is a {@link Defect} that keeps its cause. */
export const asAppError = (thrown: unknown): AppError =>
  thrown instanceof AppError
    ? thrown
    : new Defect(thrown instanceof Error ? thrown.message : 'something that is not an Error was thrown', {
        cause: thrown,
      });
