import { Hono } from 'hono';
import { credentialUrl } from '../../shared/badges/credential.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { Conflict } from '../../shared/platform/errors.ts';
import { certificateOfCredential } from '../../shared/transcripts/certificate.ts';
import { creditOfCredentials } from '../../shared/transcripts/credit-source.ts';
import { programOfEntry } from '../../shared/transcripts/program-on-paper.ts';
import { refuseIncomplete } from '../../shared/transcripts/required-fields.ts';
import { sendPdf } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';

/** `/credentials/{id}/certificate.pdf`: a credential on paper, with a code that leads back to its page. */
export const certificateRoutes = ({
  credentials,
  ledger: ledgers,
  creditPrograms,
  printer,
  publicUrl,
  clock,
}: Pick<Dependencies, 'credentials' | 'ledger' | 'creditPrograms' | 'printer' | 'publicUrl' | 'clock'>) => {
  const find = createFinder(credentials);

  /** The credential and those it was issued in the place of, back to the first. */
  const lineOf = async (issued: IssuedCredential): Promise<string[]> => {
    const line = [issued.credential];
    for (let before = issued.replaces; before !== undefined && !line.includes(before); ) {
      line.push(before);
      before = (await credentials.get(before))?.replaces;
    }
    return line;
  };

  /** The credit that the award gave which first issued the credential, as it stands now. */
  const creditOf = async (issued: IssuedCredential) => {
    const { organization, member } = issued;
    const [ledger, line] = await Promise.all([ledgers.entriesOf(organization, member), lineOf(issued)]);
    const entry = creditOfCredentials(ledger, line);
    if (!entry) return undefined;
    const program = await programOfEntry(creditPrograms, entry);
    if (program) refuseIncomplete(entry, program);
    return { entry, program };
  };

  return new Hono().get('/:id/certificate.pdf', async (c) => {
    const issued = await find.shared(c, c.req.param('id'));
    if (issued.standing !== 'valid') {
      throw new Conflict(`this badge is ${issued.standing}, and paper would go on saying that it stands`);
    }
    const certificate = certificateOfCredential(issued, {
      link: credentialUrl(publicUrl, issued.credential),
      credit: await creditOf(issued),
    });
    return sendPdf(c, await (await printer()).certificate(certificate, clock()));
  });
};
