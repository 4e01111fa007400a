// The queue of questions in an owner's chat: told once, in groups at night, decided with a tap. The first
// decision wins, wherever it was made; a button that comes later is told who decided.

import type { Alert, Done, Ruling } from '../../flows/owner-shown.ts';
import type { Order, OwnerSaying } from '../../flows/owner-talk.ts';
import {
  markTemplated,
  markTold,
  openQuestions,
  readQuestion,
  untold,
  windowOf,
  type OwnQuestion,
} from '../adapters/owners.ts';
import type { Office } from './office.ts';
import { audit, lineOf, say, undo, type Act, type Plan, type Said, type Scene } from './plan.ts';
import { stayNamed } from './stays.ts';

/** Nobody is woken for less. */
const URGENT: ReadonlySet<string> = new Set(['calendarConflict', 'refundBlocked', 'dispute']);
const QUIET = { from: '22:00', until: '08:00' } as const;
/** More at once are one list. */
const MOST_MESSAGES = 3;
/** While the window is closed, one template a day says so; an urgent question says it again. */
const TEMPLATE_EVERY_MS = 20 * 3_600_000;

/** What moves money or ends a stay is asked again; a transfer's own message says what a tap does. */
const ASKS_FIRST: ReadonlySet<string> = new Set([
  'suspense:refuse',
  'strayCredit:approve',
  'strayCredit:refuse',
  'refundByHand:approve',
  'refundedOutside:refuse',
  'shortPayment:approve',
  'calendarConflict:refuse',
  'noShow:refuse',
]);

export type QuestionParts = {
  readonly office: Pick<Office, 'rulings' | 'decide'>;
  /** The hour at the lodging, `HH:MM`. */
  readonly hourOf: (now: Date) => string;
};

export function createQuestions({ office, hourOf }: QuestionParts) {
  function alertOf(question: OwnQuestion): Alert {
    const { createdAt: _, decidedAt: _at, decidedBy: _by, decision: _what, ...asked } = question;
    const rulings = Object.keys(office.rulings.describe(asked.kind)) as Ruling[];
    // which reservation money belongs to is said in words
    const byTap = rulings.filter((one) => asked.kind !== 'suspense' || one !== 'approve');
    return { ...asked, rulings: byTap };
  }

  /** Marks what it tells. `heard`: the owner has just written, so it is no disturbance. */
  async function lookAround(
    { db, now }: Scene,
    phone: string,
    heard: boolean,
  ): Promise<readonly OwnerSaying[]> {
    const waiting = await untold(db, phone);
    const hour = hourOf(now);
    const isNight = !heard && (hour >= QUIET.from || hour < QUIET.until);
    const due = isNight ? waiting.filter(({ kind }) => URGENT.has(kind)) : waiting;
    if (due.length === 0) return [];
    const alerts = due.map(alertOf);
    const { writableUntil, templatedAt } = await windowOf(db, phone);
    if (!writableUntil || writableUntil <= now) {
      const since = templatedAt?.getTime() ?? -Infinity;
      const isNews = due.some(
        ({ kind, createdAt }) => URGENT.has(kind) && createdAt.getTime() > since,
      );
      if (!isNews && now.getTime() - since < TEMPLATE_EVERY_MS) return [];
      await markTemplated(db, phone, now);
      return [{ key: 'alertsWait', alerts }];
    }
    await markTold(db, { phone, ids: alerts.map(({ id }) => id), now });
    return alerts.length > MOST_MESSAGES
      ? [{ key: 'alerts', alerts }]
      : alerts.map((alert) => ({ key: 'alert', alert }));
  }

  async function pending({ db, now }: Scene, phone: string): Promise<Said> {
    const alerts = (await openQuestions(db)).map(alertOf);
    await markTold(db, { phone, ids: alerts.map(({ id }) => id), now });
    const [only] = alerts;
    return alerts.length === 1 && only
      ? say({ key: 'alert', alert: only })
      : say({ key: 'pending', alerts });
  }

  const over = (question: OwnQuestion): OwnerSaying => ({
    key: 'decided',
    alert: alertOf(question),
    by: question.decidedBy ?? '',
    decision: question.decision ?? '',
  });

  async function closed({ db }: Scene, decisionId: number): Promise<readonly OwnerSaying[]> {
    const question = await readQuestion(db, decisionId);
    return question?.decidedAt ? [over(question)] : [];
  }

  async function see({ db }: Scene, decisionId: number): Promise<Plan> {
    const question = await readQuestion(db, decisionId);
    if (!question) return say({ key: 'stale' });
    if (question.decidedAt) return say(over(question));
    const alert = alertOf(question);
    return question.kind === 'suspense' || question.kind === 'foreignPayment'
      ? { ...say({ key: 'payment', alert }), about: decisionId }
      : say({ key: 'alert', alert });
  }

  async function decide(
    scene: Scene,
    {
      question,
      decision,
      reservationId,
      done,
    }: {
      question: OwnQuestion;
      decision: Ruling;
      reservationId: number | undefined;
      done: Extract<OwnerSaying, { key: 'done' }>;
    },
  ) {
    const { db, by, now } = scene;
    const { id, kind, key } = { ...question, key: `decision:${question.id}` };
    const decided = await office.decide(db, { id, decision, reservationId, by, now });
    if (decided.kind === 'over') {
      const winner = await readQuestion(db, id);
      return winner ? undo(over(winner)) : undo({ key: 'stale' });
    }
    if (decided.kind === 'notNow') return undo({ key: 'cannot', why: { kind: 'notNow' } });
    if (decided.kind !== 'done') return undo({ key: 'stale' });
    await audit(scene, {
      what: 'decide',
      about: key,
      before: { kind },
      after: { decision, reservationId },
    });
    return say(done);
  }

  async function rule(
    scene: Scene,
    { decisionId, ruling }: Extract<Order, { do: 'rule' }>,
  ): Promise<Plan> {
    const question = await readQuestion(scene.db, decisionId);
    if (!question) return say({ key: 'stale' });
    if (question.decidedAt) return say(over(question));
    const alert = alertOf(question);
    if (!alert.rulings.includes(ruling)) return say({ key: 'stale' });
    const act: Act = async () => {
      const done = doneOf(alert, ruling);
      const said = await decide(scene, {
        question,
        decision: ruling,
        reservationId: undefined,
        done: { key: 'done', done },
      });
      return said.kind === 'say' && done.do === 'takeChat' ? { ...said, chat: done.guestId } : said;
    };
    return ASKS_FIRST.has(`${question.kind}:${ruling}`)
      ? {
          kind: 'ask',
          facts: JSON.stringify([decisionId, ruling, question.amount]),
          proposed: { do: 'rule', alert, ruling },
          act,
        }
      : { kind: 'act', act };
  }

  /** A chat that is taken over can be written in, and given back. */
  function doneOf(alert: Alert, ruling: Ruling): Done {
    const { kind, guestId, name, phone } = alert;
    return kind === 'handoff' && ruling === 'approve' && guestId !== null
      ? { do: 'takeChat', guestId, name: name ?? phone ?? `huésped ${guestId}` }
      : { do: 'rule', alert, ruling };
  }

  /** Money without a reservation; which money is what was looked at last, or the only one. */
  async function assign(
    scene: Scene,
    order: Extract<Order, { do: 'assign' }>,
    about: number | null,
  ): Promise<Plan> {
    const open = (await openQuestions(scene.db)).filter(({ kind }) => kind === 'suspense');
    const question =
      open.find(({ id }) => id === about) ?? (open.length === 1 ? open[0] : undefined);
    if (!question) return say({ key: 'cannot', why: { kind: 'noPaymentOpen' } });
    const found = await stayNamed(scene, order);
    if (found.kind === 'no') return found.plan;
    const { id: reservationId, code } = found.row;
    return {
      kind: 'ask',
      facts: JSON.stringify([question.id, reservationId]),
      proposed: { do: 'assign', alert: alertOf(question), stay: lineOf(found.row) },
      act: () =>
        decide(scene, {
          question,
          decision: 'approve',
          reservationId,
          done: { key: 'done', done: { do: 'assign', code } },
        }),
    };
  }

  return { lookAround, pending, closed, see, rule, assign };
}
