// Mail through the owner's SMTP server, plain and as simple HTML. Whatever a guest or the owner wrote is escaped in
// the HTML and is one line in a header; the Message-ID is the obligation's, so that a repeated one is known again.

import nodemailer from 'nodemailer';
import { writeMail, type MailWritten } from '../../flows/copy/mails.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { Letter } from '../booking/mails.ts';
import { Fault } from '../domain/fault.ts';
import type { CalendarDate } from '../domain/stay.ts';
import { invitationText, methodOf } from './ical/invitation.ts';

export type MailerOptions = {
  readonly url: string;
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly timeZone: string;
  readonly arrivalAt: (day: CalendarDate, time: string) => Date;
  readonly now: () => Date;
};

const TIMEOUT_MS = 10_000;
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export function openMailer({ url, from, timeZone, arrivalAt, now }: MailerOptions) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const transport = nodemailer.createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
    secure: protocol === 'smtps:',
    // a password never travels in the clear
    requireTLS: protocol === 'smtp:' && !LOOPBACK.has(hostname),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 3 * TIMEOUT_MS,
    // an attachment is text of ours, never a file or an address
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.replace(/^.*@|>.*$/g, '');

  async function post({ id, to, language, sequence, told }: Letter): Promise<void> {
    const written = writeMail(told, language, timeZone);
    const status = told.kind === 'cancelled' ? 'CANCELLED' : 'CONFIRMED';
    const invitation = invitationText({
      uid: `${told.code}@${host}`,
      sequence,
      status,
      from: arrivalAt(told.stay.checkIn, told.checkInFrom),
      to: arrivalAt(told.stay.checkOut, told.checkOutUntil),
      summary: `${told.lodging} · ${told.cabinName} (${told.code})`,
      location: told.address,
      now: now(),
    });
    const event = {
      filename: `${told.code}.ics`,
      content: invitation,
      contentType: `text/calendar; charset=utf-8; method=${methodOf({ status })}`,
    };
    try {
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        messageId: `<${id}@${host}>`,
        subject: oneLine(written.subject),
        text: asText(written),
        html: asHtml(written, language),
        attachments: told.kind === 'refunded' ? [] : [event],
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (cause) {
      throw faultOf(cause);
    }
  }

  return { post, [Symbol.asyncDispose]: async () => transport.close() };
}

/** 5xx about this mail is the server's last word; anything else may pass. */
function faultOf(cause: unknown): Fault {
  const { responseCode, code } = cause as { responseCode?: number; code?: string };
  const isFinal = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  // the server's own words may hold the guest's address
  return new Fault(`mail.${responseCode ?? code ?? 'failed'}`, 'the mail server did not take it', {
    transient: !isFinal,
  });
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function asText({ greeting, paragraphs, facts }: MailWritten): string {
  const [opening = '', ...rest] = paragraphs;
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  return `${[greeting, opening, lines.join('\n'), ...rest].join('\n\n')}\n`;
}

function asHtml({ subject, greeting, paragraphs, facts }: MailWritten, language: Language): string {
  const [opening = '', ...rest] = paragraphs;
  const p = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`;
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th align="left" style="padding:2px 16px 2px 0">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:sans-serif;max-width:36em">${p(greeting)}${p(opening)}<table>${rows.join('')}</table>${rest.map(p).join('')}</body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
