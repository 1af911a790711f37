import { type Catalogue, createSayings } from './messages.ts';

/** What every mail says, whatever it tells. */
export type FrameKey = 'logo' | 'link' | 'quoted' | 'greeting';

/** @see FrameKey */
export const frameCatalogue: Catalogue<FrameKey> = {
  en: {
    logo: 'Logo of {name}',
    link: '{text}:',
    quoted: '“{text}”',
    greeting: 'Hello {name},',
  },
  es: {
    logo: 'Logotipo de {name}',
    link: '{text}:',
    quoted: '«{text}»',
    greeting: 'Hola, {name}:',
  },
  fr: {
    logo: 'Logo\u00a0: {name}',
    link: '{text}\u00a0:',
    quoted: '«\u00a0{text}\u00a0»',
    greeting: 'Bonjour {name},',
  },
  ar: {
    logo: 'شعار {name}',
    link: '{text}:',
    quoted: '«{text}»',
    greeting: 'مرحبًا {name}،',
  },
};

/** Says what every mail says, in a language. */
export const frameSayings = createSayings(frameCatalogue);
