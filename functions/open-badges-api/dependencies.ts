import type { AuthorizationServer } from '../../shared/authorization/server.ts';
import type { AuthorizationStore } from '../../shared/authorization/store.ts';
import type { BackpackStore } from '../../shared/badges/backpack-store.ts';
import type { FormsStore } from '../../shared/badges/keys/forms-store.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';

/** Whether a credential from elsewhere holds, said in a sentence where it does not. */
export type Check = (
  text: string,
  recipient: string,
) => Promise<
  | { readonly outcome: 'verified'; readonly credential: unknown; readonly format: 'json' | 'jwt' }
  | { readonly outcome: 'refused'; readonly because: string }
>;

/** What the Open Badges API is made with. */
export interface Dependencies {
  readonly server: AuthorizationServer;
  readonly authorizations: Pick<AuthorizationStore, 'putClient' | 'endToken'>;
  readonly credentials: Pick<CredentialsStore, 'get' | 'listOf'>;
  readonly forms: Pick<FormsStore, 'getForm'>;
  readonly backpack: BackpackStore;
  readonly communities: Pick<CommunitiesStore, 'getOrganization'>;
  readonly members: Pick<MembersStore, 'getMember' | 'changeName'>;
  readonly check: Check;
  /** Mints identifiers and secrets of programs that register; nobody may be able to guess them. */
  readonly tokens: () => string;
  /** Where people and machines reach the system, without a trailing slash. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly observer: Observer;
}
