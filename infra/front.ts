import { HttpMethod, type HttpRoute, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ExternalCredential } from '../shared/badges/external-credential.ts';
import type { Address } from './address.ts';
import { raiseAlarm } from './constructs/alarm.ts';
import { NodeFunction } from './constructs/node-function.ts';
import type { Identity } from './identity.ts';
import type { Mail } from './mail.ts';
import { describe, type Parts } from './parts.ts';
import type { Signing } from './signing.ts';
import type { ItemAction, ItemLimits, State } from './state.ts';

/** A member's items, in `community` and in `credentials`. */
const MEMBERS = 'ORG#*#MEMBER#*';

/**
 * What the Open Badges API may do: strangers call it, so it is held to the items that it has to write. Of a member it
 * writes their name, what becomes of an authorization, and what they bring from elsewhere: never an address, a role, a
 * session, or an event (attributes that are not named here cannot be written).
 */
const allowPrograms = (state: State, api: NodeFunction): void => {
  const community = (actions: readonly ItemAction[], only: ItemLimits) => {
    state.allow(api, 'community', actions, { only });
  };
  community(['GetItem'], { partitions: ['CLIENT#*', 'CODE#*', 'TOKEN#*', 'ORG#*'] });
  community(['PutItem'], { partitions: ['CLIENT#*', 'TOKEN#*'] });
  community(['UpdateItem'], { partitions: ['CODE#*', 'TOKEN#*'] });
  community(['DeleteItem'], { partitions: ['TOKEN#*'] });
  const whose = ['pk', 'sk', 'organization', 'member'];
  const renaming = ['name', 'by', 'at', 'from', 'to'];
  const ending = ['authorization', 'endedAt', 'client', 'clientName', 'scopes', 'kind', 'at'];
  community(['PutItem', 'UpdateItem'], {
    partitions: [MEMBERS],
    attributes: [...new Set([...whose, ...renaming, ...ending])],
  });
  state.allow(api, 'credentials', ['GetItem', 'Query']);
  state.allow(api, 'credentials', ['PutItem'], {
    only: { partitions: [MEMBERS], attributes: ['pk', 'sk', ...Object.keys(ExternalCredential.shape)] },
  });
};

/** Requests a second, and at once, by which programs register themselves: anybody may, and each leaves an item. */
const REGISTRATIONS = { rate: 1, burst: 20 } as const;

/** What answers people and machines: the pages, and the public credentials. */
export class Front extends Construct {
  readonly web: NodeFunction;
  readonly credentials: NodeFunction;
  readonly openBadgesApi: NodeFunction;

  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; signing: Signing; identity: Identity; address: Address; mail: Mail },
  ) {
    super(scope, id);
    const { state, signing, identity, address, mail, alarmTopic } = parts;
    const { community, engagement, credentials } = state.tables;

    this.web = new NodeFunction(
      this,
      'Web',
      describe(parts, 'web', {
        COMMUNITY_TABLE: community.tableName,
        ENGAGEMENT_TABLE: engagement.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
        PUBLIC_URL: address.publicUrl,
        OIDC_ISSUER: identity.pool.userPoolProviderUrl,
        OIDC_CLIENT_ID: identity.client.userPoolClientId,
        MAIL_TRACK_OPENS: String(parts.stage.trackOpens),
        ...mail.environment,
      }),
    );
    state.allow(
      this.web,
      'community',
      ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
      { index: true },
    );
    mail.allowForgetting(this.web);
    state.allow(this.web, 'engagement', ['Query']);
    // What it writes: changes of credentials, and what staff and members grant, report and share.
    state.allow(this.web, 'credentials', ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'], {
      index: true,
    });

    this.credentials = new NodeFunction(
      this,
      'Credentials',
      describe(parts, 'credentials', {
        CREDENTIALS_TABLE: credentials.tableName,
        COMMUNITY_TABLE: community.tableName,
        SIGNING_KEY: signing.key.keyArn,
        SIGNING_KEY_RS256: signing.joseKeys.RS256.keyArn,
        SIGNING_KEY_ES256: signing.joseKeys.ES256.keyArn,
        PUBLIC_URL: address.publicUrl,
      }),
    );
    state.allow(this.credentials, 'community', ['GetItem', 'Query']);
    // What it writes: forms of credentials it signs when they are first asked for, and its keys in the register.
    state.allow(this.credentials, 'credentials', ['GetItem', 'PutItem', 'Query']);
    signing.allowReading(this.credentials);
    signing.allowJoseSigning(this.credentials);

    this.openBadgesApi = new NodeFunction(
      this,
      'OpenBadgesApi',
      describe(parts, 'open-badges-api', {
        COMMUNITY_TABLE: community.tableName,
        CREDENTIALS_TABLE: credentials.tableName,
        PUBLIC_URL: address.publicUrl,
      }),
    );
    allowPrograms(state, this.openBadgesApi);

    const pages = this.integrate('Pages', this.web);
    const records = this.integrate('Records', this.credentials);
    const programs = this.integrate('Programs', this.openBadgesApi);
    const registration = address.api.addRoutes({
      path: '/oauth/register',
      methods: [HttpMethod.ANY],
      integration: programs,
    });
    const routes = [
      ...address.api.addRoutes({ path: '/', methods: [HttpMethod.ANY], integration: pages }),
      ...address.api.addRoutes({ path: '/{proxy+}', methods: [HttpMethod.ANY], integration: pages }),
      // Link checkers and previews ask for the head alone (RFC 9110 §9.3.2).
      ...['/credentials/{proxy+}', '/organizations/{proxy+}', '/transcripts/{proxy+}'].flatMap((path) =>
        address.api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD], integration: records }),
      ),
      // Wallets that run in a browser ask first whether they may (OPTIONS, Fetch Standard §3.2).
      ...address.api.addRoutes({
        path: '/exchanges/{proxy+}',
        methods: [HttpMethod.GET, HttpMethod.POST, HttpMethod.OPTIONS],
        integration: records,
      }),
      ...address.api.addRoutes({
        path: '/verify',
        methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
        integration: records,
      }),
      // What programs speak by themselves; the page that asks members (/oauth/authorize) is the web function's.
      ...['/ims/ob/v3p0/{proxy+}', '/oauth/token', '/oauth/revoke'].flatMap((path) =>
        address.api.addRoutes({ path, methods: [HttpMethod.ANY], integration: programs }),
      ),
      ...registration,
    ];
    for (const route of registration) address.throttle(route, REGISTRATIONS);
    this.acknowledgeOpenRoutes(routes);

    raiseAlarm(this, 'Failing', {
      meaning:
        'Pages, public credentials or the API for other programs answer with an error of ours (5xx), five times or more in five minutes.',
      action:
        'open the logs of web, credentials and open-badges-api at that time: each error names its reason; then look at their Throttles. See "Pages failing" in docs/operations.md.',
      metric: address.stage.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      atLeast: 5,
      topic: alarmTopic,
    });
  }

  private integrate(id: string, consumer: NodeFunction): HttpLambdaIntegration {
    return new HttpLambdaIntegration(id, consumer.function, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
  }

  private acknowledgeOpenRoutes(routes: readonly HttpRoute[]): void {
    for (const route of routes) {
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'Public credentials are for everybody; every page asks the access policy with the session of the web function, which also has to serve those who are not signed in.',
      });
    }
  }
}
