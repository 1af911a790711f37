import * as z from 'zod';
import { Identifier, Instant } from '../events/envelope.ts';
import { DeliveryMethod } from './model.ts';

/** The standards that credit is measured by; each is a plug-in of the table `standards`. */
export const StandardName = z.enum(['nasba', 'iacet', 'hours']);
/** @see StandardName */
export type StandardName = z.output<typeof StandardName>;

/** The smallest part of a credit that a NASBA program awards; one for all of its sessions (Standard No. 16). */
export const Increment = z.enum(['fifth', 'half', 'whole']);
/** @see Increment */
export type Increment = z.output<typeof Increment>;

const line = z.string().min(1).max(200);

/** A program of an organization under which activities earn credit, with what its certificates and rosters say. */
export const CreditProgram = z.strictObject({
  organization: Identifier,
  program: Identifier,
  name: z.string().min(1).max(120),
  standard: StandardName,
  increment: Increment.default('fifth'),
  /** Who stands for the program on a certificate. */
  sponsorName: line,
  /** The sponsor's number in NASBA's National Registry. */
  nasbaSponsorId: z.string().min(1).max(40).optional(),
  /** A state's own registration of the sponsor, where it asks for one: `Texas 12345`. */
  stateRegistration: z.string().min(1).max(120).optional(),
  fieldOfStudy: z.string().min(1).max(120).optional(),
  /** Of activities that do not tell their own. */
  deliveryMethod: DeliveryMethod.default('group-live'),
  location: line.optional(),
  /** Whom to ask: a name, an address, a telephone number. */
  contact: line.optional(),
  /** Who signs certificates for the sponsor, and as what: `Director of Education`. */
  signerName: z.string().min(1).max(120).optional(),
  signerTitle: z.string().min(1).max(120).optional(),
  ceBrokerProvider: z.string().min(1).max(40).optional(),
  ceBrokerCourse: z.string().min(1).max(40).optional(),
  /** The statement above the signature: that the credit was granted by the standard named. */
  attestation: z.string().min(1).max(1000).optional(),
  /** Whether attending a meeting earns credit by itself. */
  creditsMeetings: z.boolean().default(false),
  /** Only meetings of this community; absent: of every one. */
  community: Identifier.optional(),
  /** Nothing new is credited under it; what was stays. */
  retired: z.boolean().default(false),
  /** 1 when made, then one more with each change. */
  revision: z.number().int().positive(),
});
/** @see CreditProgram */
export type CreditProgram = z.output<typeof CreditProgram>;

/** A field that was changed, and what it said before and after; absent where it said nothing. */
export const FieldChange = z.strictObject({
  field: z.string().min(1).max(40),
  from: z.string().max(2000).optional(),
  to: z.string().max(2000).optional(),
});
/** @see FieldChange */
export type FieldChange = z.output<typeof FieldChange>;

/** One change of a program, as the audit keeps it: who, when, which fields. */
export const ProgramChange = z.strictObject({
  organization: Identifier,
  program: Identifier,
  revision: z.number().int().positive(),
  by: Identifier,
  at: Instant,
  changes: z.array(FieldChange).max(40),
});
/** @see ProgramChange */
export type ProgramChange = z.output<typeof ProgramChange>;
