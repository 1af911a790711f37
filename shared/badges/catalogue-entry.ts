import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { Achievement } from './model.ts';

/** An achievement that staff keep in the catalogue, and who changed it last. */
export const CatalogueEntry = z.object({
  organization: Identifier,
  achievement: Achievement,
  /** 1 for the first, then one more with each change. */
  revision: z.number().int().positive(),
  changedAt: Instant,
  changedBy: Identifier,
});
/** @see CatalogueEntry */
export type CatalogueEntry = z.output<typeof CatalogueEntry>;
