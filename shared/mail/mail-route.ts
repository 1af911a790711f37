/** The way an organization's mail leaves by: whose reputation it is sent under, and where its feedback is told apart. */
export interface MailRoute {
  /** The set of rules under which SES sends the mail and reports what became of it. */
  readonly configurationSet: string;
  /** The SES tenant whose reputation and suppression list the mail goes by; the account's where absent. */
  readonly tenant?: string | undefined;
}

/** The settings that say how mail leaves. */
export interface MailRouteSettings {
  /** The configuration set that everybody shares who has none of their own; the stack's name. */
  readonly MAIL_CONFIGURATION_SET: string;
  /** The organizations that have a tenant and a configuration set of their own. */
  readonly MAIL_ORGANIZATIONS: readonly string[];
}

/**
 * The name of an organization's own tenant and configuration set: letters, digits, `-` and `_`, as SES asks. A dot of
 * the identifier becomes `_`; a stage refuses two organizations that would share a name, and names above 64 characters.
 */
export const ownMailName = (shared: string, organization: string): string =>
  `${shared}-${organization.replaceAll('.', '_')}`;

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
