import type { DeliveryMethod } from '../model.ts';
import type { Increment, StandardName } from '../program-model.ts';

/** What a measure of credit depends on beside the minutes. */
export interface CreditOptions {
  readonly increment: Increment;
  readonly deliveryMethod: DeliveryMethod;
}

/** How a profession counts credit: the one thing that a new standard has to bring. */
export interface CreditStandard {
  readonly name: StandardName;
  /** As people know it. */
  readonly title: string;
  /** What its amounts are called in the ledger. */
  readonly unit: string;
  /** How it counts, in a sentence for whoever reports minutes. */
  readonly rule: string;
  /**
   * The credit that minutes of learning earn. It is decided in whole numbers of the smallest part and divided once, so
   * that the result is the very number its decimal writes.
   *
   * @param minutes - of learning, breaks not counted; not negative.
   * @returns 0 where the minutes are too few for any.
   */
  readonly fromMinutes: (minutes: number, options: CreditOptions) => number;
  /** Whether credit is only ever given for minutes that are told; where not, an amount says by itself how long it took. */
  readonly needsMinutes: boolean;
  /** Whether an amount is one that the standard can award at all. */
  readonly allows: (amount: number, options: CreditOptions) => boolean;
}

/** A positive amount in tenths, or undefined where it is no whole number of them. */
export const inTenths = (amount: number): number | undefined => {
  const tenths = Math.round(amount * 10);
  return tenths > 0 && tenths / 10 === amount ? tenths : undefined;
};
