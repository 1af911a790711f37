import * as z from 'zod';
import type { EventOf } from '../../shared/events/catalogue.ts';
import { parseBusEvent } from '../../shared/events/parse-event.ts';
import { NotificationDue } from '../../shared/notifications/model.ts';
import { NoticePage } from '../../shared/notifications/notice-model.ts';
import { parse, parseJson } from '../../shared/platform/parse.ts';
import { SomeOfCycle } from './remind.ts';
import { AnyCoach } from './tell-coaches.ts';

/** What a message asks for: something happened, something is due, or what was begun goes on. */
export type NotifyMessage =
  | { readonly kind: 'event'; readonly event: EventOf }
  | { readonly kind: 'due'; readonly due: NotificationDue }
  | { readonly kind: 'page'; readonly page: NoticePage }
  | { readonly kind: 'coaches'; readonly coaches: AnyCoach }
  | { readonly kind: 'remind'; readonly remind: z.output<typeof SomeOfCycle> };

const Due = z.strictObject({ due: NotificationDue });
const Page = z.strictObject({ page: NoticePage });
const Coaches = z.strictObject({ coaches: AnyCoach });
const Remind = z.strictObject({ remind: SomeOfCycle });

/** @throws {InvalidInput} naming the field, where a message asks for nothing of the kind. */
export const readMessage = (body: string): NotifyMessage => {
  const json = parseJson(body);
  const has = (name: string): boolean => typeof json === 'object' && json !== null && name in json;
  if (has('due')) return { kind: 'due', ...parse(Due, json, 'message') };
  if (has('page')) return { kind: 'page', ...parse(Page, json, 'message') };
  if (has('coaches')) return { kind: 'coaches', ...parse(Coaches, json, 'message') };
  if (has('remind')) return { kind: 'remind', ...parse(Remind, json, 'message') };
  return { kind: 'event', event: parseBusEvent(json) };
};
