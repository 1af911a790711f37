import { AppError } from '../shared/platform/errors.ts';

/** A command with arguments of its own. */
export interface Command<Arguments extends { readonly help: boolean }> {
  /** What it does and how it is called. */
  readonly usage: string;
  readonly read: () => Arguments;
  readonly run: (args: Arguments) => Promise<void>;
}

/** Runs a command for the person in the terminal; ends with 1 where it could not be done, and says why. */
export const runCommand = async <Arguments extends { readonly help: boolean }>({
  usage,
  read,
  run,
}: Command<Arguments>): Promise<void> => {
  try {
    const args = read();
    if (args.help) console.log(usage);
    else await run(args);
  } catch (thrown) {
    // A person reads this: an error of ours says what to do, anything else must not be dressed up.
    if (thrown instanceof AppError) console.error(thrown.message);
    else if (thrown instanceof TypeError && 'code' in thrown) console.error(`${thrown.message}\n\n${usage}`);
    else console.error(thrown);
    process.exitCode = 1;
  }
};
