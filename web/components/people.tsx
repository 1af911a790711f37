import { initialsOf } from '../format.ts';

/** Names of members by identifier; who is not among them has left, or is known to another system alone. */
export type Names = ReadonlyMap<string, string>;

/** The name to show for a member. */
export const nameOf = (names: Names, member: string): string => names.get(member) ?? 'A former member';

/** A person's mark where there is no picture; says nothing to a screen reader, since the name stands beside it. */
export const Avatar = ({ name }: { readonly name: string }) => (
  <span class="avatar" aria-hidden="true">
    {initialsOf(name)}
  </span>
);

/** A link to a member's profile, or the plain name of somebody who has none any more. */
export const MemberLink = ({ names, member }: { readonly names: Names; readonly member: string }) =>
  names.has(member) ? (
    <a href={`/members/${member}`}>{nameOf(names, member)}</a>
  ) : (
    <span>{nameOf(names, member)}</span>
  );
