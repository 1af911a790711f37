import type { Context } from 'hono';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
  withQuery,
} from '../../../shared/authorization/authorization-request.ts';
import { InvalidInput } from '../../../shared/platform/errors.ts';
import { AllowPage, ProgramsPage } from '../../../web/pages/programs.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** What a client identifier is made of; whatever else stands in the address names no program. */
const CLIENT = /^[\w-]{16,64}$/;

/**
 * Asking members what other programs may do (RFC 6749 §3.1), and taking it back. The question reads the visit's four
 * and the program; an answer writes the authorization, the program and a code.
 */
export const programRoutes = (on: On, { stores, authorizationServer, clock, tokens }: Dependencies): void => {
  const { authorizations } = stores;

  /** The request in the address; where the program itself must be told of a fault, the way back to it. */
  const requestOf = async (c: Context<Env>): Promise<AuthorizationRequest | Response> => {
    const query = c.req.query();
    const id = query['client_id'] ?? '';
    const client = CLIENT.test(id) ? await authorizations.getClient(id, clock()) : undefined;
    const reading = readAuthorizationRequest(query, client);
    switch (reading.outcome) {
      case 'asked':
        return reading.request;
      case 'returned':
        return c.redirect(reading.to, 303);
      case 'refused':
        throw new InvalidInput(`${reading.because}; go back there and begin once more`);
    }
  };

  on(routes.authorize, async (c) => {
    const request = await requestOf(c);
    if (request instanceof Response) return request;
    const { client, scopes, redirectUri } = request;
    return render(
      c,
      <AllowPage
        viewer={visitOf(c).viewer}
        name={client.name}
        uri={client.uri}
        policyUri={client.policyUri}
        scopes={[...scopes]}
        returnsTo={new URL(redirectUri).host}
        action={`${c.req.path}${new URL(c.req.url).search}`}
      />,
    );
  });

  on(routes.decideAuthorization, async (c) => {
    const request = await requestOf(c);
    if (request instanceof Response) return request;
    const { organization, member } = visitOf(c).actor;
    const { client, scopes, redirectUri, state } = request;
    const decision = (await readForm(c)).get('decision');
    if (decision !== 'allow') {
      const error_description = 'the member did not allow it';
      return c.redirect(withQuery(redirectUri, { error: 'access_denied', error_description, state }), 303);
    }
    const authorization = tokens();
    await authorizations.authorize({
      organization,
      member,
      client: client.client,
      clientName: client.name,
      clientUri: client.uri,
      scopes: [...scopes],
      authorization,
      grantedAt: clock().toISOString(),
    });
    return c.redirect(
      await authorizationServer.authorize(request, { organization, member, authorization }),
      303,
    );
  });

  on(routes.programs, async (c) => {
    const { actor, viewer } = visitOf(c);
    const [found, changes] = await Promise.all([
      authorizations.authorizationsOf(actor.organization, actor.member),
      authorizations.changesOf(actor.organization, actor.member),
    ]);
    const withdrawn = c.req.query('withdrawn') !== undefined;
    return render(
      c,
      <ProgramsPage viewer={viewer} authorizations={found} changes={changes} withdrawn={withdrawn} />,
    );
  });

  on(routes.withdrawProgram, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const client = c.req.param('client');
    if (CLIENT.test(client)) await authorizations.end({ organization, member, client }, 'withdrawn', clock());
    return c.redirect('/settings/programs?withdrawn', 303);
  });
};
