import { Hono } from 'hono';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { revokedAssertion, type TakenBack } from '../../shared/badges/ob2/revocation.ts';
import { sendFresh, sendText } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';
import { createOb2Forms } from './ob2-forms.ts';

/** `/credentials/{id}/ob2.json` and `/ob2.jws`: a credential as an assertion of Open Badges 2.0, hosted and signed. */
export const ob2Routes = (
  dependencies: Pick<Dependencies, 'credentials' | 'communities' | 'forms' | 'publicUrl'>,
) => {
  const { credentials, publicUrl } = dependencies;
  const find = createFinder(credentials);
  const forms = createOb2Forms(dependencies);

  /** With the reason that was given last; undefined where the credential holds. */
  const takenBack = async ({ credential, standing }: IssuedCredential): Promise<TakenBack | undefined> => {
    if (standing === 'valid') return undefined;
    const last = (await credentials.changesOf(credential)).findLast(({ kind }) => kind === standing);
    return { credential, standing, reason: last?.reason ?? `It was ${standing}.` };
  };

  return new Hono()
    .get('/:id/ob2.json', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      const back = await takenBack(issued);
      const json = back ? JSON.stringify(revokedAssertion(publicUrl, back)) : await forms.hosted(issued);
      return sendFresh(c, json, 'application/ld+json', back ? 410 : 200);
    })
    .get('/:id/ob2.jws', async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      return sendText(c, await forms.signed(issued), 'text/plain');
    });
};
