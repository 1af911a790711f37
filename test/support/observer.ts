import type { Observer } from '../../shared/platform/observe.ts';

/** An observer that keeps what it was told. */
export const keepingObserver = () => {
  const counts = new Map<string, number>();
  const lines: { level: string; message: string; more: unknown }[] = [];
  const log =
    (level: string) =>
    (message: unknown, ...more: unknown[]) => {
      lines.push({ level, message: typeof message === 'string' ? message : JSON.stringify(message), more });
    };
  const observer: Observer = {
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    counter: {
      count: (metric, by = 1) => {
        counts.set(metric, (counts.get(metric) ?? 0) + by);
      },
      flush: () => undefined,
    },
  };
  return { observer, counts, lines };
};
