import { Unavailable } from './errors.ts';
import type { BulkEntry, BulkMail, Mail, SendOutcome } from './mail-port.ts';

const PLACE = /{{\s*(\w+)\s*}}/g;

/** The names of the places in a template. */
export const placesIn = ({ subject, html, text }: BulkMail['template']): string[] => [
  ...new Set(
    [subject, html, text].flatMap((part) => [...part.matchAll(PLACE)].map(([, name]) => name ?? '')),
  ),
];

const filled = (part: string, values: BulkEntry['values']): string =>
  part.replace(PLACE, (place, name: string) => values[name] ?? place);

const mailOf = (
  { organization, ownMail, from, template }: BulkMail,
  { to, values, headers, tags }: BulkEntry,
): Mail => ({
  organization,
  ...(ownMail !== undefined && { ownMail }),
  ...{ from, to, headers, tags },
  subject: filled(template.subject, values),
  html: filled(template.html, values),
  text: filled(template.text, values),
});

/**
 * Sends some entries of a bulk mail as mails of their own, one after the other. Once one of them is not answered for
 * itself, those after it wait: what holds for it holds for them, and of them the service has certainly nothing.
 *
 * @returns an outcome for each entry, in their order.
 */
export const sendSingly = async (
  send: (mail: Mail) => Promise<SendOutcome>,
  bulk: BulkMail,
  entries: readonly BulkEntry[],
): Promise<SendOutcome[]> => {
  const outcomes: SendOutcome[] = [];
  let stopped: SendOutcome | undefined;
  for (const entry of entries) {
    if (stopped) {
      outcomes.push(stopped);
      continue;
    }
    const outcome = await send(mailOf(bulk, entry));
    outcomes.push(outcome);
    if (outcome.kind === 'unavailable') stopped = outcome;
    if (outcome.kind === 'unknown') {
      const error = new Unavailable('the mail service broke off at a mail before this one', {
        cause: outcome.error,
      });
      stopped = { kind: 'unavailable', error, throttled: false };
    }
  }
  return outcomes;
};
