import { formatInstant } from '../format.ts';

/** An instant as its reader's clock shows it, and as a machine reads it. */
export const Time = ({
  at,
  zone,
  style = 'time',
}: {
  readonly at: string;
  readonly zone: string;
  readonly style?: 'day' | 'time' | 'weekday-time';
}) => <time datetime={at}>{formatInstant(at, zone, style)}</time>;
