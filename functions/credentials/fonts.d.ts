/** A font as bytes: what esbuild's `binary` loader makes of the file. */
declare module 'dejavu-fonts-ttf/ttf/*.ttf' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
