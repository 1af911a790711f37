import { headerOf, type IncomingMail } from './incoming-mail.ts';

/** What SES found of a method in the `Authentication-Results` that it put above all others (RFC 8601 §2.2). */
const resultOf = (results: string, method: 'spf' | 'dmarc'): string[] =>
  [...results.toLowerCase().matchAll(/(?:^|[\s;])(spf|dmarc)\s*=\s*([a-z]+)/g)]
    .filter(([, name]) => name === method)
    .map(([, , result = '']) => result);

/** Whether a domain is another or below it (relaxed alignment, RFC 7489 §3.1.1, without a list of public suffixes). */
const isAligned = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/** Whether a DKIM signature holds that is of the sender's own domain: anybody can sign with theirs. */
const isSigned = (results: string, from: string | undefined): boolean => {
  const domain = from?.slice(from.lastIndexOf('@') + 1) ?? '';
  return [...results.toLowerCase().matchAll(/(?:^|[\s;])dkim\s*=\s*pass\b([^;]*)/g)].some(([, said = '']) => {
    const signer = /header\.(?:d|i)\s*=\s*(?:[^\s;@]*@)?([a-z0-9.-]+)/.exec(said)?.[1];
    return signer !== undefined && domain !== '' && isAligned(signer, domain);
  });
};

/**
 * Why a mail may not be taken for its sender's, or undefined where SES found nothing against it. Only the topmost of
 * each header counts: SES puts its own above whatever came with the mail, where anybody can write anything.
 *
 * A sender is disproved by DMARC (RFC 7489 §6.6.2). Where their domain has no policy, by SPF that fails while no DKIM
 * signature of their own domain holds.
 */
export const disprovedBy = (
  mail: Pick<IncomingMail, 'headers' | 'from'>,
): 'virus' | 'spam' | 'sender' | undefined => {
  const failed = (name: string) => headerOf(mail, name)[0]?.trim().toUpperCase() === 'FAIL';
  if (failed('x-ses-virus-verdict')) return 'virus';
  if (failed('x-ses-spam-verdict')) return 'spam';
  const results = headerOf(mail, 'authentication-results')[0] ?? '';
  const dmarc = resultOf(results, 'dmarc')[0];
  if (dmarc === 'fail') return 'sender';
  if (dmarc === 'pass') return undefined;
  const spfFails = resultOf(results, 'spf').includes('fail');
  return spfFails && !isSigned(results, mail.from[0]) ? 'sender' : undefined;
};
