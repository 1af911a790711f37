import type { JsonObject } from '../system/json.ts';
import type { FeedbackEvent } from './feedback.ts';

const detailTypes = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
} as const satisfies Record<FeedbackEvent['eventType'], string>;

/** An event as SES puts it on the account's default bus. */
export const announcementOf = (event: FeedbackEvent) => ({
  source: 'aws.ses',
  detailType: detailTypes[event.eventType],
  detail: JSON.parse(JSON.stringify(event)) as JsonObject,
});
