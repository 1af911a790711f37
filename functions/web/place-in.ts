import type { Context } from 'hono';

/** Where a list goes on, as its own link says it in the query; the beginning where it is anything else. */
export const placeIn = (c: Context, name: string): string | undefined => {
  const place = c.req.query(name);
  return place !== undefined && /^\d{4}-\d\d-\d\dT/.test(place) && place.length <= 300 ? place : undefined;
};
