import {
  AccountRecovery,
  type CfnUserPoolClient,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { CfnOutput, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/** Who may sign in: people whom an administrator has invited, by their e-mail address. */
export class Identity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, props: { stage: Stage; publicUrl: string }) {
    super(scope, id);
    const { stage, publicUrl } = props;
    this.pool = new UserPool(this, 'People', {
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: false,
      autoVerify: { email: true },
      // An address that changes stays as it was until the new one is proven: it is what a member is found by.
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      userInvitation: {
        emailSubject: 'Your invitation to Colloquy',
        emailBody: `You have been invited to Colloquy. Sign in at ${publicUrl}/ as {username} with the password {####} within 7 days; you will then choose your own.`,
      },
    });
    this.pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: stage.signInPrefix } });
    this.client = this.pool.addClient('Web', {
      // A public client: it has no secret to keep, and proves itself with PKCE on every sign-in.
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${publicUrl}/signed-in`],
        logoutUrls: [`${publicUrl}/`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // The web function keeps its own session; tokens are read once, at sign-in.
      accessTokenValidity: Duration.minutes(5),
      idTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
    });
    // People sign in on Cognito's own pages alone; left out, the other ways would be allowed by default.
    const client = this.client.node.defaultChild as CfnUserPoolClient;
    client.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
    Validations.of(this.pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason:
          'A second factor (TOTP) is offered to everybody and required of nobody: many members are teachers on shared machines without a telephone of their own.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason:
          'The Plus plan is priced per active member; people come by invitation only, with strong passwords, and an association can switch it on.',
      },
    );
    new CfnOutput(scope, 'UserPool', {
      description: 'Invite people here',
      value: this.pool.userPoolId,
    });
  }
}
