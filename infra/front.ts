import { HttpMethod, type HttpRoute, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Address } from './address.ts';
import { raiseAlarm } from './constructs/alarm.ts';
import { NodeFunction } from './constructs/node-function.ts';
import type { Identity } from './identity.ts';
import { describe, type Parts } from './parts.ts';
import type { Signing } from './signing.ts';
import type { State } from './state.ts';

/** What answers people and machines: the pages, and the public credentials. */
export class Front extends Construct {
  readonly web: NodeFunction;
  readonly credentials: NodeFunction;
  readonly openBadgesApi: NodeFunction;

  constructor(
    scope: Construct,
    id: string,
    parts: Parts & { state: State; signing: Signing; identity: Identity; address: Address },
  ) {
    super(scope, id);
    const { state, signing, identity, address, alarmTopic } = parts;
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
      }),
    );
    state.allow(
      this.web,
      'community',
      ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
      { index: true },
    );
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
    state.allow(this.openBadgesApi, 'community', ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem']);
    state.allow(this.openBadgesApi, 'credentials', ['GetItem', 'PutItem', 'Query']);

    const pages = this.integrate('Pages', this.web);
    const records = this.integrate('Records', this.credentials);
    const programs = this.integrate('Programs', this.openBadgesApi);
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
      ...['/ims/ob/v3p0/{proxy+}', '/oauth/register', '/oauth/token', '/oauth/revoke'].flatMap((path) =>
        address.api.addRoutes({ path, methods: [HttpMethod.ANY], integration: programs }),
      ),
    ];
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
