import { SESv2Client, type ServiceInputTypes } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { mailRoutes } from '../../../shared/mail/mail-route.ts';
import { createForgetSuppressed } from '../../../shared/platform/mail-suppression.ts';

const routes = mailRoutes({ MAIL_CONFIGURATION_SET: 'Colloquy-x' });

/** What SES is asked, and how it answers. */
const asking = (answer: () => object) => {
  const asked: ServiceInputTypes[] = [];
  const client = new SESv2Client({ region: 'eu-west-1' });
  // The real client, stopped before it would speak to anybody.
  client.middlewareStack.add(
    () => (args) => {
      asked.push(args.input);
      return Promise.resolve().then(() => ({ output: { $metadata: {}, ...answer() }, response: {} }));
    },
    { step: 'initialize' },
  );
  return {
    asked,
    forget: createForgetSuppressed(
      (organization) => Promise.resolve(routes.routeOf(organization, organization === 'maths')),
      client,
    ),
  };
};

it('asks for the list of the organization’s own tenant, or for everybody’s', async () => {
  const { asked, forget } = asking(() => ({}));
  await forget('maths', 'ada@maths.example.org');
  await forget('other', 'ada@maths.example.org');
  expect(asked).toEqual([
    { EmailAddress: 'ada@maths.example.org', TenantName: 'Colloquy-x_maths' },
    { EmailAddress: 'ada@maths.example.org' },
  ]);
});

it('says what happened, and not to whom, where the mail service does not answer', async () => {
  const { forget } = asking(() => {
    throw new Error('no answer');
  });
  const failed: unknown = await forget('maths', 'ada@maths.example.org').catch((error: unknown) => error);
  expect(failed).toMatchObject({ kind: 'Unavailable' });
  expect(String(failed)).not.toContain('@');
});
