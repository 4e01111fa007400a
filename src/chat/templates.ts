// What may still be said when the 24-hour window is closed: which saying becomes which template, with
// which values. The texts that Meta approves are in src/adapters/whatsapp/templates.ts.

import type { Place } from '../../flows/copy/copy.ts';
import type { OutMessage } from '../../flows/copy/message.ts';
import { newsFor } from '../../flows/copy/owner-words.ts';
import type { OwnerSaying } from '../../flows/owner-talk.ts';
import type { Saying } from '../../flows/copy/sayings.ts';
import type { Context } from '../../flows/context.ts';
import type { Language } from '../../flows/understand/meaning.ts';
import type { Centavos } from '../domain/money.ts';
import type { CalendarDate } from '../domain/stay.ts';

/** The values of each template, by name. */
export type TemplateValues = {
  booking_confirmed: Record<'lodging' | 'code' | 'cabin' | 'check_in' | 'check_out', string>;
  payment_pending: Record<'lodging' | 'code' | 'cabin' | 'deposit' | 'until', string>;
  balance_due: Record<'lodging' | 'code' | 'cabin' | 'check_in' | 'balance', string>;
  checkin_reminder: Record<'lodging' | 'code' | 'cabin' | 'check_in' | 'time', string>;
  checkin_instructions: Record<'lodging' | 'code' | 'check_in' | 'detail', string>;
  checkout_day: Record<'lodging' | 'code' | 'detail', string>;
  thanks_review: Record<'lodging' | 'code' | 'detail', string>;
  refund_notice: Record<'lodging' | 'amount' | 'detail', string>;
  waitlist_offer: Record<'lodging' | 'cabin' | 'check_in' | 'check_out' | 'until', string>;
  handoff_reply: Record<'lodging' | 'reply', string>;
  owner_alert: Record<'lodging' | 'what', string>;
};
export type TemplateName = keyof TemplateValues;

export type TemplateUse = {
  [N in TemplateName]: {
    readonly name: N;
    readonly language: Language;
    readonly values: TemplateValues[N];
    /** What the template's link ends in, below the public address. */
    readonly path?: string;
  };
}[TemplateName];

/** A message with what it becomes outside the window; without, it is not sent there. */
export type Outgoing = OutMessage & { readonly template?: TemplateUse };

export type TemplateScene = {
  readonly language: Language;
  readonly place: Pick<Place, 'name'>;
  readonly hold: Context['hold'];
};

export type Templates = ReturnType<typeof createTemplates>;

/** `timeZone` is the lodging's. */
export function createTemplates(timeZone: string) {
  // Made once: each costs as much as the rest of a turn.
  const inLocale = (locale: string) => {
    const pesos = { style: 'currency', currency: 'ARS' } as const;
    return {
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }),
      pesos: new Intl.NumberFormat(locale, { ...pesos, minimumFractionDigits: 0 }),
      pesosAndCentavos: new Intl.NumberFormat(locale, pesos),
      moment: new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
    };
  };
  const formats = { es: inLocale('es-AR'), pt: inLocale('pt-BR'), en: inLocale('en') };
  const day = (date: CalendarDate, language: Language) =>
    formats[language].day.format(new Date(date));
  const money = (amount: Centavos, language: Language) =>
    formats[language][amount % 100 === 0 ? 'pesos' : 'pesosAndCentavos'].format(amount / 100);
  const moment = (instant: string, language: Language) =>
    formats[language].moment.format(new Date(instant));

  function paymentPending({ language, place, hold }: TemplateScene): TemplateUse | undefined {
    if (!hold?.link) return undefined;
    return {
      name: 'payment_pending',
      language,
      path: hold.link,
      values: {
        lodging: place.name,
        code: hold.code,
        cabin: hold.cabinName,
        deposit: money(hold.deposit, language),
        until: moment(hold.heldUntil, language),
      },
    };
  }

  return {
    /** `written`: the saying as it is said inside the window. */
    forSaying(saying: Saying, written: string, scene: TemplateScene): TemplateUse | undefined {
      const { language, place } = scene;
      switch (saying.key) {
        case 'confirmed':
        case 'booking':
          return {
            name: 'booking_confirmed',
            language,
            values: {
              lodging: place.name,
              code: saying.code,
              cabin: saying.cabinName,
              check_in: day(saying.stay.checkIn, language),
              check_out: day(saying.stay.checkOut, language),
            },
          };
        case 'payLink':
        case 'holdEnding':
        case 'paymentTrouble':
        case 'paymentRejected':
        case 'paymentNotFound':
        case 'paymentShort':
        case 'transferRefused':
          return paymentPending(scene);
        case 'balanceLink':
          return {
            name: 'balance_due',
            language,
            path: saying.path,
            values: {
              lodging: place.name,
              code: saying.code,
              cabin: saying.cabinName,
              check_in: day(saying.stay.checkIn, language),
              balance: money(saying.amount, language),
            },
          };
        case 'stayNear':
          return {
            name: 'checkin_reminder',
            language,
            values: {
              lodging: place.name,
              code: saying.code,
              cabin: saying.cabinName,
              check_in: day(saying.stay.checkIn, language),
              time: saying.checkInFrom,
            },
          };
        case 'stayArriving': {
          const { code, stay, instructions: detail } = saying;
          const check_in = day(stay.checkIn, language);
          const values = { lodging: place.name, code, check_in, detail };
          return { name: 'checkin_instructions', language, values };
        }
        case 'stayLeaving': {
          const values = { lodging: place.name, code: saying.code, detail: written };
          return { name: 'checkout_day', language, values };
        }
        case 'stayOver': {
          const { code, reviewLink: detail } = saying;
          return {
            name: 'thanks_review',
            language,
            values: { lodging: place.name, code, detail },
          };
        }
        case 'waitOffer':
          return {
            name: 'waitlist_offer',
            language,
            values: {
              lodging: place.name,
              cabin: saying.cabinName,
              check_in: day(saying.stay.checkIn, language),
              check_out: day(saying.stay.checkOut, language),
              until: moment(saying.until, language),
            },
          };
        case 'refundDone':
        case 'refundBlocked':
        case 'paymentRepeated':
        case 'paymentTooLate':
        case 'transferTooLate':
          return refundNotice(saying.amount, written, scene);
        case 'paymentAfterCancel':
        case 'cancelled':
          return saying.refund > 0 ? refundNotice(saying.refund, written, scene) : undefined;
        default:
          return undefined;
      }
    },

    /** Only what the bot tells an owner of its own accord. */
    forOwner(saying: OwnerSaying, { name }: Pick<Place, 'name'>): TemplateUse | undefined {
      const what = newsFor(saying);
      const values = { lodging: name, what: what ?? '' };
      return what === null ? undefined : { name: 'owner_alert', language: 'es', values };
    },

    /** A person's own words. */
    forReply(reply: string, { language, place }: Omit<TemplateScene, 'hold'>): TemplateUse {
      return { name: 'handoff_reply', language, values: { lodging: place.name, reply } };
    },
  };

  function refundNotice(
    amount: Centavos,
    detail: string,
    { language, place }: TemplateScene,
  ): TemplateUse {
    return {
      name: 'refund_notice',
      language,
      values: { lodging: place.name, amount: money(amount, language), detail },
    };
  }
}
