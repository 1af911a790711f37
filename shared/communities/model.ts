import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { Language } from '../mail/language.ts';

/** An association or district: the boundary that no data crosses. */
export const Organization = z.strictObject({
  organization: Identifier,
  name: z.string().min(1).max(120),
  /** The organization's own web page, shown on credentials. */
  url: z.url({ protocol: /^https?$/ }),
  /** Where questions about a badge go; Open Badges 2.0 asks every issuer for one. */
  email: z.email().optional(),
  /** The language of mail to whoever chose none; English where absent. */
  language: Language.optional(),
  /** A picture for mail, at an address that everybody's mail program reaches. */
  logo: z.url({ protocol: /^https?$/ }).optional(),
  /** The colour of the organization's mail, `#rrggbb`. */
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #rrggbb')
    .optional(),
  /** Where the organization can be reached by post; some countries ask for it in every mail. */
  postalAddress: z.string().min(1).max(200).optional(),
  /**
   * True where the mail service keeps a reputation and a list of suppressed addresses for the organization by itself;
   * written last by what makes these (`npm run mail:organizations`), so that mail goes that way once it is there.
   */
  ownMail: z.boolean().optional(),
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
