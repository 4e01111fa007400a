// How a message to a guest is put together, in any language. What the owner or the guest wrote may be
// long; it is shortened here, before WhatsApp would cut it.

import { choiceId, type Choice } from '../choices.ts';
import type { Label, Place, Wording } from './copy.ts';
import { createFormat } from './format.ts';
import { MOST, type Button, type OutMessage, type Row } from './message.ts';
import type { Sayings } from './sayings.ts';
import { shorten } from './shorten.ts';

type Key = keyof Sayings;
type KeyWithLink = { [K in Key]: Sayings[K] extends { path: string | null } ? K : never }[Key];

export type GuestPen = ReturnType<typeof createGuestPen>;

export function createGuestPen(wording: Wording, timeZone: string) {
  const { labels, sentences } = wording;
  const f = createFormat(wording.conventions, timeZone);

  const write = <K extends Key>(key: K, saying: Sayings[K], place: Place, most: number) =>
    shorten(sentences[key](saying, f, place), most);
  const button = (label: Label, choice: Choice): Button => ({
    id: choiceId(choice),
    title: labels[label],
  });
  const row = (choice: Choice, title: string, description: string): Row => ({
    id: choiceId(choice),
    title: shorten(title, MOST.rowTitle),
    description: shorten(description, MOST.description),
  });

  const text =
    <K extends Key>(key: K) =>
    (saying: Sayings[K], place: Place): OutMessage => ({
      kind: 'text',
      body: write(key, saying, place, MOST.text),
    });
  const buttons =
    <K extends Key>(key: K, ...choices: ReadonlyArray<Button | ((saying: Sayings[K]) => Button)>) =>
    (saying: Sayings[K], place: Place): OutMessage => ({
      kind: 'buttons',
      body: write(key, saying, place, MOST.body),
      buttons: choices.map((choice) => (typeof choice === 'function' ? choice(saying) : choice)),
    });
  const link =
    <K extends KeyWithLink>(key: K, label: Label = 'pay') =>
    (saying: Sayings[K], place: Place): OutMessage =>
      saying.path === null
        ? text(key)(saying, place)
        : {
            kind: 'link',
            body: write(key, saying, place, MOST.body),
            label: labels[label],
            path: saying.path,
          };
  const list =
    <K extends Key>(key: K, label: Label, rows: (saying: Sayings[K]) => readonly Row[]) =>
    (saying: Sayings[K], place: Place): OutMessage => ({
      kind: 'list',
      body: write(key, saying, place, MOST.text),
      button: labels[label],
      rows: rows(saying),
    });

  return { f, labels, write, button, row, text, buttons, link, list };
}
