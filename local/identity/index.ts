import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { raw } from 'hono/html';
import { interactionPolicy, type KoaContext, Provider } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { dispositions, InvalidInput } from '../../shared/platform/errors.ts';
import { sha256Hex } from '../../shared/platform/ids.ts';
import { checkOwnRequest } from '../console/loopback.ts';
import { type Markup, pageHeaders, render } from '../console/page.ts';
import { errorForPage } from '../console/plain-reason.ts';
import { readBody } from '../system/request-body.ts';
import { keepKeys } from './keys.ts';
import { type Choice, choosePage, failedPage, SUBMIT_SCRIPT, signedOutPage, signOutPage } from './pages.ts';
import type { DemoPerson } from './people.ts';
import { keepForSession } from './session-cookies.ts';

/** The one program that people sign in to: public, with PKCE. */
export interface IdentityClient {
  readonly clientId: string;
  /** Where people return to signed in, and signed out; both absolute. */
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
}

/** What the identity provider needs. */
export interface IdentityOptions {
  /** The provider's URL; its path is where {@link Identity.callback} is mounted. */
  readonly issuer: string;
  readonly client: IdentityClient;
  readonly people: () => Promise<readonly DemoPerson[]>;
  /** The folder that keeps the signing keys, in the file `identity.json`. */
  readonly keysFolder: string;
  /** Told of failures that are not the person's own. */
  readonly onError: (error: Error) => void;
}

/** An OpenID provider for one machine. */
export interface Identity {
  /** Answers every request under the issuer's path; `request.url` is still the whole path. */
  readonly callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** The most a form of ours may send: one field. */
const MAX_FORM_BYTES = 4096;

/** A subject that stays the same for an address, and does not tell it. */
const subOf = ({ email }: DemoPerson): string => sha256Hex(email.trim().toLowerCase()).slice(0, 32);

const HOUR = 60 * 60;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const body = await readBody(request, MAX_FORM_BYTES);
  if (!body) throw new InvalidInput('The form is larger than any this page has.');
  return new URLSearchParams(body.toString('utf8'));
};

const answerPage = async (response: ServerResponse, status: number, markup: Markup): Promise<void> => {
  response.writeHead(status, pageHeaders()).end(await render(markup));
};

const show = async (context: KoaContext, status: number, markup: Markup, script?: string): Promise<void> => {
  context.status = status;
  for (const [name, value] of Object.entries(pageHeaders(script === undefined ? {} : { script }))) {
    context.set(name, value);
  }
  context.body = await render(markup);
};

/** Somebody who returns is asked again whom to be: on one machine one person plays every part. */
const policy = () => {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  prompts
    .get('login')
    .checks.add(
      new Check('choose_person', 'the person at this machine has to choose whom to be', ({ oidc }) =>
        oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  prompts.remove('consent');
  return prompts;
};

/**
 * An OpenID provider of whom the system is the only client: authorization code with PKCE (S256), sign-out from the
 * client without a question, and instead of a password a page to choose a person from. State is in memory (a restart
 * ends sign-ins under way), keys are kept.
 *
 * @throws {Defect} where the kept keys are broken.
 */
export const createIdentity = async (options: IdentityOptions): Promise<Identity> => {
  const { issuer, client, people, keysFolder, onError } = options;
  const keys = await keepKeys(join(keysFolder, 'identity.json'));
  const mount = new URL(issuer).pathname.replace(/\/$/, '');
  const home = client.postLogoutRedirectUri;
  const chosen = new Map<string, DemoPerson>();

  const choices = async (): Promise<Choice[]> =>
    (await people()).map((person) => ({ sub: subOf(person), person }));

  const find = async (sub: string): Promise<DemoPerson | undefined> =>
    chosen.get(sub) ?? (await choices()).find((choice) => choice.sub === sub)?.person;

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.postLogoutRedirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    // Named, so that the provider does not warn of what is meant: sign-ins under way end with the process.
    adapter: createMemoryAdapter(),
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // Cognito puts them into the ID token, too.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 12 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 12 * HOUR,
    },
    interactions: { policy: policy(), url: (_, { uid }) => `${mount}/interaction/${uid}` },
    findAccount: async (_, sub) => {
      const person = await find(sub);
      return (
        person && {
          accountId: sub,
          claims: () => ({ sub, email: person.email, email_verified: true, name: person.name }),
        }
      );
    },
    // The only client is the system itself, so that there is nothing to consent to.
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session.accountId;
      if (accountId === undefined || oidc.client === undefined) return undefined;
      const grant = new provider.Grant({ accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context: KoaContext, form: string) => {
          // A question is due only where it is not the system that asks.
          const immediately = context.oidc.client !== undefined;
          await show(
            context,
            200,
            signOutPage(raw(form), immediately),
            immediately ? SUBMIT_SCRIPT : undefined,
          );
        },
        postLogoutSuccessSource: async (context: KoaContext) => {
          await show(context, 200, signedOutPage(home));
        },
      },
    },
    renderError: async (context, { error_description: description, error: code }, error) => {
      const status = context.status >= 400 ? context.status : 400;
      if (status >= 500) onError(error);
      await show(
        context,
        status,
        failedPage(`${code ?? 'error'}: ${description ?? 'no reason was given'}.`, home),
      );
    },
  });
  provider.on('server_error', (_, error) => {
    onError(error);
  });
  const answerProtocol = provider.callback();

  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const details = await provider.interactionDetails(request, response).catch((cause: unknown) => {
      throw new InvalidInput('This sign-in was left for too long, or was already used.', { cause });
    });
    if (request.method === 'POST') {
      const sub = (await readForm(request)).get('sub') ?? '';
      const person = (await choices()).find((choice) => choice.sub === sub)?.person;
      if (!person) throw new InvalidInput('The chosen person is not here any more.');
      chosen.set(sub, person);
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: sub, remember: false } },
        { mergeWithLastSubmission: false },
      );
      return;
    }
    const search = new URL(request.url ?? '/', issuer).searchParams.get('search') ?? '';
    await answerPage(
      response,
      200,
      choosePage(`${mount}/interaction/${details.uid}`, await choices(), search),
    );
  };

  return {
    callback: async (request, response) => {
      try {
        const { host, origin, 'sec-fetch-site': fetchSite } = request.headers;
        const path = (request.url ?? '/').slice(mount.length) || '/';
        const choosing = path.startsWith('/interaction/');
        // The token endpoint answers programs and the other end of a redirect; only the choice is a form of a page.
        checkOwnRequest({
          method: choosing ? (request.method ?? 'GET') : 'GET',
          host,
          origin,
          fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
        });
        keepForSession(response);
        if (choosing) {
          await interact(request, response);
        } else {
          // The provider tells its mount path from the two, as under connect and express.
          Object.assign(request, { originalUrl: request.url, url: path });
          await answerProtocol(request, response);
        }
      } catch (thrown) {
        const error = errorForPage(thrown);
        if (error.kind === 'Defect') onError(error);
        await answerPage(response, dispositions[error.kind].status, failedPage(error.message, home));
      }
    },
  };
};
