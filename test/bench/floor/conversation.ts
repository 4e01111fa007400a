// The conversation by hand: one pure function over a small session, so that a session that is lost can
// be folded again from the journal.

export type Stay = { readonly checkIn: string; readonly checkOut: string };
export type Offer = {
  readonly cabinId: string;
  readonly name: string;
  readonly summary: string;
  readonly total: number;
};
export type Payload = Readonly<Record<string, unknown>>;

export type Session = {
  readonly rev: number;
  readonly state: 'resting' | 'offering' | 'viewing' | 'quoted' | 'naming' | 'paying';
  readonly profileName: string | null;
  readonly stay: Stay | null;
  readonly offers: readonly Offer[];
  readonly cabinId: string | null;
  readonly quoteId: string | null;
};

/** What happened: the guest's words and taps, the answers to wishes, facts of jobs. */
export type Happening =
  | { readonly type: 'said'; readonly text: string }
  | { readonly type: 'chose'; readonly id: string }
  | { readonly type: 'offered'; readonly stay: Stay; readonly offers: readonly Offer[] }
  | {
      readonly type: 'described';
      readonly name: string;
      readonly text: string;
      readonly photo: string;
    }
  | { readonly type: 'answered'; readonly text: string }
  | {
      readonly type: 'quoted';
      readonly id: string;
      readonly name: string;
      readonly total: number;
      readonly deposit: number;
    }
  | { readonly type: 'held'; readonly code: string; readonly until: string }
  | { readonly type: 'refused' }
  | { readonly type: 'linked'; readonly path: string };

/** What the conversation wants of the database. */
export type Wish =
  | { readonly type: 'findOffers'; readonly stay: Stay }
  | { readonly type: 'describe'; readonly cabinId: string }
  | { readonly type: 'answer'; readonly topic: string }
  | { readonly type: 'makeQuote'; readonly cabinId: string; readonly stay: Stay }
  | { readonly type: 'placeHold'; readonly quoteId: string; readonly name: string };

export type Reaction = { readonly session: Session; readonly says?: Payload; readonly wish?: Wish };

export const newSession = (profileName: string | null): Session => ({
  ...{
    rev: 0,
    state: 'resting',
    profileName,
    stay: null,
    offers: [],
    cabinId: null,
    quoteId: null,
  },
});

export function react(session: Session, event: Happening): Reaction {
  switch (event.type) {
    case 'said':
      return hear(session, event.text);
    case 'chose':
      return follow(session, event.id);
    case 'offered': {
      const { stay, offers } = event;
      return {
        session: { ...session, state: 'offering', stay, offers },
        says: offerList(stay, offers),
      };
    }
    case 'described':
      return {
        session: { ...session, state: 'viewing' },
        says: card(event.name, event.text, event.photo, session.cabinId),
      };
    case 'answered':
      return { session, says: buttons(event.text, [['menu', 'Menú']]) };
    case 'quoted': {
      const words = `*${event.name}*\nTotal: ${event.total}\nSeña: ${event.deposit}\n¿Te la reservo?`;
      return {
        session: { ...session, state: 'quoted', quoteId: event.id },
        says: buttons(words, [
          [`yes:${event.id}`, 'Sí, reservar'],
          ['menu', 'Menú'],
        ]),
      };
    }
    case 'held':
      return {
        session: { ...session, state: 'paying' },
        says: text(`¡Listo! Reserva ${event.code}, hasta ${event.until}.`),
      };
    case 'refused':
      return { session: { ...session, state: 'resting' }, says: text('Alguien la reservó antes.') };
    case 'linked':
      return { session, says: text(`Seña: https://posta.example${event.path}`) };
  }
}

const DATES = /del (\d\d)\/(\d\d)\/(\d{4}) al (\d\d)\/(\d\d)\/(\d{4})/;

function hear(session: Session, words: string): Reaction {
  const dates = DATES.exec(words);
  if (dates) {
    const [, day, month, year, lastDay, lastMonth, lastYear] = dates;
    const stay = {
      checkIn: `${year}-${month}-${day}`,
      checkOut: `${lastYear}-${lastMonth}-${lastDay}`,
    };
    return { session, wish: { type: 'findOffers', stay } };
  }
  if (/wifi/.test(words)) return { session, wish: { type: 'answer', topic: 'wifi' } };
  if (session.state === 'naming' && session.quoteId)
    return { session, wish: { type: 'placeHold', quoteId: session.quoteId, name: words } };
  return {
    session,
    says: buttons('Contame qué fechas te gustarían y cuántos son.', [
      ['search', 'Ver fechas'],
      ['human', 'Hablar con alguien'],
    ]),
  };
}

function follow(session: Session, id: string): Reaction {
  const [verb, of = ''] = id.split(':');
  if (verb === 'cabin')
    return { session: { ...session, cabinId: of }, wish: { type: 'describe', cabinId: of } };
  if (verb === 'book' && session.stay)
    return {
      session: { ...session, cabinId: of },
      wish: { type: 'makeQuote', cabinId: of, stay: session.stay },
    };
  if (verb === 'yes' && of === session.quoteId)
    return {
      session: { ...session, state: 'naming' },
      says: text('¿A nombre de quién va la reserva?'),
    };
  return { session, says: text('Ese botón ya no corre.') };
}

function text(body: string): Payload {
  return { type: 'text', text: { body, preview_url: false } };
}

function buttons(body: string, choices: ReadonlyArray<readonly [string, string]>): Payload {
  const replies = choices.map(([id, title]) => ({ type: 'reply', reply: { id, title } }));
  return {
    type: 'interactive',
    interactive: { type: 'button', body: { text: body }, action: { buttons: replies } },
  };
}

function card(name: string, words: string, photo: string, cabinId: string | null): Payload {
  const { interactive } = buttons(`*${name}*\n${words}`, [
    [`book:${cabinId}`, 'Precio y reserva'],
    ['menu', 'Menú'],
  ]) as { interactive: Payload };
  const header = { type: 'image', image: { link: `https://posta.example${photo}` } };
  return { type: 'interactive', interactive: { ...interactive, header } };
}

function offerList(stay: Stay, offers: readonly Offer[]): Payload {
  const lines = offers.map(({ name, total }) => `• *${name}* — ${total} toda la estadía`);
  const rows = offers.map(({ cabinId, name, total, summary }) => ({
    id: `cabin:${cabinId}`,
    title: name,
    description: `${total} · ${summary}`.slice(0, 72),
  }));
  const body = { text: `${stay.checkIn} al ${stay.checkOut}\n${lines.join('\n')}` };
  return {
    type: 'interactive',
    interactive: { type: 'list', body, action: { button: 'Ver cabañas', sections: [{ rows }] } },
  };
}
