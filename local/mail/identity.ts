import { hash } from 'node:crypto';

/** Three names of keys for a domain, always the same, of the form of SES's: 32 small letters and digits. */
const tokensOf = (domain: string): string[] =>
  [1, 2, 3].map((n) => hash('sha256', `${n} ${domain}`, 'hex').slice(0, 32));

/**
 * What SES would tell of a domain that it may send for (`GetEmailIdentity`): every domain is verified here, because
 * nothing is sent. What is not known of it (policies, tags, the sets of the template) is left out.
 */
export const identityOf = (domain: string) => ({
  IdentityType: 'DOMAIN',
  FeedbackForwardingStatus: false,
  VerifiedForSendingStatus: true,
  VerificationStatus: 'SUCCESS',
  DkimAttributes: {
    SigningEnabled: true,
    Status: 'SUCCESS',
    Tokens: tokensOf(domain),
    SigningAttributesOrigin: 'AWS_SES',
    CurrentSigningKeyLength: 'RSA_2048_BIT',
  },
});
