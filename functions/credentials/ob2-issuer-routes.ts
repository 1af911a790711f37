import { Hono } from 'hono';
import type { RegisteredKey } from '../../shared/badges/keys/registered-key.ts';
import type { Achievement } from '../../shared/badges/model.ts';
import { badgeClass } from '../../shared/badges/ob2/badge-class.ts';
import { asIssuer, cryptographicKey, issuerProfile } from '../../shared/badges/ob2/issuer.ts';
import { revocationList, type TakenBack } from '../../shared/badges/ob2/revocation.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import { sendFresh, sendPng } from './answers.ts';
import type { Dependencies } from './dependencies.ts';

const LD = 'application/ld+json';

/** Pixels of an achievement's picture. */
const SIZE = 400;

type Needed = Pick<
  Dependencies,
  'communities' | 'issuedAchievements' | 'keys' | 'statuses' | 'painter' | 'publicUrl'
>;

/** Finds what the documents of an issuer are made of, or says that it is not there. */
const createFinders = ({ communities, issuedAchievements, keys, statuses }: Needed) => {
  const issuer = async (o: string) => {
    const organization = Identifier.safeParse(o).success ? await communities.getOrganization(o) : undefined;
    if (!organization) throw new NotFound('there is no organization at this address');
    return organization;
  };
  const achievement = async (o: string, a: string, version: string): Promise<Achievement> => {
    const isNamed = Identifier.safeParse(a).success && /^[0-9a-f]{12}$/.test(version);
    const found = isNamed ? await issuedAchievements.find(o, a, version) : undefined;
    if (!found) throw new NotFound('there is no badge class at this address: nothing was ever issued for it');
    return found;
  };
  const key = async (name: string): Promise<RegisteredKey> => {
    const found = (await keys()).find((one) => one.algorithm === 'RS256' && one.key === name);
    if (!found) throw new NotFound('there is no key at this address');
    return found;
  };
  const takenBack = async (o: string): Promise<TakenBack[]> => {
    const newest = await statuses.newest(o);
    const lists = Array.from({ length: newest?.list ?? 0 }, (_, i) => statuses.bitsOf(o, i + 1));
    return (await Promise.all(lists)).flat();
  };
  return { issuer, achievement, key, takenBack };
};

/**
 * What assertions of Open Badges 2.0 lead to, beneath `/organizations/{o}`: the issuer, its keys, its revocation list,
 * and achievements as they were issued; beneath `/keys/{key}` the issuer and badge classes of what is signed with it.
 */
export const ob2IssuerRoutes = (dependencies: Needed) => {
  const { painter, publicUrl } = dependencies;
  const find = createFinders(dependencies);

  const profileJson = async (o: string, name?: string): Promise<string> => {
    const issuer = asIssuer(await find.issuer(o));
    return JSON.stringify(
      issuerProfile(publicUrl, issuer, name === undefined ? undefined : await find.key(name)),
    );
  };
  const badgeClassJson = async (o: string, a: string, version: string, name?: string): Promise<string> => {
    asIssuer(await find.issuer(o));
    const key = name === undefined ? {} : { key: (await find.key(name)).key };
    return JSON.stringify(
      badgeClass({ publicUrl, organization: o, ...key }, await find.achievement(o, a, version)),
    );
  };

  return new Hono()
    .get('/:o/ob2.json', async (c) => sendFresh(c, await profileJson(c.req.param('o')), LD))
    .get('/:o/ob2-revocations.json', async (c) => {
      const { organization } = await find.issuer(c.req.param('o'));
      const list = revocationList(publicUrl, organization, await find.takenBack(organization));
      return sendFresh(c, JSON.stringify(list), LD);
    })
    .get('/:o/keys/:file{[\\w-]+[.]json}', async (c) => {
      const { organization } = await find.issuer(c.req.param('o'));
      const key = await find.key(c.req.param('file').replace(/[.]json$/, ''));
      return sendFresh(c, JSON.stringify(cryptographicKey(publicUrl, organization, key)), LD);
    })
    .get('/:o/keys/:key/ob2.json', async (c) => {
      const { o, key } = c.req.param();
      return sendFresh(c, await profileJson(o, key), LD);
    })
    .get('/:o/achievements/:a/:version/ob2.json', async (c) => {
      const { o, a, version } = c.req.param();
      return sendFresh(c, await badgeClassJson(o, a, version), LD);
    })
    .get('/:o/keys/:key/achievements/:a/:version/ob2.json', async (c) => {
      const { o, key, a, version } = c.req.param();
      return sendFresh(c, await badgeClassJson(o, a, version, key), LD);
    })
    .get('/:o/achievements/:a/:version/image.png', async (c) => {
      const { o, a, version } = c.req.param();
      const [{ name }, achievement] = await Promise.all([find.issuer(o), find.achievement(o, a, version)]);
      return sendPng(c, await painter.paint({ achievement, organizationName: name }, SIZE));
    });
};
