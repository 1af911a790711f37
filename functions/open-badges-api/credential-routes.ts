import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readExternalCredential } from '../../shared/badges/external-credential.ts';
import { issuerDid } from '../../shared/badges/keys/did-document.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { bearerOf, type Env, needs } from './bearer.ts';
import type { Dependencies } from './dependencies.ts';
import { createOwnCredentials } from './own-credential.ts';
import { pageHeaders, readPage } from './paging.ts';
import { answerStatus } from './status-info.ts';

const READ = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly';
const UPSERT = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert';

/** Most bytes a credential from elsewhere may have; beside its key it must fit an item of 400 KB. */
const MAX_BYTES = 200_000;

/** A credential in the list: what it is sorted by, and how its document is had. */
interface Listed {
  readonly at: string;
  readonly id: string;
  readonly document: () => Promise<{ readonly format: 'json' | 'jwt'; readonly text: string }>;
}

/**
 * `credentials` of the Open Badges 3.0 API (§6.2.2, §6.2.3). A page reads the member's summaries, those of other
 * issuers, and the documents of the page alone.
 */
export const credentialRoutes = (dependencies: Dependencies) => {
  const { credentials, backpack, members, communities, check, publicUrl, clock } = dependencies;
  const isOwn = createOwnCredentials(dependencies);

  const listOf = async (organization: string, member: string, since: string | undefined) => {
    const [own, others] = await Promise.all([
      credentials.listOf(organization, member),
      backpack.listOf(organization, member),
    ]);
    const listed: Listed[] = [
      ...own.map(({ credential, issuedAt }) => ({
        at: issuedAt,
        id: credential,
        document: async () => {
          const issued = await credentials.get(credential);
          if (!issued) throw new NotFound(`the credential ${credential} is not there`);
          return { format: 'json' as const, text: issued.document };
        },
      })),
      ...others.map(({ validFrom, external, format, document }) => ({
        at: validFrom,
        id: external,
        document: () => Promise.resolve({ format, text: document }),
      })),
    ];
    return listed
      .filter(({ at }) => since === undefined || Date.parse(at) > Date.parse(since))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id.localeCompare(b.id));
  };

  return new Hono<Env>()
    .get('/', needs(READ, dependencies), async (c) => {
      const { organization, member } = bearerOf(c);
      const page = readPage(c.req.query());
      const all = await listOf(organization, member, page.since);
      const shown = await Promise.all(
        all.slice(page.offset, page.offset + page.limit).map(({ document }) => document()),
      );
      const parts = (['json', 'jwt'] as const).map((format) => shown.filter((one) => one.format === format));
      const [json = [], jwt = []] = parts;
      return c.json(
        {
          ...(json.length > 0 && { credential: json.map(({ text }): unknown => JSON.parse(text)) }),
          ...(jwt.length > 0 && { compactJwsString: jwt.map(({ text }) => text) }),
        },
        200,
        {
          'cache-control': 'no-store',
          ...pageHeaders(`${publicUrl}/ims/ob/v3p0/credentials`, page, all.length),
        },
      );
    })
    .post(
      '/',
      needs(UPSERT, dependencies),
      bodyLimit({
        maxSize: MAX_BYTES,
        onError: (c) => answerStatus(c, 413, `A credential may have at most ${MAX_BYTES} bytes.`),
      }),
      async (c) => {
        const bearer = bearerOf(c);
        const { organization, member } = bearer;
        const text = (await c.req.text()).trim();
        const answer = (status: 200 | 201) =>
          c.body(text, status, {
            'content-type': text.startsWith('{') ? 'application/json' : 'text/plain; charset=utf-8',
            'cache-control': 'no-store',
          });
        if (await isOwn(text, bearer)) return answer(200);
        const [known, own] = await Promise.all([
          members.getMember(organization, member),
          communities.getOrganization(organization),
        ]);
        if (!known || !own) throw new NotFound('the member this token speaks for is no longer there');
        const checked = await check(text, known.email);
        if (checked.outcome === 'refused') throw new InvalidInput(checked.because);
        const { credential, format } = checked;
        const came = { format, document: text };
        const read = readExternalCredential(
          credential,
          came,
          { organization, member },
          { did: issuerDid(publicUrl, organization), name: own.name },
          clock(),
        );
        if (read.outcome === 'refused') throw new InvalidInput(read.because);
        return answer((await backpack.put(read.credential)) === 'added' ? 201 : 200);
      },
    );
};
