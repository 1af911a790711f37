/** The parts of oidc-provider (which has no types of its own) that local/identity uses. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface KoaContext {
    body: unknown;
    type: string;
    status: number;
    set(name: string, value: string): void;
    readonly oidc: OidcContext;
  }

  export interface OidcContext {
    readonly client: { readonly clientId: string } | undefined;
    readonly session: {
      readonly accountId: string | undefined;
      grantIdFor(clientId: string): string | undefined;
    };
    readonly params: Readonly<Record<string, string | undefined>>;
    readonly result: { readonly login?: { readonly accountId: string } } | undefined;
    readonly provider: Provider;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export interface InteractionDetails {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }

  export interface Account {
    readonly accountId: string;
    claims(): Readonly<Record<string, unknown>>;
  }

  export interface ProviderConfiguration {
    readonly clients: readonly Readonly<Record<string, unknown>>[];
    readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
    readonly adapter: unknown;
    readonly cookies: Readonly<Record<string, unknown>>;
    readonly claims: Readonly<Record<string, readonly string[] | null>>;
    readonly conformIdTokenClaims: boolean;
    readonly scopes: readonly string[];
    readonly responseTypes: readonly string[];
    readonly pkce: { readonly required: () => boolean };
    readonly ttl: Readonly<Record<string, number>>;
    readonly features: Readonly<Record<string, unknown>>;
    readonly interactions: {
      readonly policy: unknown;
      readonly url: (context: KoaContext, interaction: { readonly uid: string }) => string;
    };
    readonly findAccount: (context: KoaContext, sub: string) => Promise<Account | undefined>;
    readonly loadExistingGrant: (context: KoaContext) => Promise<Grant | undefined>;
    readonly renderError: (
      context: KoaContext,
      out: Readonly<Record<string, string>>,
      error: Error,
    ) => Promise<void>;
  }

  export class Provider {
    constructor(issuer: string, configuration: ProviderConfiguration);
    readonly Grant: new (properties: {
      accountId: string;
      clientId: string;
    }) => Grant;
    on(event: string, listener: (context: KoaContext, error: Error) => void): this;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Readonly<Record<string, unknown>>,
      options?: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }

  interface Check {
    readonly reason: string;
  }
  interface CheckConstructor {
    new (reason: string, description: string, check: (context: KoaContext) => boolean): Check;
    readonly REQUEST_PROMPT: true;
    readonly NO_NEED_TO_PROMPT: false;
  }
  interface Prompt {
    readonly checks: { add(check: Check): void };
  }

  export const interactionPolicy: {
    readonly Check: CheckConstructor;
    readonly base: () => { get(name: string): Prompt; remove(name: string): void };
  };
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  export const createMemoryAdapter: (clockTolerance?: number) => unknown;
}
