import * as z from 'zod';
import { readBody } from './request.ts';
import { SesError } from './ses-error.ts';

const Anything = z.looseObject({});
const OfTenant = z.looseObject({ TenantName: z.string() });
const OfSet = z.looseObject({ ConfigurationSetName: z.string() });
const Destination = z.looseObject({ EventDestinationName: z.string() });
const Association = z.looseObject({ TenantName: z.string(), ResourceArn: z.string() });

const tenantOf = (TenantName: string) => ({
  TenantName,
  TenantArn: `arn:aws:ses:eu-west-1:000000000000:tenant/${TenantName}/tn-local`,
});

/**
 * SES's tenants and configuration sets, as far as `npm run mail:organizations` makes them: they are remembered while the
 * machine runs, so that making one again is answered as SES answers it. Mail is taken by any set, whether made or not.
 */
export const openWays = () => {
  const made = new Map<string, object>();
  const make = (key: string, value: object): object => {
    if (made.has(key)) throw new SesError('AlreadyExistsException', `There is a ${key} already.`);
    made.set(key, value);
    return {};
  };
  const change = (key: string, value: object): object => {
    const known = made.get(key);
    if (!known) throw new SesError('NotFoundException', `There is no ${key}.`);
    made.set(key, { ...known, ...value });
    return {};
  };

  const operations: readonly [RegExp, (body: string, name: string, part: string) => object][] = [
    [
      /^POST tenants$/,
      (body) => {
        const wanted = readBody(OfTenant, body);
        make(`tenant ${wanted.TenantName}`, wanted);
        return tenantOf(wanted.TenantName);
      },
    ],
    [
      /^POST tenants\/get$/,
      (body) => {
        const { TenantName } = readBody(OfTenant, body);
        return { ...change(`tenant ${TenantName}`, {}), Tenant: tenantOf(TenantName) };
      },
    ],
    [
      /^POST tenant\/suppression$/,
      (body) => {
        const { TenantName, ...SuppressionAttributes } = readBody(OfTenant, body);
        return change(`tenant ${TenantName}`, { SuppressionAttributes });
      },
    ],
    [
      /^POST tenants\/resources$/,
      (body) => {
        const { TenantName, ResourceArn } = readBody(Association, body);
        return make(`${ResourceArn} of tenant ${TenantName}`, {});
      },
    ],
    [
      /^POST configuration-sets$/,
      (body) => {
        const wanted = readBody(OfSet, body);
        return make(`configuration set ${wanted.ConfigurationSetName}`, wanted);
      },
    ],
    [
      /^POST configuration-sets\/([^/]+)\/event-destinations$/,
      (body, set) => {
        const { EventDestinationName, ...destination } = readBody(Destination, body);
        return make(`destination ${EventDestinationName} of ${set}`, destination);
      },
    ],
    [
      /^PUT configuration-sets\/([^/]+)\/event-destinations\/([^/]+)$/,
      (body, set, name) => change(`destination ${name} of ${set}`, readBody(Anything, body)),
    ],
    [
      /^PUT configuration-sets\/([^/]+)\/(delivery|reputation|suppression)-options$/,
      (body, set, part) =>
        change(`configuration set ${set}`, {
          [`${part.charAt(0).toUpperCase()}${part.slice(1)}Options`]: readBody(Anything, body),
        }),
    ],
  ];

  return {
    /** Answers `METHOD path` below `/v2/email/`; undefined where it is about something else. @throws {SesError} */
    answer: (operation: string, body: string): object | undefined => {
      for (const [pattern, run] of operations) {
        const found = pattern.exec(operation);
        if (found) return run(body, found[1] ?? '', found[2] ?? '');
      }
      return undefined;
    },
    /** What there is by now, by what it is called. */
    made: (): Readonly<Record<string, object>> => Object.fromEntries(made),
  };
};
