import * as z from 'zod';
import { Identifier } from '../../events/envelope.ts';
import type { StatusPlace } from '../model.ts';

/** Bits of a status list: the least that hides one credential among enough others (Bitstring Status List 1.0 §3.1). */
export const LIST_BITS = 131_072;

/** A status list of an organization: how many of its places were given away, and how they lie in it. */
export const StatusList = z.strictObject({
  organization: Identifier,
  /** From 1. */
  list: z.number().int().positive(),
  /** The place that is given away next, counted from 0. */
  next: z.number().int().min(0).max(LIST_BITS),
  /** Odd, so that `count × multiplier + offset` meets every bit exactly once. */
  multiplier: z
    .number()
    .int()
    .min(1)
    .max(LIST_BITS - 1)
    .refine((multiplier) => multiplier % 2 === 1, 'must be odd'),
  offset: z
    .number()
    .int()
    .min(0)
    .max(LIST_BITS - 1),
});
/** @see StatusList */
export type StatusList = z.output<typeof StatusList>;

/** How a new list spreads its places, from two whole numbers that nobody can guess. */
export const spreadOf = (one: number, other: number): Pick<StatusList, 'multiplier' | 'offset'> => ({
  multiplier: (one % (LIST_BITS / 2)) * 2 + 1,
  offset: other % LIST_BITS,
});

/**
 * The place that the n-th credential of a list has, counted from 0: spread over the whole list, each its own (an odd
 * multiplier has an inverse modulo a power of two), so that who was awarded together does not lie together.
 */
export const placeAt = (
  { list, multiplier, offset }: Pick<StatusList, 'list' | 'multiplier' | 'offset'>,
  n: number,
): StatusPlace => ({ list, index: (n * multiplier + offset) % LIST_BITS });
