// A channel's calendar on this machine: it serves what the test says, and remembers what it was asked.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export type Event = {
  readonly uid: string;
  readonly from: string;
  readonly to: string;
  readonly summary?: string;
  /** Further lines, as `STATUS:CANCELLED`. */
  readonly more?: readonly string[];
};
export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export type Channel = AsyncDisposable & {
  readonly url: string;
  readonly asked: IncomingMessage[];
  readonly serve: (answer: string | readonly Event[] | Answering) => void;
};

export async function openChannel(host = '127.0.0.1'): Promise<Channel> {
  const asked: IncomingMessage[] = [];
  let answer: Answering = (_, response) => void response.writeHead(404).end();
  const server = createServer((request, response) => {
    asked.push(request);
    response.on('error', () => undefined);
    answer(request, response);
  });
  server.listen(0, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/calendar.ics`,
    asked,
    serve(next) {
      if (typeof next === 'function') answer = next;
      else {
        const text = typeof next === 'string' ? next : calendarOf(next);
        answer = (_, response) =>
          void response.writeHead(200, { 'content-type': 'text/calendar' }).end(text);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As Airbnb writes it. */
export function calendarOf(events: readonly Event[]): string {
  const day = (text: string) => text.replaceAll('-', '');
  return wrapped(
    events.flatMap(({ uid, from, to, summary = 'Reserved', more = [] }) => [
      'BEGIN:VEVENT',
      // The moment of reading, as many channels write it.
      'DTSTAMP:20261201T150000Z',
      `DTSTART;VALUE=DATE:${day(from)}`,
      `DTEND;VALUE=DATE:${day(to)}`,
      `SUMMARY:${summary}`,
      `UID:${uid}`,
      ...more,
      'END:VEVENT',
    ]),
  );
}

export function wrapped(lines: readonly string[]): string {
  const head = ['BEGIN:VCALENDAR', 'PRODID:-//Airbnb Inc//Hosting Calendar 1.0//EN', 'VERSION:2.0'];
  return [...head, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}
