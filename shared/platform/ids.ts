import { hash, randomBytes, randomUUID } from 'node:crypto';

/** Makes new identifiers; an argument wherever one is minted, so that tests can know them beforehand. */
export type Ids = () => string;

/** RFC 9562 version 4 UUIDs. */
export const randomIds: Ids = () => randomUUID();

/** A capability that cannot be guessed, for a URL or a cookie: 128 random bits as 22 base64url characters. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** SHA-256 as 64 lower-case hex digits. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');
