import { DeleteSuppressedDestinationCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import { Unavailable } from './errors.ts';
import type { MailRoute } from './mail-port.ts';

/** Has SES forget that an organization's mail to an address came back; doing it again changes nothing. */
export type ForgetSuppressed = (organization: string, address: string) => Promise<void>;

/**
 * SES keeps a list of its own for each tenant (and one for all mail without a tenant), and sends to no address on it:
 * lifting a suppression here alone would have the next mail bounce at SES.
 *
 * @throws {Unavailable} where SES was not reached or would not: nothing is lifted then.
 */
export const createForgetSuppressed = (
  routeOf: (organization: string) => Promise<MailRoute>,
  client: SESv2Client = new SESv2Client({}),
): ForgetSuppressed => {
  return async (organization, address) => {
    const { tenant: TenantName } = await routeOf(organization);
    try {
      await client.send(
        new DeleteSuppressedDestinationCommand({ EmailAddress: address, ...(TenantName && { TenantName }) }),
      );
    } catch (cause) {
      if (cause instanceof NotFoundException) return;
      throw new Unavailable(
        'The mail service could not be told that mail may go to this address again. Please try again in a minute.',
        { cause },
      );
    }
  };
};
