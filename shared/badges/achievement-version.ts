import { hash } from 'node:crypto';
import { Achievement } from './model.ts';

/** JSON in which every object's members are sorted by name, so that equal values have equal texts. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * The version of an achievement: the first twelve hex digits of the SHA-256 of its canonical JSON. What was issued
 * under it keeps its description, whatever becomes of the achievement.
 */
export const achievementVersion = (achievement: Achievement): string =>
  hash('sha256', canonicalJson(Achievement.strip().parse(achievement)), 'hex').slice(0, 12);
