import { zh } from './officer.ts';
import { en } from './officer-en.ts';

/** The words of the officers' pages. */
export const officeText = { 'zh-TW': zh, en };
