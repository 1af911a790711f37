import { GetEmailIdentityCommand, NotFoundException, type SESv2Client } from '@aws-sdk/client-sesv2';
import { NotFound, Unavailable } from '../../shared/platform/errors.ts';

/**
 * The names of SES's keys for a domain.
 *
 * @throws {NotFound} where SES does not know the domain, or has no keys for it yet: the stage was not deployed there.
 * @throws {Unavailable} where SES was not reached, or the credentials may not ask it.
 */
export const dkimTokensOf = async (client: SESv2Client, domain: string): Promise<readonly string[]> => {
  try {
    const { DkimAttributes } = await client.send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
    const tokens = DkimAttributes?.Tokens ?? [];
    if (tokens.length > 0) return tokens;
    throw new NotFound(`SES has no keys for ${domain} yet: ask again in some minutes.`);
  } catch (cause) {
    if (cause instanceof NotFound) throw cause;
    if (cause instanceof NotFoundException) {
      throw new NotFound(
        `SES does not know ${domain} in this account and region: deploy the stage first (npm run deploy -- --stage NAME), then ask again.`,
        { cause },
      );
    }
    const name = cause instanceof Error ? cause.name : 'unknown';
    throw new Unavailable(
      `SES did not tell its keys for ${domain} (${name}): look to your AWS credentials (run "aws configure sso", or set AWS_PROFILE) and region, which need ses:GetEmailIdentity; then try again.`,
      { cause },
    );
  }
};
