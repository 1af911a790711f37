/** The parts this project uses of a package that ships no types: the Unicode Bidirectional Algorithm (UAX #9). */
declare module 'bidi-js' {
  interface Bidi {
    /** An embedding level for each UTF-16 unit; odd ones run from right to left. */
    getEmbeddingLevels(text: string, baseDirection?: 'ltr' | 'rtl' | 'auto'): { readonly levels: Uint8Array };
    /** The mirrored form of a bracket and its like; null where there is none. */
    getMirroredCharacter(character: string): string | null;
  }
  const bidiFactory: () => Bidi;
  export default bidiFactory;
}
