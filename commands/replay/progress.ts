/** Shows how far long work has come, on one line of a terminal; in a log, a line every tenth. */
export interface Progress {
  /** @param done - how much is done, in the units of `total`. */
  update(done: number): void;
  finish(): void;
}

const WIDTH = 30;

/**
 * A progress bar on standard error, so that standard output stays what the program prints.
 *
 * @param label - what is being done.
 * @param total - how much there is, where it is known beforehand; else 0 and only the count is shown.
 */
export const showProgress = (
  label: string,
  total: number,
  out: NodeJS.WriteStream = process.stderr,
): Progress => {
  let shown = -1;
  const line = (done: number): string => {
    if (total === 0) return `${label}: ${done}`;
    const share = Math.min(1, done / total);
    const filled = Math.round(share * WIDTH);
    return `${label} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} % (${done} of ${total})`;
  };
  const show = (done: number): void => {
    out.write(out.isTTY ? `\r\u001B[2K${line(done)}` : `${line(done)}\n`);
  };
  const stepOf = (done: number): number =>
    total === 0 ? Math.floor(done / 500) : Math.floor((done / total) * (out.isTTY ? 100 : 10));
  return {
    update: (done) => {
      const step = stepOf(done);
      if (step === shown) return;
      shown = step;
      show(done);
    },
    finish: () => {
      if (out.isTTY) out.write('\n');
    },
  };
};
