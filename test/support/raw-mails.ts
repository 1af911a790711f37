/*
 * Raw mails as mail programs write them. `TO` stands for the reply address, so that a sample can be used for any.
 */

const TO = 'reply+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@reply.colloquy.example';

/** What SES puts above a mail that it has nothing against. */
const SES = [
  'Return-Path: <ana@example.org>',
  `Received: from mail.example.org (mail.example.org [192.0.2.1])\r\n by inbound-smtp.eu-west-1.amazonaws.com with SMTP id abc\r\n for ${TO};\r\n Sun, 22 Nov 2026 10:15:00 +0000 (UTC)`,
  'X-SES-Spam-Verdict: PASS',
  'X-SES-Virus-Verdict: PASS',
  'Authentication-Results: amazonses.com;\r\n spf=pass (spfCheck: domain of example.org designates 192.0.2.1) client-ip=192.0.2.1;\r\n dkim=pass header.i=@example.org;\r\n dmarc=pass header.from=example.org;',
];

/** Headers of an answer that a person wrote, by their names. */
const PERSON = {
  From: 'Ana López <ana@example.org>',
  To: `Colloquy <${TO}>`,
  Subject: 'Re: Ben answered you',
  Date: 'Sun, 22 Nov 2026 10:15:00 +0000',
  'Message-ID': '<CA+one@mail.example.org>',
  'MIME-Version': '1.0',
};

/** A part with its own headers. */
export const part = (headers: Readonly<Record<string, string>>, body: string): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`;

/** Parts within one, of a multipart type. */
export const multipart = (type: string, parts: readonly string[], boundary = 'b1'): string =>
  part(
    { 'Content-Type': `${type}; boundary="${boundary}"` },
    `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`,
  );

/** A whole mail: what SES adds, the headers of a person with changes (undefined leaves one out), and a part. */
export const mailOf = (
  content: string,
  {
    headers = {},
    ses = SES,
  }: { headers?: Readonly<Record<string, string | undefined>>; ses?: readonly string[] } = {},
): Buffer => {
  const named: Readonly<Record<string, string | undefined>> = { ...PERSON, ...headers };
  const all = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return Buffer.from([...ses, ...all, content].join('\r\n'));
};

/** A part of plain text in UTF-8, as it stands. */
export const plain = (text: string): string =>
  part(
    { 'Content-Type': 'text/plain; charset="UTF-8"', 'Content-Transfer-Encoding': '8bit' },
    text.replaceAll('\n', '\r\n'),
  );

/** The same in base64. */
export const base64 = (text: string, type = 'text/plain'): string =>
  part(
    { 'Content-Type': `${type}; charset="UTF-8"`, 'Content-Transfer-Encoding': 'base64' },
    Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
  );

/** A part of HTML. */
export const hypertext = (markup: string): string =>
  part({ 'Content-Type': 'text/html; charset="UTF-8"', 'Content-Transfer-Encoding': '8bit' }, markup);

/** A file that was sent along. */
export const file = (name: string, type: string, bytes: number, contentId?: string): string =>
  part(
    {
      'Content-Type': `${type}; name="${name}"`,
      'Content-Disposition': `${contentId === undefined ? 'attachment' : 'inline'}; filename="${name}"`,
      'Content-Transfer-Encoding': 'base64',
      ...(contentId !== undefined && { 'Content-ID': `<${contentId}>` }),
    },
    Buffer.alloc(bytes, 7).toString('base64').replace(/.{76}/g, '$&\r\n'),
  );
