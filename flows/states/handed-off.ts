import type { StateConfig } from '../vocabulary.ts';
import { stopsContact } from './privacy.ts';

const comesBack = { target: 'attending.resuming', actions: ['speakAgain', 'again'] } as const;

/** A person has the chat: the bot answers only what money or a command asks of it. */
export const handedOff = {
  meta: { expects: 'anything', prompt: () => null },
  on: {
    'human.called': [
      { guard: 'ownerSpoke', actions: 'keepQuiet' },
      { actions: ['keepQuiet', 'sayCalled'] },
    ],
    'owner.handedBack': {
      target: 'attending.resuming',
      actions: ['speakAgain', { type: 'say', params: { key: 'handedBack' } }],
    },
    'guest.said': [
      stopsContact,
      {
        guard: { type: 'intends', params: ['data_deletion'] },
        target: 'attending.askingErasure',
        actions: 'speakAgain',
      },
      { guard: 'quietIsOver', ...comesBack },
      {
        guard: { type: 'intendsFirst', params: ['menu'] },
        target: 'attending.resuming',
        actions: 'speakAgain',
      },
    ],
    'guest.chose': [
      { guard: { type: 'chose', params: ['human'] } },
      {
        guard: { type: 'chose', params: ['menu', 'resume'] },
        target: 'attending.resuming',
        actions: 'speakAgain',
      },
      // a tap speaks to the bot
      comesBack,
    ],
    'guest.sent': { guard: 'quietIsOver', ...comesBack },
  },
} as const satisfies StateConfig;
