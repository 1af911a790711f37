import type { Json, JsonObject } from './json.ts';

/** The account and region that everything on one machine is in. */
export const ACCOUNT = '000000000000';
/** See {@link ACCOUNT}. */
export const REGION = 'eu-west-1';

/** Where the local system can be reached and where it keeps its keys; known before a template is resolved. */
export interface Place {
  /** The public address, without a trailing slash. */
  readonly publicUrl: string;
  /** The address of the port that speaks the AWS protocols, without a trailing slash. */
  readonly awsUrl: string;
  /** The `file:` URL of the key file that stands for a KMS key that signs. */
  signingKey(logicalId: string): string;
}

/** A resource as a template states it. */
export interface Resource {
  readonly type: string;
  readonly properties: JsonObject;
}

/** Resource types by the middle of their ARN; a physical name is the logical id. */
const arnOf: Record<string, (name: string) => string> = {
  'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
  'AWS::DynamoDB::GlobalTable': (name) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`,
  'AWS::SQS::Queue': (name) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
  'AWS::Events::EventBus': (name) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`,
  'AWS::Events::Rule': (name) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${name}`,
  'AWS::Scheduler::Schedule': (name) => `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/${name}`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
};

/** The name at the end of an ARN (`…:function:name:alias`, `…/name`), or the text itself where it is no ARN. */
export const nameInArn = (arn: string): string => {
  if (!arn.startsWith('arn:')) return arn;
  const parts = arn.split(':');
  if (parts[2] === 'lambda') return parts[6] ?? arn;
  const resource = parts.slice(5).join(':');
  return resource.split('/')[1] ?? resource;
};

/** The service part of an ARN: `sqs`, `lambda`; empty where it is no ARN. */
export const serviceInArn = (arn: string): string =>
  arn.startsWith('arn:') ? (arn.split(':')[2] ?? '') : '';

/** The ARN a resource has on one machine. */
export const localArn = (type: string, logicalId: string): string =>
  arnOf[type]?.(logicalId) ?? `arn:aws:local:${REGION}:${ACCOUNT}:${type.replaceAll('::', '-')}/${logicalId}`;

/** The loopback URL of a queue. */
export const queueUrl = (place: Place, name: string): string => `${place.awsUrl}/${ACCOUNT}/${name}`;

/** True for a KMS key that signs: the one kind that has a counterpart on one machine, a key file. */
export const isSigningKey = ({ type, properties }: Resource): boolean =>
  type === 'AWS::KMS::Key' && properties['KeyUsage'] === 'SIGN_VERIFY';

/** What `Ref` of a resource gives on one machine: its physical name, which is its logical id, or its URL. */
export const refOf = (logicalId: string, resource: Resource, place: Place): Json => {
  if (resource.type === 'AWS::SQS::Queue') return queueUrl(place, logicalId);
  return isSigningKey(resource) ? place.signingKey(logicalId) : logicalId;
};

/** What `Fn::GetAtt` gives on one machine. Attributes that nothing here reads get a text that names them. */
export const attributeOf = (logicalId: string, resource: Resource, attribute: string, place: Place): Json => {
  const { type } = resource;
  switch (`${type}.${attribute}`) {
    case 'AWS::KMS::Key.Arn':
      return isSigningKey(resource) ? place.signingKey(logicalId) : localArn(type, logicalId);
    case 'AWS::Cognito::UserPool.ProviderURL':
      return `${place.publicUrl}/_oidc`;
    case 'AWS::Cognito::UserPool.ProviderName':
      return `${new URL(place.publicUrl).host}/_oidc`;
    case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
      return place.publicUrl;
    case 'AWS::SQS::Queue.QueueUrl':
      return queueUrl(place, logicalId);
    case 'AWS::DynamoDB::Table.StreamArn':
    case 'AWS::DynamoDB::GlobalTable.StreamArn':
      return `${localArn(type, logicalId)}/stream/local`;
    default:
      if (attribute === 'Arn' || attribute.endsWith('Arn')) return localArn(type, logicalId);
      return attribute === 'QueueName' || attribute === 'Name' ? logicalId : `${logicalId}.${attribute}`;
  }
};
