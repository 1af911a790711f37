import { Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { vcJwt } from '../../shared/badges/keys/vc-jwt.ts';
import { sendText } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';

/** What a VC-JWT can be called: plain text unless it is asked for by its own name (Open Badges 3.0 §6, VC-JOSE-COSE). */
const MEDIA_TYPES = ['text/plain', 'application/vc+jwt'];

/** `/credentials/{id}.rs256.jwt` and `.es256.jwt`: a credential as a VC-JWT, as it was signed when it was first asked for. */
export const jwtRoutes = ({ credentials, forms }: Pick<Dependencies, 'credentials' | 'forms'>) => {
  const find = createFinder(credentials);
  return new Hono().get('/:file{[^/]+[.][re]s256[.]jwt}', async (c) => {
    const [id = '', form] = c.req.param('file').split('.');
    const { credential, document } = await find.shared(c, id);
    const rsa = form === 'rs256';
    const jwt = await forms.of({
      credential,
      form: rsa ? 'rs256' : 'es256',
      algorithm: rsa ? 'RS256' : 'ES256',
      write: ({ key }) => vcJwt(document, key),
    });
    c.header('vary', 'Accept');
    return sendText(c, jwt, accepts(c, { header: 'Accept', supports: MEDIA_TYPES, default: 'text/plain' }));
  });
};
