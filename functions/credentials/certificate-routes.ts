import { Hono } from 'hono';
import { credentialUrl } from '../../shared/badges/credential.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { standingEntries } from '../../shared/credits/standing.ts';
import { Conflict } from '../../shared/platform/errors.ts';
import { certificateOfCredential } from '../../shared/transcripts/certificate.ts';
import { sendPdf } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';

/** `/credentials/{id}/certificate.pdf`: a credential on paper, with a code that leads back to its page. */
export const certificateRoutes = ({
  credentials,
  ledger,
  creditPrograms,
  printer,
  publicUrl,
  clock,
}: Pick<Dependencies, 'credentials' | 'ledger' | 'creditPrograms' | 'printer' | 'publicUrl' | 'clock'>) => {
  const find = createFinder(credentials);

  /** The credit that the same award gave, where it gave some and it was not taken back. */
  const creditOf = async ({ organization, member, credential }: IssuedCredential) => {
    const entries = standingEntries(await ledger.entriesOf(organization, member));
    const entry = entries.find(({ source, sourceId }) => source === 'award' && sourceId === credential);
    if (!entry) return undefined;
    const program =
      entry.program === undefined ? undefined : await creditPrograms.getProgram(organization, entry.program);
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
