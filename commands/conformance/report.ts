/** What a case came to: nothing to say where it is as it must be, otherwise what was found instead. */
export type Finding = string | undefined;

/** Tells of every case in a line, as it is decided, and counts. */
export const createReport = (print: (line: string) => void) => {
  const counts = { passed: 0, failed: 0 };
  return {
    counts,
    /** Decides a case; one that throws has failed with what was thrown. */
    check: async (name: string, decide: () => Promise<Finding>): Promise<void> => {
      const found = await decide().catch((thrown: unknown) =>
        thrown instanceof Error ? thrown.message : String(thrown),
      );
      counts[found === undefined ? 'passed' : 'failed'] += 1;
      print(found === undefined ? `ok      ${name}` : `FAILED  ${name}: ${found}`);
    },
  };
};
/** @see createReport */
export type Report = ReturnType<typeof createReport>;
