/** What every program of the bench is started with: the tables, an instant, a file of what is due, how many members. */
interface Asked {
  readonly communityTable: string;
  readonly credentialsTable: string;
  readonly at: Date;
  readonly dueFile: string;
  readonly members: number;
}

/** Reads what a program was started with. */
export const asked = (): Asked => {
  const [communityTable = '', credentialsTable = '', at = '', dueFile = '', members = ''] =
    process.argv.slice(2);
  return { communityTable, credentialsTable, at: new Date(at), dueFile, members: Number(members) };
};

/** Says what came of it, to whoever started the program, and ends it: clients keep their connections open. */
export const answer = (result: object): never => {
  console.log(JSON.stringify(result));
  process.exit(0);
};

/** An observer that says what went wrong, and nothing else. */
export const silent = {
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (...said: unknown[]) => {
      console.error(...said);
    },
  },
  counter: { count: () => undefined, flush: () => undefined },
};

/** Where the mails of the bench say that they are from. */
export const place = {
  publicUrl: 'https://colloquy.example.org',
  mailFrom: 'digests@colloquy.example.org',
  replyDomain: 'reply.colloquy.example.org',
};

/** A clock that begins at an instant and goes on as time does: what is kept runs out as it would. */
export const clockFrom = (at: Date): (() => Date) => {
  const begun = performance.now();
  return () => new Date(at.getTime() + performance.now() - begun);
};

/**
 * The most memory in use of all looks at it, in MB: the heap, rubbish included, and buffers outside of it. The program's
 * heap is bounded so narrowly that rubbish cannot gather.
 */
export const createMemoryWatch = (): { readonly look: () => void; readonly most: () => number } => {
  let most = 0;
  return {
    look: () => {
      const { heapUsed, external } = process.memoryUsage();
      most = Math.max(most, (heapUsed + external) / (1024 * 1024));
    },
    most: () => most,
  };
};
