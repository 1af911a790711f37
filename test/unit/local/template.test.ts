import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTemplate, resolveTemplate } from '../../../local/system/template.ts';

const place = {
  publicUrl: 'http://127.0.0.1:8787',
  awsUrl: 'http://127.0.0.1:9000',
  signingKey: (id: string) => `file:///keys/${id}.json`,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colloquy-template-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const written = (content: unknown): string => {
  const path = join(folder, 'T.template.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const resources = {
  Queue: { Type: 'AWS::SQS::Queue' },
  Function: { Type: 'AWS::Lambda::Function' },
  Table: { Type: 'AWS::DynamoDB::GlobalTable' },
  Signing: { Type: 'AWS::KMS::Key', Properties: { KeyUsage: 'SIGN_VERIFY' } },
  Encrypting: { Type: 'AWS::KMS::Key' },
  Pool: { Type: 'AWS::Cognito::UserPool' },
  Api: { Type: 'AWS::ApiGatewayV2::Api' },
};

const head = {
  Parameters: { Stage: { Type: 'String', Default: 'local' }, Bare: { Type: 'String' } },
  Mappings: { Sizes: { local: { memory: 128 } } },
  Conditions: {
    Local: { 'Fn::Equals': [{ Ref: 'Stage' }, 'local'] },
    Elsewhere: { 'Fn::Not': [{ Condition: 'Local' }] },
    Either: { 'Fn::Or': [{ Condition: 'Elsewhere' }, { Condition: 'Local' }] },
    Both: { 'Fn::And': [{ Condition: 'Elsewhere' }, { Condition: 'Local' }] },
  },
};

const valueOf = (value: unknown): unknown => {
  const path = written({
    ...head,
    Resources: {
      ...resources,
      Probe: { Type: 'Probe', Properties: { value, other: { Ref: 'AWS::NoValue' } } },
    },
  });
  return resolveTemplate(readTemplate(path), place).ofType('Probe')[0]?.properties['value'];
};

describe('a value in a template', () => {
  it.each<[name: string, value: unknown, resolved: unknown]>([
    ['plain', { a: [1, 'b', null, true] }, { a: [1, 'b', null, true] }],
    ['Ref of a parameter', { Ref: 'Stage' }, 'local'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Ref of a resource is its logical id', { Ref: 'Table' }, 'Table'],
    ['Ref of a queue is its URL', { Ref: 'Queue' }, 'http://127.0.0.1:9000/000000000000/Queue'],
    ['Arn', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:000000000000:Queue'],
    [
      'GetAtt with a dot',
      { 'Fn::GetAtt': 'Function.Arn' },
      'arn:aws:lambda:eu-west-1:000000000000:function:Function',
    ],
    [
      'StreamArn',
      { 'Fn::GetAtt': ['Table', 'StreamArn'] },
      'arn:aws:dynamodb:eu-west-1:000000000000:table/Table/stream/local',
    ],
    ['a key that signs is a file', { 'Fn::GetAtt': ['Signing', 'Arn'] }, 'file:///keys/Signing.json'],
    [
      'a key that encrypts is none',
      { 'Fn::GetAtt': ['Encrypting', 'Arn'] },
      'arn:aws:local:eu-west-1:000000000000:AWS-KMS-Key/Encrypting',
    ],
    [
      'the user pool is the identity provider',
      { 'Fn::GetAtt': ['Pool', 'ProviderURL'] },
      'http://127.0.0.1:8787/_oidc',
    ],
    ['the API is the public port', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:8787'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 3]] }, 'a-local-3'],
    [
      'Sub',
      { 'Fn::Sub': '${Stage}/${Queue.Arn}/${!Literal}' },
      'local/arn:aws:sqs:eu-west-1:000000000000:Queue/${Literal}',
    ],
    ['Sub with variables', { 'Fn::Sub': ['${Mine}-${Stage}', { Mine: { Ref: 'Table' } }] }, 'Table-local'],
    ['Select from Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['If', { 'Fn::If': ['Local', 'yes', 'no'] }, 'yes'],
    ['If of a condition that is not', { 'Fn::If': ['Both', 'yes', { Ref: 'Stage' }] }, 'local'],
    ['Or', { 'Fn::If': ['Either', 1, 2] }, 1],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    ['Base64', { 'Fn::Base64': { Ref: 'Stage' } }, 'bG9jYWw='],
    ['no value in a list', ['a', { Ref: 'AWS::NoValue' }], ['a']],
    ['no value by a condition', { 'Fn::If': ['Elsewhere', 'x', { Ref: 'AWS::NoValue' }] }, undefined],
    [
      'a property named Condition',
      { Condition: { StringEquals: 'x' } },
      { Condition: { StringEquals: 'x' } },
    ],
  ])('%s', (_, value, resolved) => {
    expect(valueOf(value)).toEqual(resolved);
  });

  it.each<[name: string, value: unknown, reason: RegExp]>([
    ['Ref of nothing', { Ref: 'Nobody' }, /Nobody is referred to but is neither/],
    ['a parameter without a default', { Ref: 'Bare' }, /parameter Bare has no default/],
    ['a function nobody knows', { 'Fn::ImportValue': 'x' }, /Fn::ImportValue is not offered/],
    ['an entry beyond the list', { 'Fn::Select': [3, ['a']] }, /asks for entry 3 of 1/],
    ['a condition that is not there', { 'Fn::If': ['Nope', 1, 2] }, /no condition Nope/],
    ['Join without a list', { 'Fn::Join': ['-', 'a'] }, /Fn::Join needs a list/],
    [
      'no such entry in a map',
      { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] },
      /no entry Sizes\.prod\.memory/,
    ],
  ])('is refused: %s', (_, value, reason) => {
    expect(() => valueOf(value)).toThrow(reason);
  });
});

describe('a template', () => {
  it('leaves out resources and outputs whose condition does not hold, and outputs that are no text', () => {
    const path = written({
      ...head,
      Resources: { In: { Type: 'X', Condition: 'Local' }, Out: { Type: 'X', Condition: 'Elsewhere' } },
      Outputs: {
        Yes: { Value: { Ref: 'In' } },
        No: { Value: 'x', Condition: 'Elsewhere' },
        List: { Value: ['a'] },
      },
    });
    const template = resolveTemplate(readTemplate(path), place);
    expect(template.ofType('X').map(({ id }) => id)).toEqual(['In']);
    expect(template.outputs).toEqual({ Yes: 'In' });
  });

  it('that is not there says how to make it', () => {
    expect(() => readTemplate(join(folder, 'none.json'))).toThrow(
      /cannot be read\. Make it with: npm run synth/,
    );
  });

  it('that is not JSON, or no template, says so', () => {
    expect(() => readTemplate(written('{'))).toThrow(/is not JSON\. Make it anew/);
    expect(() => readTemplate(written({ Outputs: {} }))).toThrow(/Resources/);
  });
});
