// A stay as an event for the guest's own calendar.

import ICAL from 'ical.js';

export type Invitation = {
  readonly uid: string;
  readonly sequence: number;
  readonly status: 'CONFIRMED' | 'CANCELLED';
  readonly from: Date;
  readonly to: Date;
  readonly summary: string;
  readonly location: string;
  readonly now: Date;
};

export function invitationText(invitation: Invitation): string {
  // The library does not count the space that begins a continued line; RFC 5545 does.
  ICAL.foldLength = 74;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Posta//Stay//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', methodOf(invitation));
  const event = new ICAL.Component('vevent');
  const instant = (at: Date) => ICAL.Time.fromJSDate(at, true);
  event.addPropertyWithValue('uid', invitation.uid);
  event.addPropertyWithValue('dtstamp', instant(invitation.now));
  event.addPropertyWithValue('dtstart', instant(invitation.from));
  event.addPropertyWithValue('dtend', instant(invitation.to));
  event.addPropertyWithValue('summary', invitation.summary);
  event.addPropertyWithValue('location', invitation.location);
  event.addPropertyWithValue('status', invitation.status);
  event.addPropertyWithValue('sequence', invitation.sequence);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

export function methodOf({ status }: Pick<Invitation, 'status'>): 'PUBLISH' | 'CANCEL' {
  return status === 'CANCELLED' ? 'CANCEL' : 'PUBLISH';
}
