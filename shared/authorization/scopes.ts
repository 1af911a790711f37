const PREFIX = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/';

/** The scopes of the Open Badges 3.0 API (§6.2.1). */
export const scopes = [
  `${PREFIX}credential.readonly`,
  `${PREFIX}credential.upsert`,
  `${PREFIX}profile.readonly`,
  `${PREFIX}profile.update`,
] as const;

/** What each scope allows, as somebody is asked who is to allow it. */
export const scopeTexts: Readonly<Record<(typeof scopes)[number], string>> = {
  [`${PREFIX}credential.readonly`]: 'See all your badges, also those you do not share',
  [`${PREFIX}credential.upsert`]: 'Put badges that others awarded you on your profile',
  [`${PREFIX}profile.readonly`]: 'See your name and your email address',
  [`${PREFIX}profile.update`]: 'Change your name',
};
