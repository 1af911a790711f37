/**
 * What SES is asked to tell of every mail: the name of each event in its API, and the one it bears on EventBridge
 * ("Amazon Simple Email Service events" in EventBridge's reference). A template that cannot be filled in is told of
 * by `RENDERING_FAILURE` alone, after the mail was taken.
 */
export const mailEvents = {
  SEND: 'Email Sent',
  DELIVERY: 'Email Delivered',
  BOUNCE: 'Email Bounced',
  COMPLAINT: 'Email Complaint Received',
  REJECT: 'Email Rejected',
  RENDERING_FAILURE: 'Email Rendering Failed',
  DELIVERY_DELAY: 'Email Delivery Delayed',
  OPEN: 'Email Opened',
} as const;
/** @see mailEvents */
export type MailEvent = keyof typeof mailEvents;

/** The events a set asks for. Asking for OPEN is what puts the picture into the mail, so that a stage has to want it. */
export const eventsToTell = ({ trackOpens }: { readonly trackOpens: boolean }): MailEvent[] =>
  (Object.keys(mailEvents) as MailEvent[]).filter((event) => event !== 'OPEN' || trackOpens);
