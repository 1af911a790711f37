import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Community, Organization } from '../../shared/communities/model.ts';
import { type CommunityRole, Member, Membership, type OrganizationRole } from '../../shared/members/model.ts';
import type { Table } from '../../shared/platform/table.ts';

/** Somebody who can be signed in as on this machine. */
export interface DemoPerson {
  readonly organization: string;
  readonly organizationName: string;
  readonly member: string;
  readonly name: string;
  readonly email: string;
  readonly role: OrganizationRole;
  readonly communities: readonly { readonly name: string; readonly role: CommunityRole }[];
}

const Keys = z.object({ pk: z.string(), sk: z.string() });

/**
 * Everybody in the community table, by organization and name. It reads the whole table, which only a machine of
 * one's own may do: no function of the system has a question that needs it.
 *
 * A record that cannot be read is left out, so that it keeps nobody else from signing in.
 *
 * @param leftOut - told the key of each record that is left out, as `pk sk`.
 */
export const readPeople = async (
  table: Table,
  leftOut: (key: string) => void = () => undefined,
): Promise<DemoPerson[]> => {
  const organizations = new Map<string, string>();
  const communities = new Map<string, string>();
  const members: Member[] = [];
  const memberships = new Map<string, Membership[]>();

  const take = (item: Record<string, unknown>): void => {
    const { pk, sk } = Keys.parse(item);
    const read = <Record>(model: z.ZodType<Record>, keep: (record: Record) => void): void => {
      const { success, data } = model.safeParse(item);
      if (success) keep(data);
      else leftOut(`${pk} ${sk}`);
    };
    if (sk === 'ORGANIZATION') {
      read(Organization.strip(), ({ organization, name }) => {
        organizations.set(organization, name);
      });
    } else if (sk === 'MEMBER') {
      read(Member.strip(), (member) => {
        members.push(member);
      });
    } else if (pk.includes('#MEMBER#')) {
      read(Membership.strip(), (membership) => {
        const of = `${membership.organization}#${membership.member}`;
        memberships.set(of, [...(memberships.get(of) ?? []), membership]);
      });
    } else {
      read(Community.strip(), ({ organization, community, name }) => {
        communities.set(`${organization}#${community}`, name);
      });
    }
  };

  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const answer = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        FilterExpression: 'sk = :organization OR sk = :member OR begins_with(sk, :community)',
        ExpressionAttributeValues: {
          ':organization': 'ORGANIZATION',
          ':member': 'MEMBER',
          ':community': 'COMMUNITY#',
        },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of answer.Items ?? []) take(item);
    start = answer.LastEvaluatedKey;
  } while (start);

  return members
    .map((member) => ({
      organization: member.organization,
      organizationName: organizations.get(member.organization) ?? member.organization,
      member: member.member,
      name: member.name,
      email: member.email,
      role: member.role,
      communities: (memberships.get(`${member.organization}#${member.member}`) ?? []).map(
        ({ organization, community, role }) => ({
          name: communities.get(`${organization}#${community}`) ?? community,
          role,
        }),
      ),
    }))
    .sort((a, b) => a.organization.localeCompare(b.organization) || a.name.localeCompare(b.name));
};
