/** WebAssembly as bytes: what esbuild's `binary` loader makes of the file. */
declare module '@resvg/resvg-wasm/index_bg.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
