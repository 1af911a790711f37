import { create } from 'qrcode';

/** Modules of white around a code (ISO/IEC 18004 §9.1). */
const QUIET = 4;

/** Text as a code to be scanned: an SVG of one path, its dark modules row by row. */
export const ScanCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const rows = Array.from({ length: size }, (_, row) =>
    [
      ...Array.from({ length: size }, (_, column) => (modules.get(row, column) ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ]
      .map(({ 0: run, index }) => `M${QUIET + index} ${QUIET + row}h${run.length}v1h-${run.length}z`)
      .join(''),
  );
  const side = size + 2 * QUIET;
  return (
    <svg class="code" viewBox={`0 0 ${side} ${side}`} width="176" height="176" role="img" aria-label={label}>
      <path fill="#000" shape-rendering="crispEdges" d={rows.join('')} />
    </svg>
  );
};
