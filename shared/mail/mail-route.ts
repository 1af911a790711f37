import type { MailRoute } from '../platform/mail-port.ts';

export type { MailRoute } from '../platform/mail-port.ts';

/** The settings that say how mail leaves. */
export interface MailRouteSettings {
  /** The configuration set that everybody shares who has none of their own; the stack's name. */
  readonly MAIL_CONFIGURATION_SET: string;
  /** The organizations that have a tenant and a configuration set of their own. */
  readonly MAIL_ORGANIZATIONS: readonly string[];
}

/** Most characters of the name of a tenant or a configuration set (SES API v2). */
export const MAIL_NAME_LIMIT = 64;

/** What the names of all organizations' own sets begin with. No stack's name holds `_`: it is nobody else's beginning. */
export const ownMailPrefix = (shared: string): string => `${shared}_`;

/**
 * The name of an organization's own tenant and configuration set: letters, digits, `-` and `_`, as SES asks. A dot of
 * the identifier becomes `_`; a stage refuses two organizations that would share a name, and names that are too long.
 */
export const ownMailName = (shared: string, organization: string): string =>
  `${ownMailPrefix(shared)}${organization.replaceAll('.', '_')}`;

/** What says, of each organization, which way its mail leaves. */
export const mailRoutes = (
  settings: MailRouteSettings,
): { readonly routeOf: (organization: string) => MailRoute } => {
  const shared = settings.MAIL_CONFIGURATION_SET;
  const own = new Set(settings.MAIL_ORGANIZATIONS);
  return {
    routeOf: (organization) => {
      if (!own.has(organization)) return { configurationSet: shared };
      const name = ownMailName(shared, organization);
      return { configurationSet: name, tenant: name };
    },
  };
};
