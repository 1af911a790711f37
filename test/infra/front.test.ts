import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { at, referred, resources, stageTemplate, text } from './template.ts';

const local = stageTemplate('local');
const production = stageTemplate('production');

const functionOf = (template: Template, route: string): string => {
  const found = resources(template, 'AWS::ApiGatewayV2::Route').find(
    ({ properties }) => properties['RouteKey'] === route,
  );
  const integration = resources(template, 'AWS::ApiGatewayV2::Integration').find(
    ({ id }) => id === referred(found?.properties['Target']),
  );
  expect(integration?.properties['PayloadFormatVersion']).toBe('2.0');
  return referred(integration?.properties['IntegrationUri']);
};

describe('the HTTP API', () => {
  it('sends pages to web and public credentials to credentials', () => {
    const routes = resources(local, 'AWS::ApiGatewayV2::Route').map(
      ({ properties }) => properties['RouteKey'],
    );
    expect(routes.sort()).toEqual([
      'ANY /',
      'ANY /ims/ob/v3p0/{proxy+}',
      'ANY /oauth/register',
      'ANY /oauth/revoke',
      'ANY /oauth/token',
      'ANY /{proxy+}',
      'GET /credentials/{proxy+}',
      'GET /exchanges/{proxy+}',
      'GET /organizations/{proxy+}',
      'GET /transcripts/{proxy+}',
      'GET /verify',
      'HEAD /credentials/{proxy+}',
      'HEAD /organizations/{proxy+}',
      'HEAD /transcripts/{proxy+}',
      'HEAD /verify',
      'OPTIONS /exchanges/{proxy+}',
      'POST /exchanges/{proxy+}',
      'POST /verify',
    ]);
    expect(functionOf(local, 'ANY /')).toMatch(/^FrontWeb/);
    expect(functionOf(local, 'ANY /{proxy+}')).toMatch(/^FrontWeb/);
    expect(functionOf(local, 'GET /credentials/{proxy+}')).toMatch(/^FrontCredentials/);
    expect(functionOf(local, 'GET /organizations/{proxy+}')).toMatch(/^FrontCredentials/);
    expect(functionOf(local, 'POST /exchanges/{proxy+}')).toMatch(/^FrontCredentials/);
  });

  it('lets programs register more slowly than everything else, once the route is there', () => {
    const [stage] = resources(production, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.properties['RouteSettings']).toEqual({
      'ANY /oauth/register': {
        ThrottlingRateLimit: 1,
        ThrottlingBurstLimit: 20,
        DetailedMetricsEnabled: true,
      },
    });
    const route = resources(production, 'AWS::ApiGatewayV2::Route').find(
      ({ properties }) => properties['RouteKey'] === 'ANY /oauth/register',
    );
    production.hasResource('AWS::ApiGatewayV2::Stage', { DependsOn: [route?.id] });
  });

  it('is throttled, and logs neither who asked nor for what', () => {
    const [stage] = resources(local, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
    const format = JSON.parse(text(at(stage?.properties['AccessLogSettings'], 'Format'))) as Record<
      string,
      string
    >;
    expect(Object.values(format)).toContain('$context.routeKey');
    expect(JSON.stringify(format)).not.toMatch(/sourceIp|userAgent|\$context\.path|authorizer|identity/);
  });

  it('tells its own address where the stage has none, and the custom domain where it has', () => {
    const [api] = resources(local, 'AWS::ApiGatewayV2::Api');
    const endpoint = { 'Fn::GetAtt': [api?.id, 'ApiEndpoint'] };
    local.hasOutput('PublicUrl', { Value: endpoint });
    local.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ PUBLIC_URL: endpoint, OIDC_ISSUER: Match.anyValue() }) },
    });
    local.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
    production.hasOutput('PublicUrl', { Value: 'https://colloquy.example' });
    production.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    production.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'colloquy.example',
      DomainNameConfigurations: [Match.objectLike({ SecurityPolicy: 'TLS_1_2' })],
    });
  });
});

describe('signing in', () => {
  it('is by e-mail and invitation, with a strong password and a second factor for who wants it', () => {
    local.hasResourceProperties('AWS::Cognito::UserPool', {
      UsernameAttributes: ['email'],
      AdminCreateUserConfig: Match.objectLike({ AllowAdminCreateUserOnly: true }),
      Policies: { PasswordPolicy: Match.objectLike({ MinimumLength: 12, RequireSymbols: true }) },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
  });

  it('is by code with PKCE, for a client without a secret, back to our own pages', () => {
    production.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      CallbackURLs: ['https://colloquy.example/signed-in'],
      LogoutURLs: ['https://colloquy.example/'],
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('is known to web by the provider and the client', () => {
    const [pool] = resources(local, 'AWS::Cognito::UserPool');
    const [client] = resources(local, 'AWS::Cognito::UserPoolClient');
    local.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          OIDC_ISSUER: { 'Fn::GetAtt': [pool?.id, 'ProviderURL'] },
          OIDC_CLIENT_ID: { Ref: client?.id },
        }),
      },
    });
  });
});

describe('mail', () => {
  it('is signed by the domain of the sender, asks for TLS, and learns of bounces and complaints', () => {
    local.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'colloquy.example',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
    });
    local.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
    });
    local.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: Match.objectLike({
        MatchingEventTypes: Match.arrayWith(['bounce', 'complaint']),
        Enabled: true,
      }),
    });
  });
});

describe('what the stack tells', () => {
  it('is what the local system and the commands read', () => {
    for (const output of [
      'CommunityTable',
      'EngagementTable',
      'CredentialsTable',
      'EventBus',
      'PublicUrl',
      'DigestQueue',
    ]) {
      local.hasOutput(output, {});
    }
  });

  it('mails alarms to the address of the stage, where there is one', () => {
    local.resourceCountIs('AWS::SNS::Subscription', 0);
    production.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operations@colloquy.example',
    });
  });
});
