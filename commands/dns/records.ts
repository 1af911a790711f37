/** A record to be set where a domain's DNS is kept. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  /** For MX, the priority and the host: `10 feedback-smtp.eu-west-1.amazonses.com`. */
  readonly value: string;
  /** What it is for, in a sentence. */
  readonly why: string;
  /** Name and value hold a placeholder, since they are not known yet: not to be set as they stand. */
  readonly placeholder?: true;
}

/** What the records are made from. */
export interface MailDomains {
  /** The domain mail is from; SES signs for it. */
  readonly mailDomain: string;
  /** Where mail that cannot be delivered comes back to. */
  readonly bounceDomain: string;
  /** Where answers to mail arrive; none where mail cannot be answered. */
  readonly replyDomain: string | undefined;
  /** The region of SES. */
  readonly region: string;
  /** The three names of SES's keys for the domain (GetEmailIdentity, DkimAttributes.Tokens), where they are known. */
  readonly dkimTokens: readonly string[] | undefined;
}

/** What stands for the names of SES's three keys until they are known. */
const UNKNOWN = ['<token 1>', '<token 2>', '<token 3>'] as const;

/** Every record that a stage's mail needs, in the order in which it is best to set them. */
export const mailRecords = (domains: MailDomains): DnsRecord[] => {
  const { mailDomain, bounceDomain, replyDomain, region, dkimTokens } = domains;
  return [
    ...(dkimTokens ?? UNKNOWN).map((token, i) => ({
      name: `${token}._domainkey.${mailDomain}`,
      type: 'CNAME' as const,
      value: `${token}.dkim.amazonses.com`,
      why:
        i === 0
          ? 'DKIM: leads to the key that every mail is signed with, so that mailboxes know it is yours. SES sends nothing before all three are there.'
          : 'DKIM: another of the three keys, which SES changes by turns.',
      ...(dkimTokens === undefined && { placeholder: true as const }),
    })),
    {
      name: bounceDomain,
      type: 'MX',
      value: `10 feedback-smtp.${region}.amazonses.com`,
      why: 'Mail that cannot be delivered comes back here, to SES, which tells this system.',
    },
    {
      name: bounceDomain,
      type: 'TXT',
      value: 'v=spf1 include:amazonses.com ~all',
      why: 'SPF: says that SES may send for this domain, which is a part of the one that readers see.',
    },
    {
      name: `_dmarc.${mailDomain}`,
      type: 'TXT',
      value: `v=DMARC1; p=quarantine; rua=mailto:dmarc@${mailDomain}`,
      why: 'DMARC: tells mailboxes to put aside mail that only pretends to be yours, and where to send reports of it. Put an address that somebody reads after rua=; begin with p=none where other systems send for this domain, too.',
    },
    ...(replyDomain === undefined
      ? []
      : [
          {
            name: replyDomain,
            type: 'MX' as const,
            value: `10 inbound-smtp.${region}.amazonaws.com`,
            why: 'Answers to notifications arrive here, at SES, and become posts.',
          },
        ]),
  ];
};
