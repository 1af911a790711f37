import type { Context } from 'hono';
import * as z from 'zod';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import { Forbidden, NotFound } from '../../shared/platform/errors.ts';
import { isSameSecret } from '../../shared/platform/same-secret.ts';

/** True where whoever asks may see the credential: it is public, or the address carries its key. */
const isOpenTo = ({ visibility, accessKey }: IssuedCredential, key: string | undefined): boolean =>
  visibility === 'public' || (accessKey !== undefined && key !== undefined && isSameSecret(accessKey, key));

/** Finds credentials for routes that name one as `:id`, or at the beginning of `:file`. */
export const createFinder = (credentials: Pick<CredentialsStore, 'get'>) => {
  /**
   * The credential, whether it is shared or not: for what tells nothing of anybody, as the picture.
   *
   * @throws {NotFound} where there is none.
   */
  const any = async (id: string): Promise<IssuedCredential> => {
    const issued = z.uuid().safeParse(id).success ? await credentials.get(id) : undefined;
    if (!issued) throw new NotFound('there is no credential at this address');
    return issued;
  };
  /**
   * The credential, where its member shares it with whoever asks (`?key=` carries a private link's key).
   *
   * @throws {NotFound} where there is none.
   * @throws {Forbidden} where the member keeps it to themselves.
   */
  const shared = async (c: Context, id: string): Promise<IssuedCredential> => {
    const issued = await any(id);
    if (isOpenTo(issued, c.req.query('key'))) return issued;
    throw new Forbidden('the member who holds this badge does not share it; ask them for a link');
  };
  return { any, shared };
};
