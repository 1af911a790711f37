import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  CfnRoute,
  CfnStage,
  DomainName,
  HttpApi,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnOutput } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { logRetention } from './log-retention.ts';
import type { Stage } from './stage.ts';

/**
 * What is logged of a request. Neither the caller's address nor the path: a path can name a member or carry an
 * unsubscribe token. The route says which function answered, the request id leads to its log.
 */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** The address that people and machines come to: the HTTP API, and its custom domain where the stage has one. */
export class Address extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Without a trailing slash. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const { domainName, certificateArn, throttle } = stage;
    const ownDomain = domainName !== undefined && certificateArn !== undefined;
    this.api = new HttpApi(this, 'Api', {
      description: 'Colloquy',
      createDefaultStage: false,
      // One address only: links, cookies and credentials name the public one.
      disableExecuteApiEndpoint: ownDomain,
    });
    this.publicUrl = stage.publicUrl ?? this.api.apiEndpoint;
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: logRetention(stage) }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    if (ownDomain) {
      const domain = new DomainName(this, 'Domain', {
        domainName,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        securityPolicy: SecurityPolicy.TLS_1_2,
      });
      new ApiMapping(this, 'Mapping', { api: this.api, domainName: domain, stage: this.stage });
      new CfnOutput(scope, 'DomainTarget', {
        description: `Point ${domainName} here (CNAME, or an alias record in Route 53)`,
        value: domain.regionalDomainName,
      });
    }
  }

  /** Holds one route to requests of its own: so many a second, and so many at once. Beyond, callers get 429. */
  throttle(route: HttpRoute, { rate, burst }: { readonly rate: number; readonly burst: number }): void {
    const [stage, declared] = [this.stage.node.defaultChild, route.node.defaultChild];
    if (!(stage instanceof CfnStage && declared instanceof CfnRoute)) {
      throw new Error(`${route.node.path} is no route of ${this.stage.node.path}`);
    }
    const settings = {
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
      DetailedMetricsEnabled: true,
    };
    stage.addPropertyOverride('RouteSettings', { [declared.routeKey]: settings });
    // A stage knows only routes that are there already.
    stage.addResourceDependency(declared);
  }
}
