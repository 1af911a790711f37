import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { compilePattern, type Pattern } from './event-pattern.ts';
import { isObject, readJson } from './json.ts';

/** `FilterCriteria` of an event source mapping, as CloudFormation states it. */
export const FilterCriteria = z
  .object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) })
  .default({ Filters: [] });

/**
 * Compiles filter criteria: a record is let through where any of the patterns matches; without patterns, every one.
 *
 * @throws {InvalidInput} where a pattern is no JSON object or is wrong.
 */
export const compileCriteria = (criteria: z.output<typeof FilterCriteria>): Pattern => {
  const patterns = criteria.Filters.map(({ Pattern: text }) => {
    const pattern = readJson(text);
    if (!isObject(pattern))
      throw new InvalidInput(`template: a filter's pattern must be a JSON object: ${text}`);
    return compilePattern(pattern);
  });
  return (record) => patterns.length === 0 || patterns.some((matches) => matches(record));
};

/** A body that is JSON is matched by its content, any other as the text it is. */
export const bodyToMatch = (body: string) => {
  try {
    return readJson(body);
  } catch {
    // A filter on a plain text body is allowed; it then compares the text itself.
    return body;
  }
};
