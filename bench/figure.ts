/** One figure, and what it is held against in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `1/s`, `WU/event`, `KB`, `ms`. */
  readonly unit: string;
  /** What `value` is compared with: its name, and its figure in the same unit, measured in the same run. */
  readonly against: string;
  /** `value` divided by the peer's figure. */
  readonly ratio: number;
}

/** Rounds to three significant digits: what a noisy machine can honestly say. */
const significant = (value: number): number => Number(value.toPrecision(3));

/** Makes a figure from a value and its peer's. */
export const figure = (
  name: string,
  value: number,
  unit: string,
  peer: string,
  peerValue: number,
): Figure => ({
  name,
  value: significant(value),
  unit,
  against: `${peer}: ${significant(peerValue)} ${unit}`,
  ratio: significant(value / peerValue),
});

/** The middle value: one slow run on a noisy machine does not move it. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** How often per second something is done: `times` done by `work`, timed once. */
export const rateOf = async (times: number, work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return times / ((performance.now() - started) / 1000);
};
