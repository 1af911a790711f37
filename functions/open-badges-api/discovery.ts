import { scopes, scopeTexts } from '../../shared/authorization/scopes.ts';

const statusInfo = { $ref: '#/components/schemas/Imsx_StatusInfo' };

const failures = Object.fromEntries(
  ['400', '401', '403', '405', '500', 'default'].map((status) => [
    status,
    {
      description: 'The request was not answered, and why.',
      content: { 'application/json': { schema: statusInfo } },
    },
  ]),
);

const operation = (
  operationId: string,
  summary: string,
  scope: (typeof scopes)[number],
  responses: Readonly<Record<string, unknown>>,
) => ({
  operationId,
  summary,
  tags: ['OpenBadgeCredentials'],
  security: [{ OAuth2ACG: [scope] }],
  responses: { ...responses, ...failures },
});

const body = (description: string, ...types: readonly string[]) => ({
  description,
  content: Object.fromEntries(types.map((type) => [type, {}])),
});

const query = (name: string, description: string, schema: Readonly<Record<string, unknown>>) => ({
  name,
  in: 'query',
  description,
  required: false,
  schema,
});

const CREDENTIAL_TYPES = ['application/json', 'application/vc+ld+json', 'text/plain'];

/**
 * The service description document (Open Badges 3.0 §7.2.1): an OpenAPI 3.0 document that says where programs
 * register, where members are asked, and what can be had.
 */
export const serviceDescription = (publicUrl: string) => {
  const [read, upsert, readProfile, updateProfile] = scopes;
  return {
    openapi: '3.0.1',
    info: {
      title: 'Colloquy',
      version: '3.0',
      description:
        'The badges of the members of professional learning communities, as their Open Badges 3.0 host.',
      termsOfService: `${publicUrl}/about`,
      'x-imssf-privacyPolicyUrl': `${publicUrl}/about#keeps`,
      'x-imssf-image': `${publicUrl}/assets/icon.svg`,
    },
    servers: [{ url: `${publicUrl}/ims/ob/v3p0` }],
    paths: {
      '/discovery': {
        get: {
          operationId: 'getServiceDescription',
          summary: 'This document.',
          tags: ['Discovery'],
          responses: { 200: body('The service description document.', 'application/json') },
        },
      },
      '/credentials': {
        get: {
          ...operation('getCredentials', 'The badges of the member.', read, {
            200: body('A page of them.', 'application/json'),
          }),
          parameters: [
            query('limit', 'How many at most, 1 to 200; 50 where it is not said.', {
              type: 'integer',
              minimum: 1,
            }),
            query('offset', 'Of the first one, from 0.', { type: 'integer', minimum: 0 }),
            query('since', 'Only those issued after.', { type: 'string', format: 'date-time' }),
          ],
        },
        post: {
          ...operation('upsertCredential', 'Keeps a badge that another issuer awarded the member.', upsert, {
            200: body('It replaced an earlier version of itself.', ...CREDENTIAL_TYPES),
            201: body('It is new.', ...CREDENTIAL_TYPES),
          }),
          requestBody: { required: true, ...body('The signed credential.', ...CREDENTIAL_TYPES) },
        },
      },
      '/profile': {
        get: operation('getProfile', 'The profile of the member.', readProfile, {
          200: body('The profile.', 'application/json'),
        }),
        put: {
          ...operation('putProfile', 'Changes the name of the member.', updateProfile, {
            200: body('The profile as it now is.', 'application/json'),
          }),
          requestBody: { required: true, ...body('The whole profile.', 'application/json') },
        },
      },
    },
    components: {
      securitySchemes: {
        OAuth2ACG: {
          type: 'oauth2',
          description: 'OAuth 2.0 authorization code grant with PKCE (S256).',
          'x-imssf-registrationUrl': `${publicUrl}/oauth/register`,
          flows: {
            authorizationCode: {
              authorizationUrl: `${publicUrl}/oauth/authorize`,
              tokenUrl: `${publicUrl}/oauth/token`,
              refreshUrl: `${publicUrl}/oauth/token`,
              'x-imssf-revocationUrl': `${publicUrl}/oauth/revoke`,
              scopes: scopeTexts,
            },
          },
        },
      },
      schemas: {
        Imsx_StatusInfo: {
          type: 'object',
          required: ['imsx_codeMajor', 'imsx_severity'],
          properties: {
            imsx_codeMajor: { type: 'string', enum: ['failure', 'processing', 'success', 'unsupported'] },
            imsx_severity: { type: 'string', enum: ['error', 'status', 'warning'] },
            imsx_description: { type: 'string' },
            imsx_codeMinor: { type: 'object' },
          },
        },
      },
    },
  };
};
