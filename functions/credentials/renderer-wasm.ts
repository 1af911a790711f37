/**
 * The renderer's WebAssembly, in a module of its own: imported when it is needed, this costs a millisecond; were the
 * file itself imported so, esbuild would copy its two million bytes one property at a time, for seconds.
 */
export { default as rendererWasm } from '@resvg/resvg-wasm/index_bg.wasm';
