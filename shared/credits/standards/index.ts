import type { StandardName } from '../program-model.ts';
import { hours } from './hours.ts';
import { iacet } from './iacet.ts';
import { nasba } from './nasba.ts';
import type { CreditStandard } from './standard.ts';

/** Every standard of credit, by its name; another is added here and in `StandardName`, and nowhere else. */
export const standards: Readonly<Record<StandardName, CreditStandard>> = { nasba, iacet, hours };
