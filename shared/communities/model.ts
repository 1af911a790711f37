import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

/** An association or district: the boundary that no data crosses. */
export const Organization = z.strictObject({
  organization: Identifier,
  name: z.string().min(1).max(120),
  /** The organization's own web page, shown on credentials. */
  url: z.url({ protocol: /^https?$/ }),
  /** Where questions about a badge go; Open Badges 2.0 asks every issuer for one. */
  email: z.email().optional(),
});
/** @see Organization */
export type Organization = z.output<typeof Organization>;

/** A professional learning community of an organization. */
export const Community = z.strictObject({
  organization: Identifier,
  community: Identifier,
  name: z.string().min(1).max(120),
  /** What the community is for, in a few sentences of its own. */
  purpose: z.string().max(2000),
  createdAt: Instant,
});
/** @see Community */
export type Community = z.output<typeof Community>;
