import type { Language } from '../../shared/mail/language.ts';
import { formatInstant } from '../format.ts';

/** An instant as its reader's clock shows it, and as a machine reads it. */
export const Time = ({
  at,
  zone,
  style = 'time',
  language = 'en',
}: {
  readonly at: string;
  readonly zone: string;
  readonly style?: 'day' | 'time' | 'weekday-time';
  readonly language?: Language;
}) => <time datetime={at}>{formatInstant(at, zone, style, language)}</time>;
