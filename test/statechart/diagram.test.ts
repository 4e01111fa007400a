// The drawing in the documentation is the machine's own; after a change: vitest run -u on this file.

import { expect, test } from 'vitest';
import { conversation } from '../../flows/conversation.ts';
import { diagramOf } from '../support/statechart.ts';

const explained = `# The conversation

One statechart for one guest, in \`flows/\`. It is pure: \`advance(conversation, event)\` gives the next
conversation and a list of effects, and nothing else happens there. No timer, no promise, no clock.

## How a turn runs

1. Whatever waits for a guest becomes events: \`guest.said\` (with what \`understand\` made of the text and of
   what the state \`expects\`), \`guest.chose\` (a tap), \`guest.sent\` (a picture, an audio), or a fact that a
   job, a webhook or the owner has told (\`payment.confirmed\`, \`hold.expired\`, \`owner.tookOver\` …).
2. \`advance\` is called. Of the effects, \`say\` becomes a message; those that ask the database
   (\`findOffers\`, \`makeQuote\`, \`placeHold\` …) are run at once, in the turn's transaction, and their
   answer is the next event. The others leave a job behind.
3. When nothing is left, the events, the messages, the jobs and the name of the state are committed
   together. Only then is the conversation put into Redis; without it, the journal of events is folded again.

States that wait for the guest carry \`meta\`: what they expect and the question that they ask. The others
are left again within the turn, because an effect has asked for what takes them on. \`prompt\` stands for the
question of the state that is reached, so that an aside ("¿hay wifi?") is answered and the step goes on.

## What holds in every state

- \`flows/states/urgent.ts\`: a person, no more messages, erasing of data, a payment that is claimed.
- \`flows/states/anywhere.ts\`: menu, cancel, wishes and corrections (each replaces only what it names),
  questions, cabins by name. Not understood twice in a row → a person.
- \`flows/states/facts.ts\`: what happened to money is told, also while a person has the chat.
- A voice note is repeated as it was understood (\`voice.heard\`); what it means follows as any text.
- A tap is checked against what is known; one that no longer fits is answered with the current question.
- While nights are held (\`held\`), everything else waits: only a tap or a yes lets them go.
- While a confirmed stay is changed (\`changing\`), what is named replaces what is on record; \`agreeToChange\` is
  reached only by a yes to the figures that were shown, and leaving \`changing\` forgets what was named.
- Whoever may wait (\`waitable\`) is on the list by a word or a tap; an offer is taken up in \`recalling\`, by the quote
  that everybody gets.
- \`placeHold\` is reached only from \`askingName\`, and that only by a yes to the quote on the table.

## The chart

Arrows from "in any of these" are what every state of the group hears; brackets name the guard.

`;

test('docs/conversation.md draws the machine as it is', async () => {
  const page = `${explained}\`\`\`mermaid\n${diagramOf(conversation.root)}\`\`\`\n`;
  await expect(page).toMatchFileSnapshot('../../docs/conversation.md');
});
