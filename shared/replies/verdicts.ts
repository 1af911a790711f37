import { headerOf, type IncomingMail } from './incoming-mail.ts';

/** What SES found of one method, and what it says beside that. */
interface Finding {
  readonly method: string;
  readonly result: string;
  readonly said: string;
}

/**
 * A header's value without its comments and without what stands between quotation marks (RFC 5322 §3.2.2, §3.2.4), where
 * a sender may write anything; undefined where one of either never ends.
 */
const withoutAsides = (value: string): string | undefined => {
  let plain = '';
  let depth = 0;
  let isQuoted = false;
  for (let i = 0; i < value.length; i += 1) {
    const character = value.charAt(i);
    if (character === '\\') i += 1;
    else if (character === '"' && depth === 0) isQuoted = !isQuoted;
    else if (character === '(' && !isQuoted) depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (!isQuoted && depth === 0) plain += character;
  }
  return isQuoted || depth > 0 ? undefined : plain;
};

/**
 * What an `Authentication-Results` says, a finding for each of its clauses (RFC 8601 §2.2): a clause says one result, at
 * its beginning. Undefined where it cannot be read.
 */
const findingsIn = (value: string): Finding[] | undefined =>
  withoutAsides(value)
    ?.toLowerCase()
    .split(';')
    .flatMap((clause) => {
      const [start = '', method = '', result = ''] =
        /^\s*([a-z][a-z0-9-]*)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/.exec(clause) ?? [];
      return method === '' ? [] : [{ method, result, said: clause.slice(start.length) }];
    });

const resultsOf = (findings: readonly Finding[], of: string): Set<string> =>
  new Set(findings.filter(({ method }) => method === of).map(({ result }) => result));

/** Whether a domain is another or below it (relaxed alignment, RFC 7489 §3.1.1, without a list of public suffixes). */
const isAligned = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);

/** Whether a DKIM signature holds that is of the sender's own domain: anybody can sign with theirs. */
const isSigned = (findings: readonly Finding[], from: string | undefined): boolean => {
  const domain = from?.slice(from.lastIndexOf('@') + 1) ?? '';
  return findings.some(({ method, result, said }) => {
    if (method !== 'dkim' || result !== 'pass') return false;
    const signer = /\sheader\.(?:d|i)\s*=\s*(?:[^\s@]*@)?([a-z0-9.-]+)/.exec(said)?.[1];
    return signer !== undefined && domain !== '' && isAligned(signer, domain);
  });
};

/**
 * Why a mail may not be taken for its sender's, or undefined where SES found nothing against it. Only the topmost of
 * each header counts: SES puts its own above whatever came with the mail, where anybody can write anything.
 *
 * A sender is disproved by DMARC (RFC 7489 §6.6.2): by one result that it failed, by two that disagree, and by a header
 * that cannot be read, for SES writes neither unless the sender had a hand in it. Where their domain has no policy, by
 * SPF that fails while no DKIM signature of their own domain holds.
 */
export const disprovedBy = (
  mail: Pick<IncomingMail, 'headers' | 'from'>,
): 'virus' | 'spam' | 'sender' | undefined => {
  const failed = (name: string) => headerOf(mail, name)[0]?.trim().toUpperCase() === 'FAIL';
  if (failed('x-ses-virus-verdict')) return 'virus';
  if (failed('x-ses-spam-verdict')) return 'spam';
  const findings = findingsIn(headerOf(mail, 'authentication-results')[0] ?? '');
  if (findings === undefined) return 'sender';
  const dmarc = resultsOf(findings, 'dmarc');
  if (dmarc.has('fail') || dmarc.size > 1) return 'sender';
  if (dmarc.has('pass')) return undefined;
  const spfFails = resultsOf(findings, 'spf').has('fail');
  return spfFails && !isSigned(findings, mail.from[0]) ? 'sender' : undefined;
};
