import type { DatabaseSync } from 'node:sqlite';
import PostalMime, { decodeWords } from 'postal-mime';
import * as z from 'zod';
import type { Mail, MailHeader, MailSummary } from './model.ts';

const Row = z.object({
  id: z.string(),
  at: z.string(),
  mail_from: z.string(),
  mail_to: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  subject: z.string(),
  configuration_set: z.string().nullable(),
});

const summaryOf = (value: unknown): MailSummary => {
  const row = Row.parse(value);
  return {
    id: row.id,
    at: row.at,
    envelope: { from: row.mail_from, to: row.mail_to },
    subject: row.subject,
    configurationSet: row.configuration_set ?? undefined,
  };
};

/** The headers of a message, decoded for reading. */
export const headersOf = (parsed: Awaited<ReturnType<typeof PostalMime.parse>>): MailHeader[] =>
  parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) }));

/** Where taken mail is kept, for ever: SES has no way to take a mail back, so there is no delete. */
export interface Outbox {
  readonly add: (mail: MailSummary & { readonly raw: Uint8Array }) => void;
  /** Newest first, at most `limit`. */
  readonly list: (limit: number) => MailSummary[];
  readonly get: (id: string) => Promise<Mail | undefined>;
  /** How many recipients mail was taken for from an instant on (RFC 3339, inclusive). */
  readonly recipientsSince: (instant: string) => number;
}

const columns = 'id, at, mail_from, mail_to, subject, configuration_set';

/** The outbox in its own table of the local database, made where it is not there yet. */
export const openOutbox = (database: DatabaseSync): Outbox => {
  database.exec(`CREATE TABLE IF NOT EXISTS mail (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    mail_from TEXT NOT NULL,
    mail_to TEXT NOT NULL,
    subject TEXT NOT NULL,
    configuration_set TEXT,
    raw BLOB NOT NULL
  ) STRICT`);
  const insert = database.prepare(`INSERT INTO mail (${columns}, raw) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const newest = database.prepare(`SELECT ${columns} FROM mail ORDER BY position DESC LIMIT ?`);
  const since = database.prepare(
    'SELECT coalesce(sum(json_array_length(mail_to)), 0) AS recipients FROM mail WHERE at >= ?',
  );
  const byId = database.prepare(`SELECT ${columns}, raw FROM mail WHERE id = ?`);
  return {
    add({ id, at, envelope, subject, configurationSet, raw }) {
      insert.run(id, at, envelope.from, JSON.stringify(envelope.to), subject, configurationSet ?? null, raw);
    },
    list: (limit) => newest.all(limit).map(summaryOf),
    recipientsSince: (instant) => z.object({ recipients: z.number() }).parse(since.get(instant)).recipients,
    async get(id) {
      const row = byId.get(id);
      if (!row) return undefined;
      const { raw } = z.object({ raw: z.instanceof(Uint8Array) }).parse(row);
      const parsed = await PostalMime.parse(raw);
      return { ...summaryOf(row), headers: headersOf(parsed), html: parsed.html, text: parsed.text, raw };
    },
  };
};
