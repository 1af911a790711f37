import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** What a function is. */
export interface NodeFunctionProps {
  /** What it does, in a few words. */
  readonly purpose: string;
  /** A folder with `index.mjs`, which exports `handler`. */
  readonly code: Code;
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetention: RetentionDays;
}

/**
 * A function with a role of its own that may do nothing but write its own log and its traces; everything else is
 * added by name with {@link NodeFunction.may}.
 */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    this.timeout = Duration.seconds(props.timeout);
    const logGroup = new LogGroup(this, 'Log', { retention: props.logRetention });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What this function may do: ${props.purpose}`,
    });
    this.may(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      memorySize: props.memory,
      timeout: this.timeout,
      role: this.role,
      environment: { ...props.environment },
      tracing: Tracing.ACTIVE,
      logGroup,
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray (PutTraceSegments, PutTelemetryRecords) and ListStreams know no resource to be limited to.',
    });
  }

  /**
   * Lets the function do these actions on these resources.
   *
   * @throws {Error} where an action is not named in full: a wildcard would grow with the service.
   */
  may(
    actions: readonly string[],
    resources: string | readonly string[],
    conditions?: Record<string, Record<string, unknown>>,
  ): void {
    const wild = actions.find((action) => action.includes('*'));
    if (wild !== undefined) throw new Error(`${this.node.path}: name the actions that ${wild} stands for`);
    this.role.addToPrincipalPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: typeof resources === 'string' ? [resources] : [...resources],
        ...(conditions && { conditions }),
      }),
    );
  }
}
