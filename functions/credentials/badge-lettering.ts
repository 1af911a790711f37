/**
 * The letters of badges (DejaVu Sans Condensed Bold: Latin, Greek, Cyrillic, Arabic and more), in a module of its own:
 * the font and the program that reads it are a megabyte that only pictures need.
 */
import font from 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf';
import { createLettering } from '../../shared/badges/images/lettering.ts';

/** @see createLettering */
export const badgeLettering = createLettering(font);
