import PostalMime from 'postal-mime';

/** A mail of the outbox, as the local system tells it. */
export interface OutboxMail {
  readonly id: string;
  readonly at: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The whole message in base64. */
  readonly raw: string;
}

/** The values of a header, by its name in any spelling. */
export const headerOf = ({ headers }: OutboxMail, name: string): string[] =>
  headers.filter((one) => one.name.toLowerCase() === name).map(({ value }) => value);

/** Most bytes of a message; Gmail clips what is beyond 102 KB. */
const MOST_BYTES = 100_000;

const faultIf = (isFault: boolean, sentence: string): string[] => (isFault ? [sentence] : []);

/** What RFC 5322, RFC 2045 and SES ask of the bytes of a message, and is not so. */
const faultsOfBytes = (raw: Buffer): string[] => {
  const text = raw.toString('latin1');
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  return [
    ...faultIf(raw.length >= MOST_BYTES, `has ${raw.length} bytes`),
    ...faultIf(/[^\r]\n|\r[^\n]/.test(text), 'has a line end that is not CR LF (RFC 5322 §2.3)'),
    ...faultIf(
      text.split('\r\n').some(({ length }) => length > 998),
      'has a line beyond 998 octets (RFC 5322 §2.1.1)',
    ),
    ...faultIf(/[^\x20-\x7e\r\n\t]/.test(head), 'has a header that is not ASCII'),
    ...faultIf(!/^Content-Type: multipart\/alternative;/im.test(head), 'is no multipart/alternative'),
    ...faultIf(!/^MIME-Version: 1\.0$/im.test(head), 'has no MIME-Version'),
    ...faultIf(
      text.indexOf('text/plain') > text.indexOf('text/html'),
      'has its plain text after its HTML (RFC 2046 §5.1.4)',
    ),
  ];
};

const once = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version'] as const;

/** What a message's own headers lack or say wrongly. */
const faultsOfHeaders = async (mail: OutboxMail, raw: Buffer): Promise<string[]> => {
  const parsed = await PostalMime.parse(raw);
  const [to] = mail.envelope.to;
  return [
    ...once.flatMap((name) => {
      const count = headerOf(mail, name).length;
      return faultIf(count !== 1, `has ${count} of the header ${name}`);
    }),
    ...faultIf(parsed.from?.address !== mail.envelope.from, 'is from another than its envelope says'),
    ...faultIf((parsed.from?.name ?? '') === '', 'names no sender'),
    ...faultIf(
      parsed.to?.length !== 1 || parsed.to[0]?.address !== to || mail.envelope.to.length !== 1,
      'is to another, or to more, than its one reader',
    ),
    ...faultIf(!/^<[^<>@\s]+@[^<>@\s]+>$/.test(parsed.messageId ?? ''), 'has no sound Message-ID'),
    ...faultIf(
      Math.abs(Date.parse(parsed.date ?? '') - Date.parse(mail.at)) > 60_000,
      `is dated ${parsed.date ?? 'never'}, and was sent at ${mail.at}`,
    ),
    ...faultIf(
      (parsed.subject ?? '').trim() === '' || parsed.subject !== mail.subject,
      'has another subject',
    ),
    ...faultIf((parsed.subject ?? '').length > 200, 'has a subject that no list of mails shows'),
    ...faultIf(
      !/^auto-(generated|replied)$/.test(headerOf(mail, 'auto-submitted').join()),
      'is not Auto-Submitted',
    ),
  ];
};

const LIST_ID = /^.*<[A-Za-z0-9._-]+\.(digests|reply|mention|coaching|deadline|notice)\.[A-Za-z0-9.-]+>$/;

/**
 * What RFC 8058, RFC 2369 and RFC 2919 ask of a mail that comes because somebody chose it, and is not so. A mail
 * that answers its reader (a refusal, a test) belongs to no list, and then says nothing of one.
 *
 * @param publicUrl - where one click leads; https but on this machine.
 */
const faultsOfList = (mail: OutboxMail, publicUrl: string): string[] => {
  const names = mail.headers.map(({ name }) => name.toLowerCase()).filter((name) => name.startsWith('list-'));
  if (names.length === 0) return [];
  const unsubscribe = headerOf(mail, 'list-unsubscribe').join();
  return [
    ...faultIf(!LIST_ID.test(headerOf(mail, 'list-id').join()), 'has no sound List-Id (RFC 2919)'),
    ...faultIf(
      !unsubscribe.startsWith(`<${publicUrl}/unsubscribe/`) ||
        !/^<[^<>\s]+>, <mailto:[^<>\s]+>$/.test(unsubscribe),
      `offers to end it by ${unsubscribe} (RFC 2369 §3.2, RFC 8058 §3.1)`,
    ),
    ...faultIf(
      headerOf(mail, 'list-unsubscribe-post').join() !== 'List-Unsubscribe=One-Click',
      'is not ended in one click (RFC 8058 §3.1)',
    ),
    ...faultIf(
      !headerOf(mail, 'list-help').join().startsWith(`<${publicUrl}/preferences/`),
      'has no List-Help (RFC 2369 §3.1)',
    ),
    ...faultIf(
      mail.headers.some(({ name, value }) => name.toLowerCase().startsWith('list-') && value.length > 870),
      'has a header value beyond the 870 characters SES takes',
    ),
  ];
};

/** All that is wrong with a message beside what it shows. */
export const messageFaults = async (mail: OutboxMail, publicUrl: string): Promise<string[]> => {
  const raw = Buffer.from(mail.raw, 'base64');
  return [...faultsOfBytes(raw), ...(await faultsOfHeaders(mail, raw)), ...faultsOfList(mail, publicUrl)];
};
