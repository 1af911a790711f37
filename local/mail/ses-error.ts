/** The names under which SES v2 refuses a request, with the HTTP status of each (SES API v2, common and SendEmail errors). */
export const sesErrors = {
  AlreadyExistsException: 400,
  BadRequestException: 400,
  MessageRejected: 400,
  NotFoundException: 404,
  UnsupportedMediaTypeException: 415,
  TooManyRequestsException: 429,
} as const;

/** A refusal in SES's own words; becomes the header `x-amzn-errortype` and a body with `message`. */
export class SesError extends Error {
  readonly type: keyof typeof sesErrors;

  constructor(type: keyof typeof sesErrors, message: string) {
    super(message);
    this.name = type;
    this.type = type;
  }
}
