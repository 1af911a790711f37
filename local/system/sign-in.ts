import type { Table } from '../../shared/platform/table.ts';
import type { Identity } from '../identity/index.ts';
import { createIdentity } from '../identity/index.ts';
import { readPeople } from '../identity/people.ts';
import type { Log } from './log.ts';
import type { ResolvedTemplate } from './template.ts';

/** Where the identity provider stands in for the user pool. */
export interface SignInPlace {
  readonly publicUrl: string;
  readonly keysFolder: string;
  readonly community: Table;
  readonly log: Log;
}

/** The identity provider in the place of the template's user pool; undefined where the template has no client of one. */
export const createSignIn = async (
  template: ResolvedTemplate,
  { publicUrl, keysFolder, community, log }: SignInPlace,
): Promise<Identity | undefined> => {
  const [client] = template.ofType('AWS::Cognito::UserPoolClient');
  if (!client) return undefined;
  const told = new Set<string>();
  const tellOnce = (key: string): void => {
    if (told.has(key)) return;
    told.add(key);
    log.write('identity', `${key} cannot be read and was left out of the people to sign in as; mend it`);
  };
  return createIdentity({
    issuer: `${publicUrl}/_oidc`,
    client: {
      clientId: client.id,
      redirectUri: `${publicUrl}/signed-in`,
      postLogoutRedirectUri: `${publicUrl}/`,
    },
    people: () => readPeople(community, tellOnce),
    keysFolder,
    onError: (error) => {
      log.write('identity', error.stack ?? error.message);
    },
  });
};
