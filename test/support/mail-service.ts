import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type MailOptions, type MailRequest, type MailResponse, openMail } from '../../local/mail/index.ts';

/** What is told of the service, and what it does otherwise than by itself. */
interface Given extends Omit<MailOptions, 'database' | 'now'> {
  /** Told of each request before the service is; an answer of it is what the client gets. */
  readonly instead?: (request: MailRequest) => MailResponse | undefined;
}

/** The instant at which the mail service stands. */
export const MAIL_NOW = new Date('2026-11-22T07:00:00.000Z');

/** The local mail service on a database of its own and a loopback port, and the real client that speaks to it. */
export const serveMail = async ({ instead, ...options }: Given = {}) => {
  const database = new DatabaseSync(':memory:');
  const mail = openMail({ ...options, database, now: () => MAIL_NOW });
  const server = createServer((request, response) => {
    const asked = { method: request.method ?? '', url: request.url ?? '' };
    void buffer(request)
      .then((body) => instead?.(asked) ?? mail.handle(asked, body))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new SESv2Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    mail,
    client,
    database,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
};

/** @see serveMail */
export type MailService = Awaited<ReturnType<typeof serveMail>>;
