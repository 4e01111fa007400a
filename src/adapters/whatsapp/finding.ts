// What the doctor looks with, and what it finds.

import type { WhatsAppSettings } from '../../config.ts';
import type { Management } from './management.ts';

export type Finding = {
  readonly what: string;
  readonly state: 'good' | 'watch' | 'broken';
  readonly words: string;
};

export type DoctorParts = {
  readonly settings: WhatsAppSettings;
  readonly publicUrl: string;
  readonly management: Management;
  readonly now: () => Date;
};

export const good = (what: string, words: string): Finding => ({ what, state: 'good', words });
export const watch = (what: string, words: string): Finding => ({ what, state: 'watch', words });
export const broken = (what: string, words: string): Finding => ({ what, state: 'broken', words });
