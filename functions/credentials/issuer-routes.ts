import { Hono } from 'hono';
import { listAchievements } from '../../shared/awards/list-achievements.ts';
import { didDocument } from '../../shared/badges/keys/did-document.ts';
import type { Organization } from '../../shared/communities/model.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { NotFound } from '../../shared/platform/errors.ts';
import { sendKeys, sendNegotiated, sendPng } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { achievementJson, profileJson } from './issuer-json.ts';
import { achievementPage, issuerPage } from './issuer-pages.tsx';

/** Pixels of an achievement's picture. */
const SMALL = 400;

/** `/organizations/{o}`: who issues, with which key, and what can be achieved there. */
export const issuerRoutes = (dependencies: Dependencies) => {
  const { communities, issuedAchievements, painter, images, keys, publicUrl } = dependencies;
  const find = async (o: string): Promise<Organization> => {
    const organization = Identifier.safeParse(o).success ? await communities.getOrganization(o) : undefined;
    if (!organization) throw new NotFound('there is no organization at this address');
    return organization;
  };
  const findAchievement = async (o: string, id: string) => {
    const organization = await find(o);
    const offered = await listAchievements(dependencies, o);
    const known = offered.find((one) => one.achievement.achievement === id)?.achievement;
    // What is no longer offered is still what some badges are for.
    const isNamed = Identifier.safeParse(id).success;
    const achievement = known ?? (isNamed ? await issuedAchievements.findAny(o, id) : undefined);
    if (!achievement) throw new NotFound('there is no achievement at this address');
    return { organization, achievement };
  };
  return (
    new Hono()
      .get('/:o', async (c) => {
        const organization = await find(c.req.param('o'));
        return sendNegotiated(c, {
          page: async () => issuerPage(publicUrl, organization, await keys()),
          json: () => JSON.stringify(profileJson(publicUrl, organization)),
        });
      })
      .get('/:o/did.json', async (c) => {
        const { organization } = await find(c.req.param('o'));
        const document = didDocument(publicUrl, organization, await keys());
        return sendKeys(c, JSON.stringify(document));
      })
      // A mail that was sent shows the logo of its time; one that is another has another address.
      .get('/:o/logos/:file{[0-9a-f]{64}\\.png}', async (c) => {
        const image = await images.get(c.req.param('file').slice(0, -'.png'.length));
        if (image?.type !== 'image/png') throw new NotFound('there is no picture at this address');
        return sendPng(c, image.bytes);
      })
      .get('/:o/achievements/:achievement', async (c) => {
        const { organization, achievement } = await findAchievement(
          c.req.param('o'),
          c.req.param('achievement'),
        );
        return sendNegotiated(c, {
          page: () => achievementPage(publicUrl, organization, achievement),
          json: () => JSON.stringify(achievementJson(publicUrl, organization, achievement)),
        });
      })
      .get('/:o/achievements/:achievement/image.png', async (c) => {
        const found = await findAchievement(c.req.param('o'), c.req.param('achievement'));
        const badge = { achievement: found.achievement, organizationName: found.organization.name };
        return sendPng(c, await painter.paint(badge, SMALL));
      })
  );
};
