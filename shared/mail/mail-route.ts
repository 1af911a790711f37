import type { Organization } from '../communities/model.ts';
import { sha256Hex } from '../platform/ids.ts';
import type { MailRoute } from '../platform/mail-port.ts';

export type { MailRoute } from '../platform/mail-port.ts';

/** The setting that says how mail leaves. */
export interface MailRouteSettings {
  /** The configuration set that everybody shares who has none of their own; the stack's name. */
  readonly MAIL_CONFIGURATION_SET: string;
}

/** Most characters of the name of a tenant or a configuration set (SES API v2). */
const NAME_LIMIT = 64;
/** Hexadecimal digits that tell names apart which would be the same: 40 bits. */
const MARK = 10;

/** What the names of all organizations' own sets begin with. No stack's name holds `_`: it is nobody else's beginning. */
export const ownMailPrefix = (shared: string): string => `${shared}_`;

/**
 * The name of an organization's own tenant and configuration set: at most 64 letters, digits, `-` and `_`, as SES asks.
 * An identifier with a dot, or too long, is put in as far as it fits, and told from others by a part of its hash.
 */
export const ownMailName = (shared: string, organization: string): string => {
  const prefix = ownMailPrefix(shared);
  const plain = `${prefix}${organization}`;
  if (!organization.includes('.') && plain.length <= NAME_LIMIT) return plain;
  const marked = plain.replaceAll('.', '_').slice(0, NAME_LIMIT - MARK - 1);
  return `${marked}_${sha256Hex(organization).slice(0, MARK)}`;
};

/** What says which way an organization's mail leaves: its own where its record says that it has one. */
export const mailRoutes = (
  settings: MailRouteSettings,
): { readonly routeOf: (organization: string, own: boolean) => MailRoute } => {
  const shared = settings.MAIL_CONFIGURATION_SET;
  return {
    routeOf: (organization, own) => {
      if (!own) return { configurationSet: shared };
      const name = ownMailName(shared, organization);
      return { configurationSet: name, tenant: name };
    },
  };
};

/** What a mail says of whose it is, by which its way is chosen when it is sent. */
export const onBehalfOf = ({
  organization,
  ownMail,
}: Pick<Organization, 'organization' | 'ownMail'>): {
  readonly organization: string;
  readonly ownMail?: true;
} => ({ organization, ...(ownMail === true && { ownMail }) });
