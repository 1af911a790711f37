/** dynalite ships no types, and a declaration cannot name those of this folder: `engine.ts` gives its parts theirs. */
declare module 'dynalite/*' {
  const part: unknown;
  export default part;
}
