import { Hono } from 'hono';
import { vcJwt } from '../../shared/badges/keys/vc-jwt.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { Forbidden, NotFound } from '../../shared/platform/errors.ts';
import { isSameSecret } from '../../shared/platform/same-secret.ts';
import { clrCredential } from '../../shared/transcripts/clr.ts';
import { sendFresh, sendText } from './answers.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * `/transcripts/{id}.jwt`: a transcript as a CLR 2.0 credential that holds its badges, signed (RS256) when it is first
 * asked for. It opens with the key in its link alone, until its member ends that.
 */
export const transcriptRoutes = ({
  transcripts,
  credentials,
  communities,
  forms,
  publicUrl,
}: Pick<Dependencies, 'transcripts' | 'credentials' | 'communities' | 'forms' | 'publicUrl'>) =>
  new Hono().get('/:file{[^/]+[.]jwt}', async (c) => {
    const id = c.req.param('file').replace(/\.jwt$/, '');
    const found = Identifier.safeParse(id).success ? await transcripts.get(id) : undefined;
    const organization = found && (await communities.getOrganization(found.organization));
    if (!found || !organization) throw new NotFound('there is no transcript at this address');
    if (!isSameSecret(found.accessKey, c.req.query('key') ?? '')) {
      throw new Forbidden('this transcript opens with its whole link; ask whoever gave it to you for it');
    }
    if (found.closedAt !== undefined) {
      const gone = {
        type: 'about:blank',
        title: 'Ended',
        status: 410,
        detail:
          'The member whose transcript this is ended its link. Ask them for another one, if they mean you to have it.',
      };
      return sendFresh(c, JSON.stringify(gone), 'application/problem+json', 410);
    }
    const jwt = await forms.of({
      credential: id,
      form: 'rs256',
      algorithm: 'RS256',
      write: async ({ key }) => {
        const badges = await Promise.all(found.badges.map((badge) => credentials.get(badge)));
        const sources = { publicUrl, organization, badges: badges.filter((badge) => badge !== undefined) };
        return vcJwt(JSON.stringify(clrCredential(found, sources)), key);
      },
    });
    return sendText(c, jwt, 'text/plain');
  });
