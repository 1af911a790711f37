import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';

const link = z.url({ protocol: /^https?$/ }).max(2000);

/** What an achievement answers to in somebody's framework of competencies (Open Badges 3.0 §B.1.3 Alignment). */
export const Alignment = z.strictObject({
  targetName: z.string().min(1).max(300),
  targetUrl: link,
  targetDescription: z.string().min(1).max(1000).optional(),
  targetFramework: z.string().min(1).max(300).optional(),
  targetCode: z.string().min(1).max(100).optional(),
  /** `CFItem` where the target is an item of a CASE framework (§B.4.2 AlignmentTargetType Enumeration). */
  targetType: z
    .enum([
      'ceasn:Competency',
      'ceterms:Credential',
      'CFItem',
      'CFRubric',
      'CFRubricCriterion',
      'CFRubricCriterionLevel',
      'CTDL',
    ])
    .optional(),
});
/** @see Alignment */
export type Alignment = z.output<typeof Alignment>;

/** A result that an achievement can have, as a grade or a score (Open Badges 3.0 §B.1.20 ResultDescription). */
export const ResultDescription = z.strictObject({
  result: Identifier,
  name: z.string().min(1).max(120),
  resultType: z.enum([
    'GradePointAverage',
    'LetterGrade',
    'Percent',
    'PerformanceLevel',
    'PredictedScore',
    'RawScore',
    'Result',
    'RubricCriterion',
    'RubricCriterionLevel',
    'RubricScore',
    'ScaledScore',
    'Status',
  ]),
  valueMin: z.string().min(1).max(40).optional(),
  valueMax: z.string().min(1).max(40).optional(),
  /** In rising order. */
  allowedValue: z.array(z.string().min(1).max(40)).min(1).max(50).optional(),
});
/** @see ResultDescription */
export type ResultDescription = z.output<typeof ResultDescription>;

/** The SHA-256 of an uploaded badge image, as 64 hex digits: its name for ever. */
export const ImageId = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of an image');

/** What can be achieved (Open Badges 3.0 §B.1.1 Achievement, the parts an organization writes itself). */
export const Achievement = z.strictObject({
  achievement: Identifier,
  name: z.string().min(1).max(120),
  description: z.string().min(1).max(1000),
  /** What somebody had to do, in words (Criteria.narrative). */
  criteria: z.string().min(1).max(2000),
  /** A step of a ladder in the organization's own words, drawn on the badge: `Level 2`, `Mentor`. */
  level: z.string().min(1).max(24).optional(),
  alignment: z.array(Alignment).min(1).max(20).optional(),
  tags: z.array(z.string().min(1).max(60)).min(1).max(20).optional(),
  results: z.array(ResultDescription).min(1).max(10).optional(),
  creditsAvailable: z.number().positive().max(1000).optional(),
  /** How long a credential is valid from the day it is issued; without it, for ever. */
  validFor: z.strictObject({ months: z.number().int().min(1).max(600) }).optional(),
  /** An uploaded image instead of the drawn one. */
  image: ImageId.optional(),
  /** Signed EndorsementCredentials (Open Badges 3.0 §B.1.9) as JSON text, embedded as they are. */
  endorsements: z.array(z.string().min(2).max(8000)).min(1).max(3).optional(),
});
/** @see Achievement */
export type Achievement = z.output<typeof Achievement>;

/** Where a credential stands in its organization's status lists: the list's number from 1, and its bit in it. */
export const StatusPlace = z.strictObject({
  list: z.number().int().positive(),
  index: z.number().int().min(0).max(131_071),
});
/** @see StatusPlace */
export type StatusPlace = z.output<typeof StatusPlace>;

/** What staff have made of a credential; that it has expired follows from its own `validUntil`. */
export const Standing = z.enum(['valid', 'suspended', 'revoked']);
/** @see Standing */
export type Standing = z.output<typeof Standing>;

/** Who may see a credential's page: the member alone in their profile, or everybody with its address. */
export const Visibility = z.enum(['private', 'public']);
/** @see Visibility */
export type Visibility = z.output<typeof Visibility>;

/** A credential as it was issued: what a public page needs, and the signed document itself. */
export const IssuedCredential = z.strictObject({
  credential: z.uuid(),
  organization: Identifier,
  member: Identifier,
  rule: Identifier,
  period: z.string().min(1).max(16),
  achievement: Achievement,
  /** The recipient's name as it was when the credential was issued. */
  recipientName: z.string().min(1).max(120),
  issuerName: z.string().min(1).max(120),
  issuedAt: Instant,
  /** From then on it is expired. */
  validUntil: Instant.optional(),
  /** Its bit in the status lists; those issued before there were lists have none. */
  status: StatusPlace.optional(),
  /** The credential that this one was issued in the place of. */
  replaces: z.uuid().optional(),
  /** The credential that this one continues. */
  renews: z.uuid().optional(),
  /** The signed OpenBadgeCredential, as JSON text, byte for byte as it was signed. */
  document: z.string().min(2),
  standing: Standing.default('valid'),
  /** How many changes of its life were made; the number of the last one. */
  changes: z.number().int().min(0).default(0),
  /** Those issued before there was a choice were public. */
  visibility: Visibility.default('public'),
  /** Opens the credential to whoever has the link that carries it, while it is private; another one once it is hidden. */
  accessKey: z.string().min(16).max(64).optional(),
});
/** @see IssuedCredential */
export type IssuedCredential = z.output<typeof IssuedCredential>;

/** What a profile lists of a credential. */
export const CredentialSummary = IssuedCredential.omit({
  document: true,
  recipientName: true,
  issuerName: true,
  accessKey: true,
});
/** @see CredentialSummary */
export type CredentialSummary = z.output<typeof CredentialSummary>;

/** What can happen to a credential after it was issued. */
export const ChangeKind = z.enum([
  'suspended',
  'reinstated',
  'revoked',
  'renewed',
  'shared',
  'hidden',
  'relinked',
]);
/** @see ChangeKind */
export type ChangeKind = z.output<typeof ChangeKind>;

/** One change of a credential's life, as the audit trail keeps it: who, when, why. */
export const CredentialChange = z.strictObject({
  credential: z.uuid(),
  organization: Identifier,
  /** Whose credential it is. */
  member: Identifier,
  /** 1 for the first, then one more each. */
  change: z.number().int().positive(),
  kind: ChangeKind,
  /** The member who made it; absent where the system did by a rule, which `reason` then names. */
  by: Identifier.optional(),
  at: Instant,
  /** Told to everybody where it is why the credential was revoked; to staff alone otherwise. */
  reason: z.string().min(1).max(500),
  /** The credential that takes its place or continues it. */
  follower: z.uuid().optional(),
});
/** @see CredentialChange */
export type CredentialChange = z.output<typeof CredentialChange>;
