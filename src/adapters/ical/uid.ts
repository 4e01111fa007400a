// What our own events are called in calendars. Nothing in it says who sleeps there.

export function ourUid(reservationId: number, host: string): string {
  return `posta-${reservationId}@${host}`;
}

export function isOurUid(uid: string, host: string): boolean {
  const [, of] = /^posta-\d+@(.+)$/i.exec(uid) ?? [];
  return of?.toLowerCase() === host.toLowerCase();
}
