/** A font as bytes: what esbuild's `binary` loader makes of the file. */
declare module 'dejavu-fonts-ttf/ttf/*.ttf' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** A font of one script, wrapped as WOFF 1.0. */
declare module '@fontsource/*.woff' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
